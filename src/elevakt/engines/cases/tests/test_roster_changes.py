"""The roster changes while a case runs, and who reads it changes with it."""

import datetime as dt

import pytest

from elevakt.engines.cases.models import Case, EntryPart, InForce
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import AssignmentRole, Duty


@pytest.fixture
def received(story):
    """Rut has received Tom's report about Elis, and Kim investigates."""
    release(story)
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])
    return case_id


def yesterday(story):
    """Return the moment when what has ended did."""
    return story.now - dt.timedelta(days=1)


def ends(story, *names):
    """Let every duty of these end."""
    with arrange():
        persons = [story.cast.persons[name] for name in names]
        Duty.objects.filter(person__in=persons).update(period=(None, yesterday(story)))


def test_whoever_works_here_no_longer_finds_nothing_where_she_worked_or_reported(story, received):
    addresses = {
        "kim": f"/arenden/{received}/",
        "mia": f"/arenden/{received}/",
        "olof": f"/arenden/{received}/",
        "tom": f"/rapportera/{received}/",
    }
    desks = {name: Desk(story, name) for name in addresses}
    assert {desks[name].get(path).status for name, path in addresses.items()} == {200}

    ends(story, *addresses)

    assert {desks[name].get(path).status for name, path in addresses.items()} == {404}
    assert "Berätta för hemmet" not in desks["mia"].get("/").text


def test_a_new_mentor_calls_home_and_the_former_knows_of_nothing(story, received):
    stina, mia = Desk(story, "stina"), Desk(story, "mia")
    with arrange():
        now = AssignmentRole.objects.filter(duty__person=story.cast.mia)
        now.update(duty=Duty.objects.get(person=story.cast.stina))

    assert "Berätta för hemmet" in stina.get("/").text
    assert "Berätta för hemmet" not in mia.get("/").text
    assert [desk.get(f"/arenden/{received}/").status for desk in (stina, mia)] == [200, 404]


def test_a_measure_is_shown_to_its_owner_as_long_as_she_works_here(story, received):
    row = {"target": "pupil", "whom": str(story.cast.id("elis")), "what": "Rastvakt"}
    more = {"instruction": "Se till honom.", "owner": str(story.cast.id("nils"))}
    story.do("rut", received, "measures", measures=[{**row, **more, "from": "2026-09-07"}])

    for is_here in (True, False):
        with story.as_("nils"):
            assert (InForce.objects.exists(), Case.objects.exists()) == (is_here, False)
            assert not EntryPart.objects.exists()
        ends(story, "nils")
