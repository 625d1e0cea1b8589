"""Whoever is named in a case or in a draft is held on to."""

import datetime as dt

import pytest

from elevakt.engines.cases.models import Draft
from elevakt.engines.cases.queries.mentions import is_named
from elevakt.engines.cases.tests.stories import Story
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.testing.arranging import arrange


@pytest.fixture
def story(cast):
    return Story(cast)


def named(story, *names):
    organiser, persons = story.cast.organiser.id, [story.cast.id(name) for name in names]
    with working(organiser, "test"):
        return is_named(organiser, persons, clock.now() - dt.timedelta(days=400))


def test_who_is_picked_in_a_step_is_named(story):
    case_id = story.report("stina", exposed=["elis"])
    homes = [("elis", "vera", "ask"), ("elis", "sten", "ask")]
    story.receive("rut", case_id, homes=homes, investigator="kim")

    assert named(story, "tom", "kim")
    assert not named(story, "tom")


def test_who_stands_in_a_draft_is_named(story):
    with arrange():
        Draft.objects.create(
            organiser_id=story.cast.organiser.id,
            person_id=story.cast.id("mia"),
            side="staff",
            form="x",
            said=[str(story.cast.id("tom"))],
            revision=1,
            saved_at=clock.now(),
        )

    assert named(story, "tom")
    assert not named(story, "bo")
