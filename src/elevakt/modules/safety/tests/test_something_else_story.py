"""What fits nowhere else, from the report to the close, by the rules alone."""

import datetime as dt

import pytest

from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play, key, read_by
from elevakt.trust.access.enums import Basis, HomeAnswer

OTHER = definition("something_else", 1)
ELIS, VERA, KIM = map(key, ("elis", "vera", "kim"))
HOME = Instance(ELIS, VERA).key


def facts(answer="ask"):
    return Facts(
        persons=(PersonInCase(ELIS, "pupil"),),
        guardians=(GuardianInCase(ELIS, VERA, HomeAnswer(answer)),),
    )


def received(decided, answer="inform"):
    play = Play(OTHER, facts()).opens(what="Elis verkar ensam.")
    home = [{"pupil": str(ELIS), "guardian": str(VERA), "answer": answer}]
    owner = {"owner": str(KIM)} if decided == "act" else {}
    play.does("principal", "receive", own_people="no", home=home, next=decided, **owner)
    play.facts = facts(answer)
    return play


def test_nothing_goes_home_before_somebody_has_decided():
    assert {OTHER.home_answer(one) for one in OpenedBy} == {HomeAnswer.ASK}
    assert received("nothing", "ask").plan.of("inform_homes") == ()


@pytest.mark.parametrize("decided", ["nothing", "moved"])
def test_what_needs_no_more_here_is_closed_when_home_has_been_told(decided):
    play = received(decided).does("calls_home", "inform_homes", HOME, outcome="phone")

    assert play.at("act").state == "not_applicable"
    assert play.does("principal", "close").plan.case_state == "closed"


def test_something_is_done_until_it_is_enough():
    play = received("act").does("owner", "inform_homes", HOME, outcome="phone")
    assert play.at("act").due_on == dt.date(2026, 9, 21)

    play.does("owner", "act", did="Pratade med Elis.", enough="no")
    play.does("principal", "act", Instance(round=2).key, did="En plats i spelet.", enough="yes")
    assert play.plan.case_state == "ready_to_close"


def test_what_is_to_be_done_is_the_principals_when_nobody_is_named():
    play = Play(OTHER, Facts(persons=(PersonInCase(ELIS, "pupil"),))).opens(what="…")
    play.does("principal", "receive", own_people="no", next="act")

    assert play.at("act").roles == ("principal",)
    assert play.does("principal", "act").at("act", Instance(round=2).key).state == "open"


def test_a_principal_who_is_concerned_passes_it_on():
    play = Play(OTHER, facts()).opens(what="…").does("principal", "receive", own_people="yes")

    assert play.plan.lead is Role.DEPUTY


def test_whoever_reported_reads_the_own_report():
    assert read_by(received("act"), Basis.REPORTED) == ["report"]
    assert read_by(received("act"), Basis.TEACHES) == []
