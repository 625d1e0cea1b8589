"""Who does what at a unit is set once, by whoever leads it, and filled in at each new case."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.actions.standing import set_standing
from elevakt.engines.cases.models import StandingAssignment
from elevakt.engines.cases.queries.standing import standing_tasks
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.foundation.kernel import ids
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange

TASK = ("degrading_treatment", "calls_home")
NAME = ".".join(TASK)


@pytest.fixture
def page(story):
    """The address of who does what at Norra skolan."""
    release(story)
    return reverse("processes:standing", args=[story.cast.norra.id])


def given():
    with arrange():
        rows = StandingAssignment.objects.order_by("assignment")
        return [(row.process, row.assignment, row.person_id) for row in rows]


def test_whoever_leads_sets_it_and_takes_it_back(story, page):
    rut, kim = Desk(story, "rut"), story.cast.id("kim")

    saved = rut.fill(page, **{NAME: str(kim)})

    assert "Sparat. Det gäller nya ärenden." in saved.text
    assert given() == [(*TASK, kim)]
    assert rut.get(page).fields[NAME] == [str(kim)]
    rut.fill(page, **{NAME: "", f"{NAME}_q": ""})
    assert given() == []


def test_without_a_script_a_name_is_written(story, page):
    Desk(story, "rut").fill(page, **{f"{NAME}_q": "Kim Sand"})

    assert given() == [(*TASK, story.cast.id("kim"))]


def test_it_counts_in_the_next_case_and_not_in_the_one_that_runs(story, page):
    before = story.report("tom", exposed=["elis"])
    story.receive("rut", before, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])
    Desk(story, "rut").fill(page, **{NAME: str(story.cast.id("stina"))})

    after = story.report("tom", exposed=["elis"])
    story.receive("rut", after, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])

    assert "Ring hem" not in Desk(story, "stina").get(reverse("cases:case", args=[before])).text
    assert Desk(story, "stina").get(reverse("cases:case", args=[after])).status == 200


def test_nobody_else_sees_or_sets_it(story, page):
    kim = story.cast.id("kim")
    for name in ("kim", "mia", "tom", "olof", "bo", "nils"):
        assert (name, Desk(story, name).get(page).status) == (name, 404)
        with pytest.raises(NotFound), story.as_(name) as actor:
            set_standing(actor, story.cast.norra.id, {TASK: kim})
    assert given() == []


def test_only_a_colleague_is_chosen_and_what_is_written_is_kept(story, page):
    answer = Desk(story, "rut").fill(page, **{NAME: str(story.cast.id("vera"))})

    assert answer.status == 422
    assert "Välj någon i listan." in answer.text
    for stranger in (story.cast.id("vera"), story.cast.id("elis"), ids.new()):
        with pytest.raises(NotFound), story.as_("rut") as rut:
            set_standing(rut, story.cast.norra.id, {TASK: stranger})
    assert given() == []


def test_there_is_no_task_but_those_of_what_is_used(story, page):
    for task in (("degrading_treatment", "sings"), ("special_support", "investigates"), ("", "")):
        with pytest.raises(NotFound), story.as_("rut") as rut:
            set_standing(rut, story.cast.norra.id, {task: story.cast.id("kim")})
    with story.as_("rut") as rut:
        found = standing_tasks(rut, story.cast.norra.id)
    assert {one.process.id for one in found} == {"degrading_treatment"}
