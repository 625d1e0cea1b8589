"""The process from report to close, by its rules alone."""

import datetime as dt
import tomllib
from pathlib import Path

from elevakt.engines.cases.enums import OpenedBy, PersonKind, Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.answers.checking import check_answers, lacking_people
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.drawing import drawing
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.plan.planning import what_is_missing
from elevakt.engines.cases.tests.playing import Play, key, read_by
from elevakt.trust.access.enums import Basis, HomeAnswer

FOLDER = Path(__file__).parents[1] / "processes"
V1, V2 = (definition("degrading_treatment", version) for version in (1, 2))
FRIDAY = dt.datetime(2026, 11, 20, 13, tzinfo=dt.UTC)
ELIS, SARA, ALI, WILMA = map(key, ("elis", "sara", "ali", "wilma"))
VERA, VIKTOR, SIV, AMIR = map(key, ("vera", "viktor", "siv", "amir"))
KIM, MIA = map(key, ("kim", "mia"))
NOW_HOME = {VERA: "inform", VIKTOR: "do_not_inform", SIV: "ask", AMIR: "inform"}
HOMES = ((ELIS, VERA), (ELIS, VIKTOR), (SARA, SIV), (ALI, AMIR))


def facts(lead=Role.PRINCIPAL, decided=None):
    """Two exposed, one alleged, a witness; what is decided about each home, or the start value."""
    answers = decided or dict.fromkeys(NOW_HOME, "inform")
    return Facts(
        persons=(
            PersonInCase(ELIS, "exposed"),
            PersonInCase(SARA, "exposed"),
            PersonInCase(ALI, "alleged"),
            PersonInCase(WILMA, "witness"),
        ),
        guardians=tuple(
            GuardianInCase(pupil, one, HomeAnswer(answers[one])) for pupil, one in HOMES
        ),
        lead=lead,
        assignments={"investigates": KIM, "calls_home": MIA, "follows_up": MIA},
    )


def begun():
    return Play(V1, facts(), FRIDAY)


def home_rows():
    reasons = {"reason": "Hot"}
    return [
        {"pupil": str(pupil), "guardian": str(one), "answer": NOW_HOME[one], **reasons}
        for pupil, one in HOMES
    ]


def received():
    case = begun()
    case.opens(what_happened="De stängde ut dem vid bollplanen.", danger="no")
    case.does(
        "principal",
        "receive",
        own_people="no",
        home=home_rows(),
        safe_now="Två vuxna ute på rasten.",
        investigator=str(KIM),
        also_reads=[str(MIA)],
    )
    case.facts = facts(decided=NOW_HOME)
    return case


def investigated():
    case = received()
    for pupil, guardian in ((ELIS, VERA), (ALI, AMIR)):
        case.does("calls_home", "inform_homes", Instance(pupil, guardian).key, outcome="phone")
    talks = [
        {"with": str(who), "on": "2026-11-23", "account": "Egna ord."}
        for who in (ELIS, SARA, WILMA)
    ]
    talks.append({"with": str(ALI), "no_talk": "declined"})
    case.does("investigator", "talk", talks=talks)
    return case


def assess(case, pupil, finding):
    case.does("principal", "assess", str(pupil), facts="F", finding=finding, reasons="S")


MEASURE = {
    "target": "pupil",
    "whom": str(ELIS),
    "what": "Raststöd",
    "instruction": "Håll ihop gruppen på väg ut.",
    "owner": str(MIA),
    "from": "2026-11-24",
}


def test_a_friday_report_is_received_and_told_by_monday_at_three():
    case = begun()
    case.opens(what_happened="De stängde ut dem vid bollplanen.")

    assert case.plan.case_state == "new"
    assert case.open_steps == ["receive", "tell_organiser"]
    monday = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)
    assert case.at("receive").due_at == case.at("tell_organiser").due_at == monday
    assert [one.step for one in case.plan.by_itself] == ["tell_organiser"]


def test_receiving_tells_the_organiser_and_opens_what_comes_next():
    case = received()

    assert case.at("tell_organiser").no == case.at("receive").no
    assert case.open_steps == ["inform_homes", "measures", "talk"]
    assert case.plan.joined == {
        Role.INVESTIGATOR: frozenset({KIM}),
        Role.INVITED: frozenset({MIA}),
    }
    assert case.at("measures").due_on == case.at("assess", ELIS).due_on == dt.date(2026, 12, 11)


def test_a_blocked_guardian_and_one_to_ask_about_are_not_told():
    told = [one.instance for one in received().plan.of("inform_homes")]

    assert told == [Instance(ELIS, VERA), Instance(ALI, AMIR)]


def test_a_guardian_who_is_not_reached_is_still_to_be_told():
    case = received()
    case.does("calls_home", "inform_homes", Instance(ELIS, VERA).key, outcome="not_reached")

    assert case.at("inform_homes", Instance(ELIS, VERA).key).tries == 1
    assert "inform_homes" in case.open_steps


