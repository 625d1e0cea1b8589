"""Absence from signal to close, by its rules alone, and each way it can turn."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.answers.checking import lacking_people
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.digests import changed_since_release
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.plan.planning import what_is_missing
from elevakt.engines.cases.tests.playing import Play
from elevakt.modules.attendance.tests.around import ELIS, KIM, MIA, STEN, TUVA, VERA, around
from elevakt.trust.access.enums import Basis

FOLDER = Path(__file__).parents[1] / "processes"
ABSENCE = definition("absence", 1)
INVESTIGATION = {
    "pupil_view": "Det är matten.",
    "guardian_view": "Han är trött.",
    "health_view": "Oro inför prov.",
    "conclusion": "Stöd i matematik först.",
}


def home(*pupils, sten="inform"):
    answers = ((VERA, "inform"), (STEN, sten))
    return [
        {"pupil": str(pupil), "guardian": str(guardian), "answer": answer, "reason": "Hot"}
        for pupil in pupils or (ELIS,)
        for guardian, answer in answers
    ]


def signalled(**facts):
    return Play(ABSENCE, around(**facts)).opens(seen="Borta varje måndag.", pattern=["single_days"])


def talked(**facts):
    return signalled(**facts).does("talks", "talk", ELIS, pupil_view="Det är jobbigt i magen.")


def decided(decision="investigate", **facts):
    case = talked(**facts)
    answers = (
        {"why_not": "Tandreglering."}
        if decision == "not_needed"
        else {"investigator": str(KIM), "other_home_municipality": "no"}
    )
    return case.does(
        "principal", "decide", ELIS, own_people="no", decision=decision, home=home(), **answers
    )


def told(case):
    for guardian in (VERA, STEN):
        case.does("calls_home", "inform_homes", Instance(ELIS, guardian).key, outcome="phone")
    return case


def planned(**facts):
    case = told(decided(**facts))
    case.by_itself()
    case.does("investigator", "investigate", ELIS, **INVESTIGATION)
    row = {"what": "Börjar 9.00", "instruction": "Hälsa vid dörren."}
    return case.does("principal", "plan", ELIS, goal="90", steps=[row])


def follow(case, round_, answer):
    return case.passes(days=21).does(
        "follows_up", "follow_up", Instance(ELIS, round=round_).key, next=answer
    )


def test_a_signal_waits_for_a_talk_and_no_longer_than_ten_school_days():
    case = signalled()

    assert case.open_steps == ["talk"]
    assert case.at("talk", ELIS).due_on == dt.date(2026, 9, 14)
    assert case.at("decide", ELIS).due_on == dt.date(2026, 9, 21)

    case.skips("principal", "talk", ELIS)
    assert case.open_steps == ["decide"]


def test_whoever_sends_a_signal_need_write_nothing():
    assert Play(ABSENCE, around()).opens().open_steps == ["talk"]


def test_an_investigation_is_told_to_the_organiser_even_if_nobody_does_it():
    case = decided()

    assert case.open_steps == ["inform_homes", "investigate", "tell_organiser"]
    assert case.at("tell_organiser").due_at == dt.datetime(2026, 9, 8, 13, tzinfo=dt.UTC)
    assert case.by_itself() == ["tell_organiser"]
    assert case.at("investigate", ELIS).due_on == dt.date(2026, 9, 28)
    assert case.plan.joined == {Role.INVESTIGATOR: frozenset({KIM})}


def test_what_is_not_needed_says_why_and_tells_nobody():
    case = talked()
    answers = {"own_people": "no", "decision": "not_needed", "home": home()}
    assert case.faults("decide", ELIS, **answers) == {
        "why_not": "Fyll i ”Varför är det obehövligt?”."
    }

    case = decided("not_needed")

    assert case.plan.case_state == "ready_to_close"
    assert case.at("tell_organiser").state == "not_applicable"
    case.does("principal", "close", why="not_needed")
    assert case.plan.case_state == "closed"


def test_another_home_municipality_is_told_that_it_has_begun():
    case = talked()
    case.does(
        "principal",
        "decide",
        ELIS,
        own_people="no",
        decision="investigate",
        home=home(),
        other_home_municipality="yes",
    )

    assert "tell_home_municipality" in case.open_steps
    assert case.faults("tell_home_municipality", ELIS) == {"sent_on": "Fyll i ”Skickat den”."}
    case.does("principal", "tell_home_municipality", ELIS, sent_on="2026-09-08")


def test_the_pupil_the_home_and_pupil_health_are_heard():
    assert decided().faults("investigate", ELIS) == {
        "pupil_view": "Fyll i ”Elevens egna ord”.",
        "guardian_view": "Fyll i ”Hemmets ord”.",
        "health_view": "Fyll i ”Elevhälsans bedömning”.",
        "conclusion": "Fyll i ”Slutsats, och vad som är bäst för barnet”.",
    }


def test_a_home_that_may_not_be_contacted_is_not_told():
    case = talked()
    case.does(
        "principal",
        "decide",
        ELIS,
        own_people="no",
        decision="investigate",
        home=home(sten="do_not_inform"),
        other_home_municipality="no",
    )
    case.facts = around(sten="do_not_inform")

    assert [one.instance for one in case.plan.of("inform_homes")] == [Instance(ELIS, VERA)]


def test_it_ends_when_attendance_has_worked_twice_in_a_row():
    case = planned()
    assert case.at("follow_up", ELIS).due_on == dt.date(2026, 9, 21)

    follow(case, 1, "works")
    follow(case, 2, "goes_on")
    assert [str(one) for one in what_is_missing(ABSENCE, case.plan)] == ["Följ upp är inte klart."]
    follow(case, 3, "works")
    follow(case, 4, "works")

    assert case.plan.case_state == "ready_to_close"
    case.does("principal", "close", why="back")


def test_a_plan_that_does_not_work_is_made_anew():
    case = follow(planned(), 1, "new_plan")

    assert case.open_steps == ["follow_up", "plan"]
    assert case.at("plan", ELIS).due_on == dt.date(2026, 10, 5)


def test_a_case_goes_further_when_the_follow_up_says_so():
    case = planned()
    assert case.at("go_further", ELIS).state == "not_applicable"

    follow(case, 1, "further")
    assert "go_further" in case.open_steps
    case.does("principal", "go_further", ELIS, to=["home_municipality"], why="Föreläggande.")
    assert case.open_steps == ["follow_up"]


def test_upper_secondary_school_has_no_report_to_the_organiser_and_weighs_the_study_grant():
    case = talked(form="GY")
    assert case.open_steps == ["decide", "study_aid"]

    case = decided(form="GY")
    assert case.at("tell_organiser").state == "not_applicable"
    assert sorted(case.faults("investigate", ELIS)) == ["conclusion", "pupil_view"]

    case.does("talks", "study_aid", ELIS, judgement="report", hours="6", reported_on="2026-09-07")
    assert "studies_again" in case.open_steps
    case.does("talks", "studies_again", ELIS, again_on="2026-09-20")


def test_a_study_grant_that_is_not_reported_asks_for_nothing_more():
    case = talked(form="GY")
    case.does("talks", "study_aid", ELIS, judgement="refrain", why_not="illness")

    assert case.at("studies_again", ELIS).state == "not_applicable"
    assert {part.circle for part in case.ledger[-1].parts} == {"work", "sensitive"}


@pytest.mark.parametrize("form", ["GR", ""])
def test_a_school_form_that_is_not_known_has_every_duty(form):
    assert "tell_organiser" in decided(form=form).open_steps


def test_a_pupil_of_age_is_told_herself():
    case = talked(form="GY", adult=True)
    case.does(
        "principal",
        "decide",
        ELIS,
        own_people="no",
        decision="investigate",
        other_home_municipality="no",
    )

    assert case.plan.of("inform_homes") == ()


def test_pupil_health_is_read_by_the_lead_and_the_investigator():
    case = planned()
    written = next(entry for entry in case.ledger if entry.step == "investigate")
    health = [part.circle for part in written.parts if "health_view" in part.answers]

    assert health == ["health"]
    readers = {reader for reader, circles in reading(ABSENCE).items() if "health" in circles}
    assert readers == {Basis.LEADS, Role.INVESTIGATOR}


def test_those_who_teach_read_the_instruction_and_nothing_of_why():
    case = planned()

    assert [
        (part.about_person, part.answers)
        for entry in case.ledger
        for part in entry.parts
        if part.circle in reading(ABSENCE)[Basis.TEACHES]
    ] == [(ELIS, {"steps": [{"row": 1, "instruction": "Hälsa vid dörren."}]})]


def test_a_principal_who_is_concerned_passes_it_to_the_deputy():
    case = talked().does("principal", "decide", ELIS, own_people="yes")

    assert case.plan.lead is Role.DEPUTY
    assert case.why_not("principal", "decide", ELIS) == "Det är inte din uppgift."


def test_two_pupils_are_two_cases():
    assert [str(one) for one in lacking_people(ABSENCE, around(pupils=(ELIS, TUVA)))] == [
        "Det kan bara gälla 1: Elev."
    ]


def test_it_is_released_as_it_stands():
    lock = tomllib.loads((FOLDER / "lock.toml").read_text())

    assert changed_since_release({"absence.v1": lock["absence.v1"]}, [ABSENCE]) == ()
    assert not ABSENCE.reviewed_by_lawyer
    assert MIA in around().assignments.values()
