"""Who must not read of a complaint, and what its answer does not say."""

import pytest

from elevakt.engines.cases.models import EntryPart
from elevakt.engines.records.models import Document
from elevakt.modules.safety.tests.telling import text_of
from elevakt.trust.access.models import Grant
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.access.testing.people import always
from elevakt.trust.people.enums import Side


@pytest.fixture
def case_id(story):
    """Vera complains about Rut and Mia; Olof handles complaints for the organiser."""
    cast = story.cast
    with arrange():
        Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.olof,
            basis="officer",
            scope="complaint",
            valid_during=always(),
            given_by_id=cast.id("ada"),
            second_person_id=cast.id("greta"),
            reason="Handläggare för klagomål",
        )
    case_id = story.opens(
        "complaint",
        "vera",
        {"pupil": ["elis"], "against": ["rut"]},
        side=Side.FAMILY,
        opened_by="guardian",
        what="Rut Holm lyssnar inte när Elis Bergström behöver hjälp.",
    )
    story.do("olof", case_id, "confirm", confirmed="letter", investigator=str(story.cast.id("kim")))
    story.do("kim", case_id, "investigate", facts="Rut Holm har inte svarat.")
    story.do(
        "olof",
        case_id,
        "assess",
        lacking="yes",
        reasons="Skolan har inte svarat Elis Bergström.",
        measures=[{"what": "Skolan svarar inom en vecka", "until": "2026-09-30"}],
    )
    story.do(
        "olof",
        case_id,
        "answer",
        text="Du har rätt: Rut Holm borde ha svarat om Elis Bergström.",
        how="letter",
        answered_on="2026-09-20",
    )
    run_jobs(story.now)
    return case_id


def test_those_it_is_about_and_their_deputy_see_nothing(story, case_id):
    others = ("rut", "beata", "mia", "tom", "bo", "stina", "greta", "ada")

    assert {name: story.seen(name) for name in others} == {name: {} for name in others}
    at_home = ("sten", "elis", "hans")
    assert {name: story.seen(name, Side.FAMILY) for name in at_home} == {
        name: {} for name in at_home
    }


def test_the_one_who_complained_reads_the_own_complaint(story, case_id):
    with story.as_("vera", Side.FAMILY):
        assert set(EntryPart.objects.values_list("circle", flat=True)) == {"report"}


def test_the_answer_names_nobody(story, case_id):
    with arrange():
        text = text_of(Document.objects.get(template="complaint_answer"))

    assert "Du har rätt: [personal B] borde ha svarat om [elev A]." in text
    assert "Olof Dahl, huvudmannens handläggare Norrviks kommun, 2026-09-07" in text
    assert "Skolinspektionen" in text
    assert not [name for name in ("Rut", "Elis", "Bergström") if name in text]