def test_a_talk_must_be_held_with_everybody_or_said_why_not():
    case = received()
    checked = check_answers(
        V1,
        V1.step("talk"),
        {"talks": [{"with": str(ELIS), "account": "Egna ord."}]},
        facts=case.facts,
    )

    assert {path: str(why) for path, why in checked.faults.items()} == {
        "talks": "Det saknas en rad för någon som är med i ärendet."
    }


def test_each_pupil_has_a_part_and_the_witness_leaves_no_trace():
    talk = investigated().ledger[-1]

    assert {part.about_person for part in talk.parts} == {ELIS, SARA, ALI, None}
    (witness,) = [part for part in talk.parts if part.about_person is None]
    assert [row["with"] for row in witness.answers["talks"]] == [str(WILMA)]


def test_the_instruction_is_all_that_those_who_teach_read():
    case = investigated()
    case.does("principal", "measures", measures=[MEASURE])

    instructions = [
        (part.about_person, part.answers)
        for part in case.ledger[-1].parts
        if part.circle in reading(V1)[Basis.TEACHES]
    ]

    assert instructions == [
        (ELIS, {"measures": [{"row": 1, "instruction": "Håll ihop gruppen på väg ut."}]})
    ]


def test_the_reporter_reads_the_report_and_nothing_that_came_after():
    case = investigated()

    assert read_by(case, Basis.REPORTED) == ["report"]


def test_it_ends_when_both_pupils_have_said_twice_that_it_has_stopped():
    case = investigated()
    assess(case, ELIS, "degrading")
    assess(case, SARA, "unclear")
    case.does("principal", "measures", measures=[MEASURE])
    assert case.open_steps == ["follow_up"]

    case.passes(days=14)
    case.does("follows_up", "follow_up", str(SARA), stopped="yes")
    case.does("follows_up", "follow_up", str(ELIS), stopped="no")
    assert case.at("measures").state == "open"
    assert [str(one) for one in what_is_missing(V1, case.plan)] == [
        "Åtgärder är inte klart.",
        "Följ upp är inte klart.",
    ]

    case.does("investigator", "measures", measures=[MEASURE])
    case.passes(days=28)
    case.does("follows_up", "follow_up", Instance(SARA, round=2).key, stopped="yes")
    case.does("follows_up", "follow_up", Instance(ELIS, round=2).key, stopped="yes")
    assert case.plan.case_state == "ongoing"

    case.passes(days=28)
    case.does("follows_up", "follow_up", Instance(ELIS, round=3).key, stopped="yes")
    assert case.plan.case_state == "ready_to_close"
    assert case.plan.missing == ()

    case.does("principal", "close")
    assert case.plan.case_state == "closed"


def test_measures_are_skipped_with_a_reason_when_nothing_was_established():
    case = investigated()
    assess(case, ELIS, "not_found")
    assert not case.at("measures").may_be_skipped

    assess(case, SARA, "elsewhere")
    case.skips("principal", "measures")

    assert {one.state for one in case.plan.of("follow_up")} == {"not_applicable"}
    assert case.plan.case_state == "ready_to_close"


def test_a_step_is_reopened_and_done_anew():
    case = investigated()
    case.reopens("investigator", "talk")

    assert case.at("talk").state == "open"
    assert {one.state for one in case.plan.of("assess")} == {"waiting"}


def test_a_principal_who_is_concerned_passes_it_to_the_deputy():
    case = begun()
    case.opens(what_happened="…")
    case.does("principal", "receive", own_people="yes")

    assert case.plan.lead is Role.DEPUTY
    assert case.at("receive").roles == ("deputy",)
    assert [part.circle for part in case.ledger[-1].parts] == ["leadership"]
    assert case.why_not("principal", "receive") == "Det är inte din uppgift."


def test_an_accused_principal_has_no_step():
    case = begun()
    case.facts = facts(lead=Role.ORGANISER)
    case.opens(what_happened="…")

    assert {role for one in case.plan.steps for role in one.roles}.isdisjoint(
        {"principal", "deputy", "delegate"}
    )


def test_somebody_who_was_not_found_is_still_reported_on():
    nobody = Facts((PersonInCase(key("unknown"), "exposed", PersonKind.NOT_FOUND),))

    assert lacking_people(V1, nobody) == ()
    assert [str(one) for one in lacking_people(V1, Facts())] == ["Skriv vem det gäller: Utsatt."]


def test_a_child_who_tells_decides_with_us_how_home_gets_to_know():
    assert V1.home_answer(OpenedBy.PUPIL) is HomeAnswer.ASK
    assert V1.home_answer(OpenedBy.STAFF) is HomeAnswer.INFORM


def test_the_later_rules_are_there_but_not_released():
    lock = tomllib.loads((FOLDER / "lock.toml").read_text())

    assert "degrading_treatment.v1" in lock
    assert "degrading_treatment.v2" not in lock
    assert V2.applies_from == dt.date(2026, 8, 1)
    assert not V2.reviewed_by_lawyer


def test_it_can_be_drawn():
    assert drawing(V1).count("-->") == 10
