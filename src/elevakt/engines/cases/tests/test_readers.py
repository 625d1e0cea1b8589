"""Who can read a case: told by name to those who lead or work in it, and by role to others."""

import re

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.queries.reasons import readers_of
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person


@pytest.fixture
def case_id(story):
    """A case about Elis and Nova, each with a mentor who is to call home."""
    case_id = story.report("tom", exposed=["elis", "nova"], alleged=["amir"])
    homes = [("elis", "vera", "inform"), ("elis", "sten", "ask"), ("nova", "lo", "inform")]
    story.receive("rut", case_id, homes=homes, also_reads=[str(story.cast.id("stina"))])
    return case_id


def told(story, name, case_id):
    """Return what somebody is told of who can read a case, each as one line."""
    page = Desk(story, name).get(reverse("cases:readers", args=[case_id]))
    assert page.status == 200
    card = page.html.partition("<h1")[2].partition('class="access"')[0]
    lines = re.findall(r"<(?:li|p)(?: class=\"lead\")?>(.*?)</(?:li|p)>", card, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def test_whoever_leads_is_told_who_reads_by_name_and_why(story, case_id):
    assert told(story, "rut", case_id) == [
        "8 personer kan läsa nu.",
        "Rut Holm, Rektor leder skolan och ärendet",
        "Beata Lund, Biträdande rektor leder skolan och ärendet",
        "Olof Dahl, Annan personal huvudmannens handläggare, ser anmälan och läget",
        "Mia Lind, Lärare ringer hem, bara om Elis Bergström",
        "Cilla Moberg, Lärare ringer hem, bara om Nova Westin",
        "Kim Sand, Kurator utreder",
        "Stina Ås, Speciallärare/specialpedagog har bjudits in att läsa",
        "Tom Frisk, Lärare anmälde, ser sin egen anmälan och hur det går",
    ]


def test_who_works_with_several_pupils_parts_is_told_once(story):
    case_id = story.report("tom", exposed=["elis", "hedda"])
    homes = [("elis", "vera", "inform"), ("elis", "sten", "ask"), ("hedda", "hans", "inform")]
    story.receive("rut", case_id, homes=homes)

    assert [line for line in told(story, "rut", case_id) if "Mia" in line] == [
        "Mia Lind, Lärare ringer hem, bara om Elis Bergström och Hedda Ström"
    ]


def test_whoever_works_with_one_pupils_part_is_not_told_of_others_by_who_reads(story, case_id):
    lines = told(story, "mia", case_id)

    assert "Mia Lind, Lärare ringer hem, bara om Elis Bergström" in lines
    assert [line for line in lines if "Cilla" in line or "Nova" in line] == []
    assert lines[0] == "7 personer kan läsa nu."


@pytest.mark.parametrize("name", ["bo", "olof"])
def test_whoever_neither_leads_nor_works_in_it_is_told_roles_alone(story, name):
    case_id = story.report("tom", exposed=["elis"], alleged=["nora"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])

    lines = told(story, name, case_id)

    assert lines[0] == "Rektor, som leder ärendet"
    assert "Utredaren" in lines
    names = [person.family_name for person in story.cast.persons.values()]
    assert [word for word in names if word in " ".join(lines)] == []


def test_a_reporter_is_told_the_same_roles_whoever_leads(story, case_id):
    hidden = story.report("tom", exposed=["elis"], alleged=["rut"])
    tom = Desk(story, "tom")

    pages = [tom.get(reverse("report:own", args=[one])) for one in (case_id, hidden)]

    words = (
        "Läses av rektor, den som anmälde, i sin egen anmälan, huvudmannens handläggare"
        " och de som har en uppgift i ärendet."
    )
    assert [words in page.text for page in pages] == [True, True]
    assert [page.text.count("Rut") for page in pages] == [0, 1]  # whom he named himself


def test_who_is_shut_out_is_not_among_the_readers(story):
    case_id = story.report("tom", exposed=["elis"], alleged=["rut"])
    by_kin = story.report("tom", exposed=["nova"])
    story.receive("rut", by_kin, homes=[("nova", "lo", "ask")], also_reads=[])
    Desk(story, "kim").fill(reverse("cases:concerned", args=[by_kin]))

    assert told(story, "olof", case_id) == [
        "2 personer kan läsa nu.",
        "Olof Dahl, Annan personal leder ärendet för huvudmannen",
        "Tom Frisk, Lärare anmälde, ser sin egen anmälan och hur det går",
    ]
    assert [line for line in told(story, "rut", by_kin) if "Kim" in line or "Lo " in line] == []


def test_a_protected_colleague_is_counted_and_not_named(story, case_id):
    with arrange():
        Person.objects.filter(id=story.cast.id("kim")).update(is_protected=True)

    lines = told(story, "rut", case_id)

    assert lines[0] == "8 personer kan läsa nu."
    assert "En kollega utreder" in lines
    assert [line for line in lines if "Kim" in line] == []


def test_a_home_that_reported_is_named_to_one_who_may_know_it(story):
    case_id = story.report("vera", exposed=["elis"], side=Side.FAMILY, opened_by="guardian")
    line = "Vera Bergström anmälde, ser sin egen anmälan och hur det går"

    assert line in told(story, "rut", case_id)


def test_who_reads_is_one_question_however_many_they_are(story, case_id, django_assert_num_queries):
    few = story.report("tom", exposed=["elis"])

    for one, many in ((few, 3), (case_id, 8)):
        with acting_as(story.actor("rut")) as rut, django_assert_num_queries(1):
            assert len(readers_of(rut, one)) == many


def test_before_one_writes_it_is_said_how_many_will_read(story, case_id):
    page = Desk(story, "kim").get(reverse("cases:step", args=[case_id, "talk"]))

    # Rut, Beata, Kim and Stina; the mentors read of their own pupil, and others not the work.
    assert "4 personer kan läsa nu." in page.text
    assert "Läses av rektor och de som har en uppgift i ärendet." in page.text
