"""A matter for pupil health from the question to close, by the rules alone."""

import datetime as dt

from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.answers.checking import prefilled
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.in_force import instructions
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play
from elevakt.modules.support.tests.around import ELIS, HOMES, KIM, MIA, TOM, VERA, facts
from elevakt.trust.access.enums import Basis, HomeAnswer

V1 = definition("health_referral", 1)
TASK = {"what": "Samtal med kurator", "instruction": "Låt Elis gå ifrån när han ber om det."}
KIMS = Instance(doer=KIM).key


def received(**more):
    case = Play(V1, facts())
    case.opens(question="Är alltid trött.", concerns=["wellbeing"], wanted=["counsellor"], **more)
    posted = {"own_people": "no", "home": HOMES, "coordinator": str(MIA), "professions": [str(KIM)]}
    case.does("principal", "receive", **posted)
    case.facts = facts(home=HomeAnswer.DO_NOT_INFORM)
    return case


def chosen(route, consent="no"):
    case = received()
    triaged = {"pupil_view": "Jag vill prata.", "assessment": "Sömnen."}
    case.does("investigator", "triage", route=route, consent_needed=consent, **triaged)
    return case


def written(route="direct", consent="no"):
    case = chosen(route, consent)
    case.does("writer", "contribute", KIMS, by=KIM, known="Har träffat Elis två gånger.")
    return case


def acting():
    case = written()
    case.does("principal", "decide", answer="act", tasks=[TASK])
    return case


def in_force(case):
    return [one.instruction for one in instructions(V1, case.ledger, case.facts)]


def test_it_is_received_within_two_school_days_and_who_is_named_has_her_task():
    case = Play(V1, facts())
    case.opens(question="Är alltid trött.", urgent="yes")

    assert case.open_steps == ["receive"]
    assert case.at("receive").due_on == dt.date(2026, 9, 9)
    assert received().plan.joined == {Role.INVESTIGATOR: {MIA}, Role.WRITER: {KIM}}


def test_what_it_is_about_is_only_counted():
    assert [part.circle for part in received().ledger[0].parts] == ["report", "sensitive"]


def test_what_pupil_health_knows_is_for_those_named_only():
    readers = reading(V1)
    case = written("meeting")

    assert {one for one, circles in readers.items() if "health" in circles} == {
        Basis.LEADS,
        Role.INVESTIGATOR,
        Role.WRITER,
    }
    assert readers[Basis.REPORTED] == {"report", "state"}
    assert readers[Basis.TEACHES] == {"instruction"}
    for entry in case.ledger[2:]:
        assert {part.circle for part in entry.parts} == {"health"}


def test_advice_may_be_enough():
    case = written("advice")

    assert case.plan.case_state == "ready_to_close"


def test_only_a_guardian_who_may_be_told_is_asked_and_what_needs_it_waits():
    case = written(consent="yes")
    (asked,) = case.plan.of("consent")
    assert asked.instance == Instance(ELIS, VERA)
    assert case.at("decide").state == "waiting"

    case.does("investigator", "consent", asked.instance.key, answer="not_reached")
    assert case.at("decide").state == "waiting"
    case.does("investigator", "consent", asked.instance.key, answer="yes", on="2026-09-08")
    assert case.open_steps == ["decide"]


def test_a_meeting_proposes_and_the_principal_decides():
    case = written("meeting")
    assert case.open_steps == ["meeting"]

    case.does("investigator", "meeting", present=["principal"], proposal="Samtal.")
    assert case.open_steps == ["decide"]
    refused = case.why_not("investigator", "decide", answer="act")
    assert refused == "Det är inte din uppgift."


def test_nobody_waits_for_one_who_is_away():
    case = chosen("direct")
    case.skips("investigator", "contribute", KIMS)

    assert case.open_steps == ["decide"]


def test_those_who_teach_are_told_what_to_do_and_it_ends_with_the_case():
    case = acting()
    assert in_force(case) == [TASK["instruction"]]
    known = prefilled(V1, V1.step("follow_up"), facts=case.facts, answers=case.answers)
    assert known["tasks"] == [{"what": TASK["what"]}]

    case.does("investigator", "follow_up", next="keep")
    case.does("investigator", "follow_up", Instance(round=2).key, next="end")
    case.does("principal", "close")

    (ended,) = instructions(V1, case.ledger, case.facts)
    assert ended.ends_on == case.now.date()


def test_when_it_does_not_help_the_principal_decides_anew():
    case = acting()
    case.does("investigator", "follow_up", next="change")
    assert case.open_steps == ["decide"]

    case.does("principal", "decide", answer="elsewhere")
    assert case.at("follow_up").state == "not_applicable"
    assert case.plan.case_state == "ready_to_close"
    assert "special_support" in V1.step("decide").may_open


def test_an_answer_from_outside_is_watched_for():
    case = written()
    case.does("principal", "decide", answer="nothing", external="yes")
    assert case.at("external").due_on == dt.date(2026, 10, 19)

    case.does("investigator", "external", to="Vårdcentralen", state="waiting")
    assert case.open_steps == ["external"]
    case.does("investigator", "external", to="Vårdcentralen", state="answered", needed="Glasögon.")
    assert case.plan.case_state == "ready_to_close"


def test_what_the_pupil_tells_is_asked_about_before_home_is_told():
    assert V1.home_answer(OpenedBy.PUPIL) is HomeAnswer.ASK
    assert V1.home_answer(OpenedBy.GUARDIAN) is HomeAnswer.INFORM


def test_the_same_person_may_keep_it_together_and_write():
    case = Play(V1, facts())
    case.opens(question="Är alltid trött.")
    case.does(
        "principal",
        "receive",
        own_people="no",
        home=HOMES,
        coordinator=str(KIM),
        professions=[str(KIM), str(TOM)],
    )

    assert case.plan.joined == {Role.INVESTIGATOR: {KIM}, Role.WRITER: {KIM, TOM}}
