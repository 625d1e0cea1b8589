"""Special support from the report to the principal to close, by the rules alone."""

import datetime as dt

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.answers.checking import prefilled
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.in_force import instructions
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play
from elevakt.modules.support.tests.around import ELIS, HOMES, KIM, MIA, TOM, VERA, facts
from elevakt.trust.access.enums import Basis, HomeAnswer

V1 = definition("special_support", 1)
PROGRAMME = {
    "needs": "Behöver få texter uppdelade.",
    "measures": [{"what": "Läsning med speciallärare", "how_often": "Två pass i veckan"}],
    "follow_up_on": "2026-11-16",
    "follow_up_by": str(MIA),
    "evaluate_on": "2026-12-14",
    "evaluate_by": str(MIA),
}
ADOPT = {"decision": "adopt", "reasons": "Behovet är utrett."}


def reported():
    case = Play(V1, facts())
    case.opens(reason="criteria", seen="Når inte målen i svenska.", difficulties=["reading"])
    return case


def started(**more):
    case = reported()
    posted = {"own_people": "no", "home": HOMES, "start": "investigate", **more}
    case.does("principal", "receive", investigator=str(KIM), **posted)
    case.facts = facts(home=HomeAnswer.DO_NOT_INFORM)
    return case


def assessed(need="yes"):
    case = started()
    mapped = {
        "individual": "Stark muntligt.",
        "pupil_view": "Jag vill läsa.",
        "health": "Glasögon.",
    }
    case.does("investigator", "map", consulted="done", **mapped)
    case.does("investigator", "assess", analysis="A", best_interests="B", need=need)
    return case


def decided(**form):
    case = assessed()
    case.does("investigator", "programme", **PROGRAMME, **(form or {"form": "within_group"}))
    case.does("principal", "decide_special" if form else "decide", **ADOPT)
    return case


def served(case, served_on="2026-09-09"):
    case.does("investigator", "tell_home", Instance(ELIS, VERA).key, outcome="meeting")
    case.does("investigator", "serve", served_on=served_on)
    return case


def under_way():
    case = served(decided())
    row = {"what": "Läsning med speciallärare", "instruction": "Dela texten i tre delar."}
    case.does("investigator", "implement", measures=[row])
    case.does("principal", "appeal", answer="none")
    return case


def in_force(case):
    return [one.instruction for one in instructions(V1, case.ledger, case.facts)]


def test_the_principal_starts_within_a_week_and_every_report_is_received():
    case = reported()

    assert case.open_steps == ["receive"]
    assert case.at("receive").due_on == dt.date(2026, 9, 14)


def test_what_is_hard_for_the_pupil_is_only_counted():
    assert [part.circle for part in reported().ledger[0].parts] == ["report", "sensitive"]


def test_support_for_the_newly_arrived_may_be_enough_and_then_nothing_more_is_asked():
    case = reported()
    case.does(
        "principal",
        "receive",
        own_people="no",
        home=HOMES,
        start="newly_arrived",
        met_how="Studiehandledning på modersmålet.",
    )

    assert case.plan.case_state == "ready_to_close"


def test_those_who_are_asked_write_a_text_each_before_the_mapping():
    case = started(writers=[str(TOM), str(MIA)])
    toms, mias = (Instance(doer=one).key for one in (TOM, MIA))
    assert case.plan.joined[Role.WRITER] == {TOM, MIA}
    assert case.open_steps == ["ask", "contribute"]
    assert case.faults("contribute", mias) == {"texts": "Fyll i ”Underlag”."}

    case.does("writer", "contribute", mias, by=MIA, texts=[{"subject": "Svenska"}])
    refused = case.why_not("writer", "contribute", toms, by=MIA)
    assert refused == "Det är inte din uppgift."
    assert case.open_steps == ["ask", "contribute"]

    case.skips("investigator", "contribute", toms)
    assert case.open_steps == ["ask", "map"]
    assert case.at("map").due_on == dt.date(2026, 10, 5)


def test_writers_and_those_who_teach_do_not_read_the_investigation():
    readers = reading(V1)

    assert {reader for reader, circles in readers.items() if "inquiry" in circles} == {
        Basis.LEADS,
        Role.INVESTIGATOR,
    }
    assert {reader for reader, circles in readers.items() if "health" in circles} == {
        Basis.LEADS,
        Role.INVESTIGATOR,
    }
    assert readers[Basis.TEACHES] == {"instruction"}


def test_what_the_health_team_knows_is_a_part_of_its_own():
    mapping = assessed().ledger[2]

    assert {part.circle: sorted(part.answers) for part in mapping.parts} == {
        "inquiry": ["consulted", "individual", "pupil_view"],
        "health": ["health"],
    }
    assert {part.about_person for part in mapping.parts} == {ELIS}


def test_without_consultation_it_must_be_said_why():
    case = started()
    posted = {"individual": "-", "pupil_view": "-", "consulted": "unnecessary"}

    assert case.faults("map", **posted) == {
        "unnecessary_why": "Fyll i ”Varför är det uppenbart onödigt?”."
    }


def test_support_in_the_own_group_may_be_decided_by_the_delegate():
    case = assessed()
    case.does("investigator", "programme", **PROGRAMME, form="within_group")

    assert case.at("decide_special").state == "not_applicable"
    assert case.why_not("delegate", "decide") is None
    assert case.why_not("investigator", "decide") == "Det är inte din uppgift."


