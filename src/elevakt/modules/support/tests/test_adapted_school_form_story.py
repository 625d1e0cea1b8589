"""Reception in an adapted school form, from the question to the start, by the rules alone."""

import datetime as dt

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play
from elevakt.modules.support.tests.around import ELIS, HOMES, KIM, VERA, facts
from elevakt.trust.access.enums import Basis, HomeAnswer

V1 = definition("adapted_school_form", 1)
FOUR = ("medical", "pedagogical", "psychological", "social")
ASSESSED = {"assessor": "Den som kan", "on": "2026-10-12", "finding": "Se utlåtandet."}
VERAS = Instance(ELIS, VERA).key
ACCEPT = {"decision": "received", "reasons": "Eleven hör till målgruppen.", "from": "2027-01-11"}


def received(start="investigate", **more):
    case = Play(V1, facts())
    case.opens(target="compulsory", seen="Når inte kriterierna i något ämne.")
    chosen = {"investigator": str(KIM)} if start == "investigate" else {}
    case.does("organiser", "receive", home=HOMES, start=start, **chosen, **more)
    case.facts = facts(home=HomeAnswer.DO_NOT_INFORM)
    return case


def consulted():
    case = received()
    case.does("investigator", "consult", VERAS, investigate="yes", on="2026-09-14")
    return case


def concluded(belongs="yes"):
    case = consulted()
    for step in FOUR:
        case.does(
            "investigator", step, assessor="Den som kan", on="2026-10-12", finding="Se utlåtandet."
        )
    said = {"criteria": "C", "pupil_view": "P", "best_interests": "B", "belongs": belongs}
    ground = {"ground": "intellectual"} if belongs == "yes" else {}
    case.does("investigator", "conclude", **said, **ground)
    return case


def answered(belongs="yes", consent="yes"):
    case = concluded(belongs)
    case.does("investigator", "answer_home", VERAS, consent=consent)
    return case


def served(**decided):
    case = answered()
    case.does("organiser", "decide", **{**ACCEPT, **decided})
    case.does("investigator", "serve", served_on="2026-11-02")
    return case


def test_the_home_municipality_leads_it_and_not_the_school():
    case = Play(V1, facts())
    case.opens(target="compulsory", seen="Når inte kriterierna.")

    assert case.plan.lead is Role.ORGANISER
    (receive,) = case.plan.open
    assert (receive.step, receive.roles) == ("receive", ("organiser",))
    refused = case.why_not("principal", "receive")
    assert refused == "Det är inte din uppgift."


def test_special_support_may_be_enough():
    assert received("support").plan.case_state == "ready_to_close"


def test_only_a_guardian_who_may_be_told_is_consulted_and_before_anything_is_assessed():
    case = received()

    assert [one.instance.key for one in case.plan.of("consult")] == [VERAS]
    assert case.open_steps == ["consult"]


def test_all_four_assessments_must_be_there():
    case = consulted()
    assert case.open_steps == sorted(FOUR)
    assert case.at("medical").due_on == dt.date(2026, 11, 30)
    assert case.faults("medical", assessor="Dr") == {
        "on": "Fyll i ”Dag”.",
        "finding": "Fyll i ”Vad kom den fram till?”.",
    }

    for step in FOUR[:3]:
        case.does(
            "investigator", step, assessor="Den som kan", on="2026-10-12", finding="Se utlåtandet."
        )
    assert case.open_steps == ["social"]
    assert case.at("conclude").state == "waiting"


def test_the_investigation_is_read_by_those_who_make_it_only():
    readers = reading(V1)

    assert {one for one, circles in readers.items() if "inquiry" in circles} == {
        Basis.LEADS,
        Role.INVESTIGATOR,
    }
    assert Basis.TEACHES not in readers
    for entry in concluded().ledger[2:]:
        assert {part.circle for part in entry.parts} == {"inquiry"}


def test_the_home_gets_the_investigation_before_it_is_decided():
    case = concluded()
    assert case.open_steps == ["answer_home"]
    assert case.at("decide").state == "waiting"

    case.does("investigator", "answer_home", VERAS, consent="no")
    assert case.open_steps == ["decide"]


def test_a_trial_lasts_six_months_at_most():
    case = answered()
    longer = {**ACCEPT, "trial_until": "2027-07-11"}
    refused = case.why_not("organiser", "decide", **longer)
    assert refused == "Ett försök får vara högst sex månader."

    case.does("organiser", "decide", **ACCEPT, trial_until="2027-07-10")
    case.does("investigator", "serve", served_on="2026-11-02")
    case.does("investigator", "start", plan="Börjar i januari.")
    saturday, monday = dt.date(2027, 7, 10), dt.date(2027, 7, 12)
    assert saturday.weekday() == 5
    assert case.at("trial").due_on == monday


def test_what_is_incomplete_is_returned_and_the_home_is_asked_anew():
    case = answered()
    case.does("organiser", "decide", decision="return", reasons="Den sociala delen är tunn.")

    assert case.open_steps == ["conclude"]
    assert [case.at("answer_home", VERAS).state, case.at("decide").state] == ["waiting", "waiting"]


def test_three_weeks_to_appeal_count_from_the_day_it_was_served():
    case = served()

    assert case.at("appeal").due_on == dt.date(2026, 11, 23)
    assert [one.step for one in case.plan.by_itself] == ["appeal"]
    made = V1.step("decide").decision
    assert made is not None
    assert made.appeal == "school_appeals_board"

    case.does("organiser", "appeal", answer="forwarded")
    case.does("organiser", "board", outcome="remitted")
    assert "conclude" in case.open_steps
    assert case.at("decide").state == "waiting"


def test_a_refusal_is_reasoned_and_served_and_can_be_closed():
    case = answered(belongs="unclear")
    case.does("organiser", "decide", decision="not_received", reasons="Det är oklart.")
    case.does("investigator", "serve", served_on="2026-11-02")
    assert case.at("start").state == "not_applicable"
    case.does("organiser", "appeal", answer="none")

    assert case.plan.case_state == "ready_to_close"


def test_it_is_closed_when_the_start_is_planned():
    case = served()
    case.does("investigator", "start", plan="Börjar i januari.")
    case.does("organiser", "appeal", answer="none")

    case.does("organiser", "close")

    assert case.plan.case_state == "closed"
