"""Leave from application to close, by its rules alone, and each way it can turn."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from elevakt.engines.cases.enums import Appeal, OpenedBy
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.acts import may_open
from elevakt.engines.cases.rules.answers.checking import lacking_people, prefilled
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.digests import changed_since_release
from elevakt.engines.cases.rules.ledger import answers_in_force
from elevakt.engines.cases.tests.playing import Play
from elevakt.modules.attendance.tests.around import ELIS, TUVA, around
from elevakt.trust.access.enums import Basis

FOLDER = Path(__file__).parents[1] / "processes"
LEAVE = definition("leave_of_absence", 1)
SHORT = {"first_day": "2026-10-05", "last_day": "2026-10-14"}
LONG = {"first_day": "2026-10-05", "last_day": "2026-10-15"}
HEARD = {"pupil_view": "Vill gärna fara."}


def applied(days=SHORT, opened_by="guardian", **facts):
    case = Play(LEAVE, around(opened_by=opened_by, **facts))
    return case.opens(why="Morfar fyller 80.", **days)


def commented(days=SHORT, **facts):
    return applied(days, **facts).does("comments", "comment", ELIS, comment="Går bra.")


def test_ten_days_may_be_decided_by_a_delegate():
    case = commented()
    assert case.open_steps == ["decide"]
    assert case.at("decide", ELIS).due_on == dt.date(2026, 9, 14)

    case.does("delegate", "decide", ELIS, decision="granted", **SHORT, **HEARD)

    assert case.open_steps == ["note_leave"]


def test_eleven_days_are_decided_by_the_principal_alone_for_extraordinary_reasons():
    case = commented(LONG)
    assert case.open_steps == ["decide_long"]
    assert case.why_not("delegate", "decide_long", ELIS) == "Det är inte din uppgift."
    granted = {"decision": "granted", **LONG, **HEARD}
    assert case.faults("decide_long", ELIS, **granted) == {
        "extraordinary": "Fyll i ”Synnerliga skäl”."
    }

    case.does("principal", "decide_long", ELIS, **granted, extraordinary="Begravning i Chile.")

    assert case.open_steps == ["note_leave"]


def test_no_more_than_ten_days_are_given_where_ten_were_asked_for():
    case = commented()

    assert case.why_not("delegate", "decide", ELIS, decision="granted", **LONG) == (
        "Mer än tio dagar beslutar rektor själv, och bara om det finns synnerliga skäl."
    )


def test_the_decision_begins_with_the_days_that_were_asked_for():
    case = commented()
    found = prefilled(
        LEAVE,
        LEAVE.step("decide"),
        facts=case.facts,
        answers=answers_in_force(case.ledger),
    )

    assert found == SHORT


def test_a_refusal_says_why_and_closes():
    case = commented()
    assert case.faults("decide", ELIS, decision="refused", **HEARD) == {
        "reasons": "Fyll i ”Skälen”."
    }

    case.does("principal", "decide", ELIS, decision="refused", reasons="Höstens prov.", **HEARD)

    assert case.at("note_leave", ELIS).state == "not_applicable"
    assert case.plan.case_state == "ready_to_close"
    case.does("principal", "close")
    assert case.plan.case_state == "closed"


def test_it_is_granted_noted_and_closed():
    case = commented().does(
        "principal",
        "decide",
        ELIS,
        decision="partly",
        **SHORT,
        **HEARD,
        reasons="Provet den femte.",
    )
    row = {"instruction": "Läser kapitel 3.", "from": "2026-10-06"}
    case.does("comments", "note_leave", ELIS, leave=[row])

    assert [
        part.answers
        for part in case.ledger[-1].parts
        if part.circle in reading(LEAVE)[Basis.TEACHES]
    ] == [{"leave": [{"row": 1, "instruction": "Läser kapitel 3."}]}]
    case.does("principal", "close")


def test_the_principal_need_not_wait_for_the_mentor():
    assert applied().skips("principal", "comment", ELIS).open_steps == ["decide"]


def test_a_pupil_under_18_applies_and_the_home_is_asked():
    case = applied(opened_by="pupil")
    assert case.open_steps == ["ask_home", "comment"]
    case.does("comments", "comment", ELIS)
    case.does("comments", "ask_home", ELIS, agrees="not_reached")
    assert case.open_steps == ["ask_home"]

    case.does("comments", "ask_home", ELIS, agrees="yes")

    assert case.open_steps == ["decide"]


def test_a_home_that_may_not_be_contacted_stops_no_decision():
    case = applied(opened_by="pupil").does("comments", "comment", ELIS)

    assert case.skips("principal", "ask_home", ELIS).open_steps == ["decide"]


def test_a_pupil_of_age_applies_for_herself():
    assert applied(opened_by="pupil", adult=True, form="GY").open_steps == ["comment"]


def test_siblings_are_applied_for_one_by_one():
    assert [str(one) for one in lacking_people(LEAVE, around(pupils=(ELIS, TUVA)))] == [
        "Det kan bara gälla 1: Elev."
    ]


@pytest.mark.parametrize(
    ("by", "why"),
    [
        (OpenedBy.GUARDIAN, None),
        (OpenedBy.PUPIL, None),
        (OpenedBy.STAFF, "Ledighet öppnas inte härifrån."),
    ],
)
def test_it_is_opened_from_home(by, why):
    refusal = may_open(LEAVE, by)

    assert (str(refusal) if refusal else None) == why


def test_it_cannot_be_appealed_and_is_released_as_it_stands():
    lock = tomllib.loads((FOLDER / "lock.toml").read_text())
    decisions = [step.decision for step in LEAVE.steps if step.decision]

    assert [(one.appeal, one.delegable) for one in decisions] == [
        (Appeal.NOT_POSSIBLE, True),
        (Appeal.NOT_POSSIBLE, False),
    ]
    assert (
        changed_since_release({"leave_of_absence.v1": lock["leave_of_absence.v1"]}, [LEAVE]) == ()
    )
