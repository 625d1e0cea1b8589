"""A report to the police, or the reasons not to, and the log of what was given; by the rules."""

import datetime as dt

import pytest

from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.acts import may_open
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play, key, read_by
from elevakt.trust.access.enums import Basis, HomeAnswer

POLICE = definition("police_report", 1)
ALI, ELIS, AMIR, VERA = map(key, ("ali", "elis", "amir", "vera"))
DISCLOSED = {
    "authority": "Polisen",
    "officer": "Inspektör Ek",
    "own_initiative": "asked",
    "law": "Lagen (2025:170) 7 §",
    "asked_for": "Vilka som var på rasten",
    "weighing": "Behövs för utredningen.",
    "given": "no",
    "on": "2026-09-09",
}


def facts(answer="ask"):
    return Facts(
        persons=(PersonInCase(ALI, "suspected"), PersonInCase(ELIS, "victim")),
        guardians=(
            GuardianInCase(ALI, AMIR, HomeAnswer(answer)),
            GuardianInCase(ELIS, VERA, HomeAnswer(answer)),
        ),
        accused=frozenset({ALI}),
        opened_by=OpenedBy.CASE,
    )


def weighed(decided, answer="inform"):
    play = Play(POLICE, facts()).opens(what_happened="En kniv på rasten.")
    homes = [
        {
            "pupil": str(pupil),
            "guardian": str(one),
            "answer": answer,
            "reason": "Polisen ber om det",
        }
        for pupil, one in ((ALI, AMIR), (ELIS, VERA))
    ]
    play.does(
        "principal",
        "weigh",
        own_people="no",
        home=homes,
        connected="yes",
        decided=decided,
        reasons="S",
    )
    play.facts = facts(answer)
    return play


def test_it_is_opened_from_another_case_and_in_no_other_way():
    assert may_open(POLICE, OpenedBy.CASE) is None
    assert str(may_open(POLICE, OpenedBy.STAFF)) == "Polisanmälan öppnas inte härifrån."
    assert POLICE.report_as is None


def test_what_is_to_be_reported_is_reported_the_same_day():
    play = weighed("report")

    assert play.open_steps == ["disclose", "follow_up", "report_police"]
    assert play.at("report_police").due_on == dt.date(2026, 9, 7)


def test_to_refrain_takes_reasons_and_nothing_goes_to_the_police():
    play = Play(POLICE, facts()).opens(what_happened="En snöboll.")

    assert "reasons" in play.faults("weigh", own_people="no", decided="refrain", connected="yes")
    assert weighed("refrain").at("report_police").state == "not_applicable"


def test_homes_are_told_when_it_is_reported_and_not_when_the_police_ask_to_wait():
    play = weighed("report")
    play.does("principal", "report_police", reported_at="2026-09-07T12:00", how="phone")

    assert [one.instance for one in play.plan.of("inform_homes")] == [
        Instance(ALI, AMIR),
        Instance(ELIS, VERA),
    ]
    assert weighed("report", "do_not_inform").plan.of("inform_homes") == ()
    assert weighed("report", "ask").plan.of("inform_homes") == ()


@pytest.mark.parametrize("lacks", ["officer", "law", "weighing", "given", "on"])
def test_what_is_given_to_the_police_is_logged_whole(lacks):
    row = {name: said for name, said in DISCLOSED.items() if name != lacks}
    found = weighed("refrain").faults("disclose", disclosures=[row], done="yes")

    assert list(found) == [f"disclosures.1.{lacks}"]


def test_what_was_given_is_told_when_something_was():
    rows = [DISCLOSED | {"given": "partly"}]

    assert list(weighed("refrain").faults("disclose", disclosures=rows, done="yes")) == [
        "disclosures.1.what"
    ]


def test_the_log_is_read_by_whoever_leads():
    play = weighed("refrain").does("principal", "disclose", disclosures=[DISCLOSED], done="no")

    assert play.ledger[-1].parts[0].circle == "leadership"
    assert "disclose" in read_by(play, Basis.LEADS)
    assert "disclose" not in read_by(play, Basis.PARTICIPATES)
    assert play.at("disclose", Instance(round=2).key).state == "open"


def test_it_is_closed_when_all_is_done():
    play = weighed("refrain")
    for home in ((ALI, AMIR), (ELIS, VERA)):
        play.does("principal", "inform_homes", Instance(*home).key, outcome="phone")
    play.does("principal", "follow_up", well="Båda har någon att prata med.")
    play.does("principal", "disclose", disclosures=[], done="yes")

    assert play.does("principal", "close").plan.case_state == "closed"


def test_a_principal_who_is_concerned_passes_it_on():
    play = Play(POLICE, facts()).opens(what_happened="…")
    play.does("principal", "weigh", own_people="yes")

    assert play.plan.lead is Role.DEPUTY
