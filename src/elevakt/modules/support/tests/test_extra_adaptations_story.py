"""Extra adaptations from signal to close, by the rules alone."""

import datetime as dt

from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.answers.checking import prefilled
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.in_force import instructions
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play
from elevakt.modules.support.tests.around import ELIS, TOM, facts
from elevakt.trust.access.enums import Basis, HomeAnswer

V1 = definition("extra_adaptations", 1)
TIME = {"kind": "time", "instruction": "Låt Elis få dubbel tid."}


def reported():
    case = Play(V1, facts())
    case.opens(seen="Hinner inte klart.", subjects=["mathematics"], proposals=[TIME])
    return case


def adapted():
    case = reported()
    adaptation = {**TIME, "owner": str(TOM), "from": "2026-09-07"}
    case.does("adapts", "adapt", ELIS, adaptations=[adaptation], pupil_view="Skönt.")
    return case


def in_force(case):
    return [one.instruction for one in instructions(V1, case.ledger, case.facts)]


def test_a_signal_is_the_mentors_the_next_school_day():
    case = reported()

    (adapt,) = case.plan.open
    assert (adapt.step, adapt.roles) == ("adapt", ("adapts", "principal", "delegate"))
    assert adapt.due_on == dt.date(2026, 9, 8)
    assert in_force(case) == []


def test_what_the_teacher_proposed_is_there_to_begin_with():
    case = reported()

    found = prefilled(V1, V1.step("adapt"), facts=case.facts, answers=case.answers)

    assert found == {"adaptations": [TIME]}


def test_all_who_teach_read_the_instruction_at_once_and_nothing_else():
    case = adapted()
    taught = reading(V1)[Basis.TEACHES]

    assert [
        (part.about_person, part.answers)
        for entry in case.ledger
        for part in entry.parts
        if part.circle in taught
    ] == [(ELIS, {"adaptations": [{"row": 1, "instruction": TIME["instruction"]}]})]
    assert in_force(case) == ["Låt Elis få dubbel tid."]


def test_every_effect_is_judged_and_it_goes_on_until_it_ends():
    case = adapted()
    assert case.at("follow_up", ELIS).due_on == dt.date(2026, 10, 19)
    assert case.faults("follow_up", ELIS, effects=[{"kind": "time"}], next="keep") == {
        "effects.1.effect": "Fyll i ”Vad det gav”."
    }

    case.passes(days=42)
    effects = [{"kind": "time", "effect": "good"}]
    case.does("adapts", "follow_up", ELIS, effects=effects, overall="good", next="keep")
    second = Instance(ELIS, round=2)
    assert case.at("follow_up", second.key).due_on == dt.date(2026, 11, 30)

    case.does("adapts", "follow_up", second.key, next="end")
    assert case.at("tell_principal").state == "not_applicable"
    assert case.plan.case_state == "ready_to_close"

    case.does("principal", "close")
    (ended,) = instructions(V1, case.ledger, case.facts)
    assert ended.ends_on == case.now.date()


def test_a_change_is_a_new_instruction_in_the_place_of_the_old():
    case = adapted()
    case.does("adapts", "follow_up", ELIS, next="change")
    assert case.open_steps == ["adapt", "follow_up"]

    pictures = {"kind": "pictures", "instruction": "Visa dagens schema i bilder."}
    case.does("adapts", "adapt", ELIS, adaptations=[pictures])

    assert in_force(case) == ["Visa dagens schema i bilder."]


def test_when_it_is_not_enough_the_principal_is_told_at_a_known_moment():
    case = adapted()
    case.does("adapts", "follow_up", ELIS, overall="none", next="principal")

    told = case.at("tell_principal")
    assert (told.state, told.roles[0], told.due_on) == ("open", "principal", dt.date(2026, 9, 8))
    assert told.opened_at == case.now

    assert V1.step("tell_principal").may_open == ("special_support",)


def test_the_adaptations_are_in_force_while_the_principal_has_the_need_investigated():
    case = adapted()
    case.does("adapts", "follow_up", ELIS, overall="none", next="principal")
    case.does("principal", "tell_principal", answer="investigate")

    again = case.at("follow_up", ELIS)
    assert (again.state, again.due_on) == ("open", dt.date(2026, 10, 19))
    assert [case.at("tell_principal").state, case.at("close").state] == ["waiting", "waiting"]
    assert in_force(case) == ["Låt Elis få dubbel tid."]

    case.does("adapts", "follow_up", ELIS, next="principal")
    assert case.at("tell_principal").state == "open"

    case.does("principal", "tell_principal", answer="already")
    case.does("adapts", "follow_up", ELIS, next="end")
    assert case.at("tell_principal").state == "not_applicable"
    assert case.plan.case_state == "ready_to_close"


def test_the_adaptations_end_when_other_support_has_taken_over():
    case = adapted()
    case.does("adapts", "follow_up", ELIS, next="principal")
    case.does("principal", "tell_principal", answer="replaced")
    assert case.plan.case_state == "ready_to_close"

    case.does("principal", "close")

    (ended,) = instructions(V1, case.ledger, case.facts)
    assert ended.ends_on == case.now.date()


def test_only_the_mentor_and_whoever_leads_decide():
    refused = reported().why_not("investigator", "adapt", ELIS)

    assert refused == "Det är inte din uppgift."


def test_early_support_asks_for_its_assessment():
    case = reported()
    text = {"special_assessment": "Gjord med Stina 8 september."}
    case.does("adapts", "adapt", ELIS, adaptations=[TIME], guarantee="yes", **text)

    assert case.answers["adapt"][str(ELIS)]["special_assessment"] == text["special_assessment"]


def test_a_pupil_may_ask_for_support_and_home_is_then_asked_about():
    assert V1.home_answer(OpenedBy.PUPIL) is HomeAnswer.ASK
    assert V1.home_answer(OpenedBy.GUARDIAN) is HomeAnswer.INFORM


def test_the_rules_apply_until_they_are_abolished():
    assert V1.applies_on(dt.date(2028, 6, 30))
    assert not V1.applies_on(dt.date(2028, 7, 1))
