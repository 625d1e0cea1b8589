"""A question from an authority, from the day it came to the answer, by the rules alone."""

import datetime as dt

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.answers.checking import prefilled
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.in_force import instructions
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play
from elevakt.modules.support.tests.around import ELIS, HOMES, KIM, VERA, facts
from elevakt.trust.access.enums import Basis, HomeAnswer

V1 = definition("authority_request", 1)
ASKED = "Vilket stöd får Elis i skolan?"
IN_FORCE = {"support": [{"instruction": "Dela texten i tre delar.", "until": "2026-12-18"}]}
PART = {"what": "Stödet", "secrecy": "weak", "ground": "social_inquiry", "give": "yes"}


def asked(**more):
    case = Play(V1, facts())
    case.opens(authority="social_services", asked=ASKED, **more)
    return case


def received():
    case = asked()
    posted = {"own_people": "no", "home": HOMES, "verified": "yes", "handler": str(KIM)}
    case.does("principal", "receive", **posted)
    return case


def weighed():
    case = received()
    case.does("investigator", "weigh", parts=[PART], reasons="Utredningen är inledd.")
    return case


def sent(**more):
    case = weighed()
    answered = {"to": "Socialtjänsten i Norrvik", "given": "yes", "text": "Elis får stöd."}
    case.does("principal", "answer", **{**answered, **more})
    case.does("investigator", "send", how="secure", sent_on="2026-09-09")
    return case


def test_whoever_took_the_question_hands_it_over_the_same_day():
    case = asked()

    assert case.open_steps == ["receive"]
    assert case.at("receive").due_on == dt.date(2026, 9, 8)
    assert reading(V1)[Basis.REPORTED] == {"report", "state"}
    assert Basis.TEACHES not in reading(V1)


def test_each_piece_is_tested_by_itself_before_the_principal_decides():
    case = received()
    assert case.plan.joined == {Role.INVESTIGATOR: {KIM}}
    assert case.faults("weigh", parts=[{"what": "Stödet"}]) == {
        "parts.1.give": "Fyll i ”Lämnas ut”."
    }
    assert case.at("answer").state == "waiting"

    case = weighed()
    refused = case.why_not("investigator", "answer", given="yes")
    assert refused == "Det är inte din uppgift."


def test_the_answer_begins_with_the_support_now_in_force_and_the_question():
    case = weighed()

    found = prefilled(
        V1, V1.step("answer"), facts=case.facts, answers=case.answers, in_force=IN_FORCE
    )

    assert found == {"question": ASKED, "support": IN_FORCE["support"]}


def test_what_is_told_of_support_sets_nothing_in_force():
    case = sent(support=IN_FORCE["support"])

    assert list(instructions(V1, case.ledger, case.facts)) == []
    assert {part.circle for part in case.ledger[3].parts} == {"work"}


def test_what_is_not_given_is_reasoned():
    case = weighed()
    posted = {"to": "Polisen", "text": "Se nedan."}

    assert case.faults("answer", given="partly", **posted) == {
        "refused": "Fyll i ”Det här lämnas inte ut, och varför”."
    }
    assert case.faults("answer", given="no", to="Polisen", refused="Skolan får inte.") == {}
    assert case.faults("answer", given="yes", to="Polisen") == {"text": "Fyll i ”Svar”."}


def test_home_is_told_only_when_that_has_been_decided_and_nothing_demands_it():
    assert V1.home is HomeAnswer.ASK
    case = sent()
    case.facts = facts(home=HomeAnswer.ASK)
    (tell,) = case.plan.of("tell_home")
    assert tell.instance == Instance(ELIS, VERA)

    case.skips("principal", "tell_home", tell.instance.key)
    assert case.plan.case_state == "ready_to_close"


def test_it_is_closed_when_it_has_been_sent():
    case = sent()
    case.facts = facts(home=HomeAnswer.DO_NOT_INFORM)
    case.does("principal", "tell_home", Instance(ELIS, VERA).key, told="phone")

    case.does("principal", "close")

    assert case.plan.case_state == "closed"
