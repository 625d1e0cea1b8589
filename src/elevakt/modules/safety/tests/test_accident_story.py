"""Accidents and near misses from the event to what was done about the cause, by the rules alone."""

import datetime as dt

import pytest

from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play, key, read_by
from elevakt.trust.access.enums import Basis, HomeAnswer

ACCIDENT = definition("accident", 1)
ELIS, VERA, KIM = map(key, ("elis", "vera", "kim"))
HOME = Instance(ELIS, VERA).key
FACTS = Facts(
    persons=(PersonInCase(ELIS, "injured"),),
    guardians=(GuardianInCase(ELIS, VERA, HomeAnswer.INFORM),),
)


def received(serious, care="hospital", **more):
    play = Play(ACCIDENT, FACTS)
    play.opens(kind="accident", what_happened="Föll från ribbstolen.", care=care)
    homes = [{"pupil": str(ELIS), "guardian": str(VERA), "answer": "inform"}]
    play.does(
        "principal",
        "receive",
        own_people="no",
        home=homes,
        serious=serious,
        investigator=str(KIM),
        **more,
    )
    return play


def test_the_home_is_told_and_the_serious_reported_the_same_day():
    play = received("yes")

    assert play.open_steps == ["inform_homes", "investigate", "tell_authority"]
    assert {
        play.at("inform_homes", HOME).due_on,
        play.at("tell_authority").due_on,
        play.at("receive").due_on,
    } == {dt.date(2026, 9, 7)}


@pytest.mark.parametrize("serious", ["no", "educare"])
def test_what_is_not_serious_and_a_child_in_educare_are_not_reported(serious):
    assert received(serious).at("tell_authority").state == "not_applicable"


def test_the_cause_is_found_and_something_is_done_until_it_is_done():
    play = received("yes")
    play.does("calls_home", "inform_homes", HOME, outcome="phone")
    play.does("principal", "tell_authority", reported_at="2026-09-07T14:00", safety_reps="yes")
    play.does("investigator", "investigate", causes="Mattan låg fel.", measures=[])
    play.does("investigator", "follow_up", done="no")
    assert play.open_steps == ["follow_up", "investigate"]

    play.does("investigator", "investigate", causes="Mattan låg fel.", measures=[{"what": "Ny"}])
    play.does("principal", "follow_up", Instance(round=2).key, done="yes")
    play.does("principal", "close")
    assert play.plan.case_state == "closed"


def test_a_plaster_needs_no_investigation():
    play = received("no", care="plaster")
    play.does("calls_home", "inform_homes", HOME, outcome="phone")

    play.skips("investigator", "investigate")

    assert play.at("follow_up").state == "not_applicable"
    assert play.plan.case_state == "ready_to_close"


@pytest.mark.parametrize(("serious", "care"), [("yes", "plaster"), ("no", "hospital")])
def test_anything_worse_is_investigated(serious, care):
    play = received(serious, care=care)

    assert play.why_not_skip("investigator", "investigate") == ("Steget kan inte hoppas över.")


def test_a_guardian_who_is_not_reached_is_still_to_be_told():
    play = received("no").does("calls_home", "inform_homes", HOME, outcome="not_reached")

    assert "inform_homes" in play.open_steps


def test_the_injury_is_read_by_those_who_need_it_and_the_reporter_reads_her_report():
    play = received("yes", injury="Bruten arm")

    assert "health" in {part.circle for part in play.ledger[-1].parts}
    assert read_by(play, Basis.REPORTED) == ["report"]
    assert ACCIDENT.narrow_circles["health"].roles == {"investigator"}
