"""A report of concern from the worry to the answer, by its rules alone."""

import datetime as dt

from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play, key, read_by
from elevakt.trust.access.enums import Basis, HomeAnswer

CONCERN = definition("report_of_concern", 1)
HEDDA, HANS, VERA, KIM = map(key, ("hedda", "hans", "vera", "kim"))
SENT = {"sent_to": "Norrviks socialtjänst", "sent_how": "service", "sent_at": "2026-09-07T11:00"}


def facts(hans="ask", vera="ask", lead=Role.PRINCIPAL):
    """A child with one guardian who may be the danger, and one who need not be."""
    return Facts(
        persons=(PersonInCase(HEDDA, "child"),),
        guardians=(
            GuardianInCase(HEDDA, HANS, HomeAnswer(hans)),
            GuardianInCase(HEDDA, VERA, HomeAnswer(vera)),
        ),
        lead=lead,
    )


def written(**more):
    return Play(CONCERN, facts(**more)).opens(seen_heard="Hon vågar inte gå hem.")


def received(play, hans="do_not_inform", vera="inform"):
    rows = [
        {"pupil": str(HEDDA), "guardian": str(one), "answer": answer, "reason": "Rädd för pappa"}
        for one, answer in ((HANS, hans), (VERA, vera))
    ]
    play.does("principal", "receive", own_people="no", home=rows, also_reads=[str(KIM)])
    play.facts = facts(hans, vera)
    return play


def test_whoever_is_worried_sends_it_alone_and_waits_for_nobody():
    play = written().does("opener", "send", **SENT)

    assert play.at("send").state == "done"
    assert play.at("receive").state == "open"
    assert play.open_steps == ["feedback", "receive"]


def test_nothing_but_what_was_seen_must_be_written():
    assert Play(CONCERN, facts()).faults("report") == {
        "seen_heard": "Fyll i ”Vad har du sett, hört eller fått veta?”."
    }


def test_the_principal_can_neither_stop_nor_skip_it():
    play = written()

    assert play.why_not_skip("principal", "send") == "Steget kan inte hoppas över."
    assert play.at("send").roles == ("opener", "principal", "deputy")


def test_it_is_to_be_sent_the_same_day_and_asked_about_after_three_weeks():
    play = written().does("opener", "send", **SENT)

    assert play.at("send").due_on == dt.date(2026, 9, 7)
    assert play.at("feedback").due_on == dt.date(2026, 9, 28)


def test_nobody_at_home_is_told_by_default():
    assert {CONCERN.home_answer(one) for one in OpenedBy} == {HomeAnswer.ASK}
    assert written().at("inform_homes") is None


def test_only_the_guardian_who_may_be_told_is_told_and_never_before_it_is_sent():
    play = received(written())
    assert [one.instance for one in play.plan.of("inform_homes")] == [Instance(HEDDA, VERA)]
    assert "inform_homes" not in play.open_steps

    play.does("opener", "send", **SENT)
    assert "inform_homes" in play.open_steps


def test_a_home_decision_is_lacking_until_it_is_made_for_each_guardian():
    row = {"pupil": str(HEDDA), "guardian": str(VERA), "answer": "inform"}

    assert written().faults("receive", own_people="no", home=[row]) == {
        "home": "Bestäm för varje vårdnadshavare."
    }


def test_social_services_are_asked_until_they_answer():
    play = written().does("opener", "send", **SENT)
    play.does("opener", "feedback", answer="no_answer")
    assert play.at("feedback").tries == 1

    play.does("principal", "feedback", answer="not_opened", answered_on="2026-09-21")
    assert play.at("feedback").state == "done"


def test_it_goes_on_until_the_contact_is_done_and_then_it_is_closed():
    play = received(written().does("opener", "send", **SENT))
    play.does("principal", "inform_homes", Instance(HEDDA, VERA).key, outcome="phone")
    play.does("opener", "feedback", answer="opened")
    play.does("principal", "follow_up", done="no", questions=[])
    play.passes(days=28)
    assert play.plan.case_state == "ongoing"

    play.does("principal", "follow_up", Instance(round=2).key, done="yes", worried="yes")
    assert play.plan.case_state == "ready_to_close"
    play.does("principal", "close")
    assert play.plan.case_state == "closed"


def test_a_principal_who_is_concerned_passes_it_on_and_it_can_still_be_sent():
    play = written()
    play.does("principal", "receive", own_people="yes")

    assert play.plan.lead is Role.DEPUTY
    assert play.why_not("opener", "send", **SENT) is None


def test_the_organiser_reads_nothing_and_the_opener_all_but_the_leaders_own():
    play = received(written().does("opener", "send", **SENT))

    assert read_by(play, Basis.PARTICIPATES) == ["report", "send", "receive"]
    assert read_by(play, Basis.TEACHES) == []
    assert all(inform.who != "organiser" for step in CONCERN.steps for inform in step.informs)


def test_what_the_worry_is_about_is_counted_and_nothing_more():
    assert CONCERN.start.field("concerns").sensitive