def test_a_special_form_is_decided_by_the_principal_alone_with_its_reasons():
    case = assessed()
    for form, field in (
        ("group", "special_reasons"),
        ("individual", "special_reasons"),
        ("distance", "distance_until"),
        ("adapted", "adapted_why"),
    ):
        assert list(case.faults("programme", **PROGRAMME, form=form)) == [field]

    case.does(
        "investigator", "programme", **PROGRAMME, form="group", special_reasons="Liten grupp."
    )
    assert case.at("decide").state == "not_applicable"
    refused = case.why_not("delegate", "decide_special")
    assert refused == "Det är inte din uppgift."
    case.does("principal", "decide_special", **ADOPT)
    assert case.open_steps == ["implement", "tell_home"]


def test_a_proposal_that_is_sent_back_is_written_anew_before_it_is_decided():
    case = assessed()
    case.does("investigator", "programme", **PROGRAMME, form="within_group")
    case.does("principal", "decide", decision="return", reasons="Skriv hur ofta.")

    assert case.open_steps == ["programme"]
    assert (case.at("decide").state, case.at("decide").tries) == ("waiting", 1)

    case.does("investigator", "programme", **PROGRAMME, form="within_group")
    assert case.open_steps == ["decide"]


def test_only_a_guardian_who_may_be_told_gets_the_decision():
    case = decided()

    assert [one.instance for one in case.plan.of("tell_home")] == [Instance(ELIS, VERA)]
    case.does("investigator", "tell_home", Instance(ELIS, VERA).key, outcome="not_reached")
    assert case.at("serve").state == "waiting"


def test_three_weeks_to_appeal_count_from_the_day_it_was_served():
    case = decided()
    assert case.at("appeal").due_on is None

    served(case, served_on="2026-09-09")

    assert case.at("appeal").due_on == dt.date(2026, 9, 30)
    assert [one.step for one in case.plan.by_itself] == ["appeal"]


def test_those_who_teach_are_told_what_to_do_first_when_it_has_been_decided():
    case = assessed()
    case.does("investigator", "programme", **PROGRAMME, form="within_group")
    assert in_force(case) == []
    case.does("principal", "decide", **ADOPT)

    known = prefilled(V1, V1.step("implement"), facts=case.facts, answers=case.answers)
    assert known["measures"] == [{"what": "Läsning med speciallärare"}]
    assert in_force(under_way()) == ["Dela texten i tre delar."]


def test_it_is_followed_up_and_evaluated_on_the_days_of_the_programme_and_then_ended():
    case = under_way()
    assert case.at("follow_up").due_on == dt.date(2026, 11, 16)
    assert case.at("evaluate").due_on == dt.date(2026, 12, 14)
    assert case.plan.joined[Role.OWNER] == {MIA}

    case.does("owner", "follow_up", delivered="yes", next="go_on")
    case.does("owner", "evaluate", evaluation="Läser nu själv.", result="end")
    case.does("principal", "decide_end", decision="end", reasons="Behovet är borta.")
    case.does("investigator", "serve_end", served_on="2026-12-16")
    assert case.at("appeal_end").due_on == dt.date(2027, 1, 7)
    case.does("principal", "appeal_end", answer="none")
    assert case.plan.case_state == "ready_to_close"

    case.does("principal", "close")
    (ended,) = instructions(V1, case.ledger, case.facts)
    assert ended.ends_on == case.now.date()


def test_a_new_programme_begins_with_the_old_and_is_a_new_decision():
    case = under_way()
    case.does("owner", "follow_up", next="go_on")
    case.does("owner", "evaluate", evaluation="Behovet är kvar.", result="new")

    assert case.open_steps == ["programme"]
    assert case.answers["programme"][""]["needs"] == PROGRAMME["needs"]
    for step in ("decide", "serve", "appeal", "implement", "follow_up", "evaluate"):
        assert case.at(step).state == "waiting"

    case.does("investigator", "programme", **PROGRAMME, form="within_group")
    assert case.open_steps == ["decide"]


def test_a_programme_is_revised_by_a_new_decision():
    case = under_way()
    case.does("owner", "follow_up", delivered="no", next="revise")

    assert case.open_steps == ["programme"]


def test_a_decision_not_to_draw_up_a_programme_has_reasons_and_can_be_appealed():
    case = assessed(need="no")
    assert case.open_steps == ["decide_none"]
    assert case.faults("decide_none", decision="none") == {"reasons": "Fyll i ”Skälen”."}

    case.does("principal", "decide_none", decision="none", reasons="Anpassningarna räcker.")
    served(case)
    assert case.open_steps == ["appeal"]
    case.does("principal", "appeal", answer="none")
    assert case.plan.case_state == "ready_to_close"
    decisions = {
        V1.step(step).decision for step in ("decide", "decide_special", "decide_none", "decide_end")
    }
    assert {made and made.appeal for made in decisions} == {"school_appeals_board"}


def test_what_the_board_remits_is_investigated_anew():
    case = served(assessed_and_none())
    appealed = {"answer": "appealed", "received_on": "2026-09-20", "in_time": "yes"}
    case.does("principal", "appeal", **appealed, forwarded_on="2026-09-21")
    assert case.open_steps == ["board"]

    case.does("principal", "board", outcome="remitted")

    assert case.open_steps == ["map"]
    assert case.at("decide_none").state == "waiting"


def assessed_and_none():
    case = assessed(need="no")
    case.does("principal", "decide_none", decision="none", reasons="Anpassningarna räcker.")
    return case


def test_an_appeal_that_came_too_late_goes_no_further():
    case = served(assessed_and_none())
    case.does("principal", "appeal", answer="appealed", received_on="2026-10-20", in_time="no")

    assert case.plan.case_state == "ready_to_close"
