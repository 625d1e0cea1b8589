"""A complaint from the one who is not satisfied to the answer, by its rules alone."""

import datetime as dt

import pytest

from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.facts import Facts, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play, key, read_by
from elevakt.trust.access.enums import Basis

COMPLAINT = definition("complaint", 1)
BO, MIA = map(key, ("bo", "mia"))
AGAIN = Instance(round=2).key


def confirmed(facts=None):
    play = Play(COMPLAINT, facts).opens(what="Ingen lärare i matematik på tre veckor.")
    return play.does("organiser", "confirm", confirmed="letter", investigator=str(BO))


def assessed(lacking):
    play = confirmed().does("investigator", "investigate", facts="Läraren är sjuk.")
    measures = [{"what": "En vikarie från måndag"}]
    return play.does("organiser", "assess", lacking=lacking, reasons="S", measures=measures)


def answered(lacking):
    return assessed(lacking).does(
        "organiser", "answer", text="Du har rätt.", how="letter", answered_on="2026-09-20"
    )


def test_it_is_the_organisers_and_no_principal_of_the_school_has_a_step():
    plan = Play(COMPLAINT).opens(what="…").plan

    assert plan.lead is Role.ORGANISER
    assert {role for one in plan.steps for role in one.roles} == {"opener", "organiser"}


def test_it_is_confirmed_in_two_working_days_and_answered_in_four_weeks():
    play = Play(COMPLAINT).opens(what="…")
    assert play.at("confirm").due_on == dt.date(2026, 9, 9)

    assert assessed("no").at("answer").due_on == dt.date(2026, 10, 5)


def test_whoever_it_is_about_does_not_investigate_it():
    facts = Facts((PersonInCase(MIA, "against"),), accused=frozenset({MIA}))
    play = Play(COMPLAINT, facts).opens(what="…")

    assert play.faults("confirm", confirmed="letter", investigator=str(MIA)) == {
        "investigator": "Välj någon annan."
    }


def test_what_cannot_be_said_yet_is_investigated_more():
    play = confirmed().does("investigator", "investigate", facts="Oklart.")
    play.does("organiser", "assess", lacking="unclear", reasons="S")
    assert play.open_steps == ["assess", "investigate"]

    play.does("investigator", "investigate", facts="Nu är det klart.")
    play.does("organiser", "assess", AGAIN, lacking="no", reasons="S")
    assert play.open_steps == ["answer"]


@pytest.mark.parametrize("lacking", ["yes", "partly"])
def test_what_is_lacking_must_be_put_right(lacking):
    play = confirmed().does("investigator", "investigate", facts="F")

    assert play.faults("assess", lacking=lacking, reasons="S") == {
        "measures": "Fyll i ”Det här görs åt bristen”."
    }
    assert answered(lacking).open_steps == ["follow_up"]


def test_when_nothing_is_lacking_the_answer_is_the_end():
    play = answered("no")

    assert play.at("follow_up").state == "not_applicable"
    assert play.does("organiser", "close").plan.case_state == "closed"


def test_it_is_followed_up_until_it_is_no_longer_lacking():
    play = answered("yes").does("organiser", "follow_up", gone="no")
    play.does("organiser", "follow_up", AGAIN, gone="yes")

    assert play.plan.case_state == "ready_to_close"


def test_whoever_complains_reads_the_own_complaint_and_may_be_anybody():
    assert read_by(answered("yes"), Basis.REPORTED) == ["report"]
    assert set(COMPLAINT.opened_by) == {OpenedBy.STAFF, OpenedBy.GUARDIAN, OpenedBy.PUPIL}
    assert Play(COMPLAINT).faults("report", what="…") == {}
