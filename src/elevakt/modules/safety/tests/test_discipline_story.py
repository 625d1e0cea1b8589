"""Disciplinary measures from the event to the follow-up, by their rules alone."""

import datetime as dt

import pytest

from elevakt.engines.cases.enums import Appeal, Role
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase, Use
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.playing import Play, key, read_by
from elevakt.trust.access.enums import Basis, HomeAnswer

DISCIPLINE = definition("discipline", 1)
ALI, AMIR, KIM = map(key, ("ali", "amir", "kim"))
PUPIL = str(ALI)
WEEK = {"from": "2026-09-14", "until": "2026-09-20"}
SUSPENSION = {
    "ground": "safety",
    "extent": "whole",
    "teaching": "Hemma, med läraren på länk varje dag.",
    "reasons": "S",
    **WEEK,
}
VOLUNTARY = {"ground": "safety", "extent": "whole", "immediate": "yes", "reasons": "S"}


def facts(*, used=(), is_adult=False):
    return Facts(
        persons=(PersonInCase(ALI, "pupil", is_adult=is_adult),),
        guardians=(GuardianInCase(ALI, AMIR, HomeAnswer.INFORM),),
        used=tuple(used),
    )


def received(decided="investigate", did=(), more=None, **around):
    play = Play(DISCIPLINE, facts(**around))
    play.opens(what_happened="Stolar kastades.", did=list(did), **(more or {}))
    homes = [{"pupil": PUPIL, "guardian": str(AMIR), "answer": "inform"}]
    who = {"investigator": str(KIM)} if decided == "investigate" else {}
    homes = [] if around.get("is_adult") else homes
    play.does("principal", "receive", own_people="no", home=homes, next=decided, **who)
    return play


def chosen(*measures, **around):
    play = received(**around)
    if not around.get("is_adult"):
        play.does("calls_home", "inform_homes", Instance(ALI, AMIR).key, outcome="phone")
    play.does(
        "investigator",
        "investigate",
        PUPIL,
        background="B",
        pupil_view="E",
        guardians="Samtal 8 september.",
        support="no",
        measures=[{"what": "Samtal varje vecka"}],
    )
    return play.does(
        "principal", "choose", PUPIL, measures=list(measures), tried="T", proportion="P"
    )


def heard(*measures, **around):
    play = chosen(*measures, **around)
    guardians = [{"who": "Pappa", "on": "2026-09-08", "said": "G"}]
    return play.does(
        "principal",
        "hear",
        PUPIL,
        pupil_on="2026-09-08",
        pupil_said="E",
        guardians=guardians,
        all_heard="yes",
    )


def test_what_was_done_at_once_is_documented_and_is_often_enough():
    play = received("enough", did=["told_off", "sent_out"], more={"told_off_first": "yes"})
    play.does("calls_home", "inform_homes", Instance(ALI, AMIR).key, outcome="phone")

    assert play.plan.case_state == "ready_to_close"
    assert play.does("principal", "close").plan.case_state == "closed"


@pytest.mark.parametrize(
    ("did", "answers", "faults"),
    [
        ("told_off", {}, []),
        ("sent_out", {}, ["told_off_first"]),
        ("detention", {"told_off_first": "yes"}, ["detention_minutes"]),
        ("took_object", {}, ["object"]),
        ("held", {}, ["held_why"]),
        ("searched", {}, ["search"]),
    ],
)
def test_what_must_be_written_of_what_was_done(did, answers, faults):
    play = Play(DISCIPLINE, facts())

    assert list(play.faults("report", what_happened="…", did=[did], **answers)) == faults


@pytest.mark.parametrize(
    ("minutes", "faults"), [("60", {}), ("61", {"detention_minutes": "Högst 60."})]
)
def test_a_detention_lasts_an_hour_at_most(minutes, faults):
    play = Play(DISCIPLINE, facts())
    answers = {"told_off_first": "yes", "detention_minutes": minutes}

    assert play.faults("report", what_happened="…", did=["detention"], **answers) == faults


def test_an_object_goes_back_the_same_day_and_is_never_kept_past_the_fourth():
    play = received("enough", did=["took_object"], more={"object": "En laserpekare i skåpet"})
    kept = {"outcome": "kept", "taken_on": "2026-09-07", "kept_why": "Tredje gången"}

    assert play.at("return_object", PUPIL).due_on == dt.date(2026, 9, 7)
    assert play.why_not("calls_home", "return_object", PUPIL, kept_until="2026-09-11", **kept) == (
        "Ett föremål får aldrig behållas längre än till och med fjärde dagen."
    )
    play.does("calls_home", "return_object", PUPIL, kept_until="2026-09-10", **kept)
    assert "return_object" in play.open_steps
    play.does("principal", "return_object", PUPIL, outcome="guardian", taken_on="2026-09-07")
    assert "return_object" not in play.open_steps


def test_without_an_object_nothing_is_to_be_given_back():
    assert received("enough").at("return_object", PUPIL).state == "not_applicable"


def test_nothing_is_decided_before_it_is_investigated():
    play = received()

    assert play.open_steps == ["inform_homes", "investigate"]
    assert play.at("choose", PUPIL).state == "waiting"


def test_a_warning_says_what_may_follow_and_is_not_appealed():
    play = chosen("warning")
    assert play.open_steps == ["follow_up", "warning"]

    play.does("delegate", "warning", PUPIL, text="V", may_follow=["suspension"], reasons="S")

    assert play.at("serve", PUPIL).state == "not_applicable"
    assert play.open_steps == ["follow_up"]


@pytest.mark.parametrize(
    ("step", "answers", "rule"),
    [
        (
            "move",
            {"where_to": "7B", "effect": "E", "reasons": "S"},
            "En omplacering får vara högst fyra veckor.",
        ),
        (
            "placement",
            {"school": str(key("bjorkangen")), "agreed_with": str(key("bo")), "reasons": "S"},
            "En placering på en annan skola får vara högst fyra veckor.",
        ),
    ],
)
def test_a_move_and_a_placement_last_four_weeks_at_most(step, answers, rule):
    play = chosen(step)
    if step == "placement":
        assert play.open_steps == ["follow_up", "tell_before"]
        play.does("principal", "tell_before", PUPIL, told_on="2026-09-08", how="Ringde hem.")
    days = {"from": "2026-09-14", "until": "2026-10-11"}

    assert play.why_not("principal", step, PUPIL, **answers, **days | {"until": "2026-10-12"}) == (
        rule
    )
    assert play.why_not("principal", step, PUPIL, **answers, **days) is None


def test_a_suspension_waits_until_the_pupil_and_the_home_are_heard():
    play = chosen("suspension")

    assert play.at("suspension", PUPIL).state == "waiting"
    assert play.faults("hear", PUPIL, pupil_on="2026-09-08", pupil_said="E") == {
        "all_heard": "Fyll i ”Är alla vårdnadshavare hörda?”."
    }
    assert play.faults("hear", PUPIL, pupil_on="2026-09-08", pupil_said="E", all_heard="no") == {
        "not_heard": "Fyll i ”Vem är inte hörd, och varför?”."
    }


def test_a_suspension_is_the_principals_alone_one_week_and_twice_a_half_year():
    longer = SUSPENSION | {"until": "2026-09-21"}
    once = [Use("suspension_twice", ALI, dt.date(2026, 8, 20))]
    before = [Use("suspension_twice", ALI, dt.date(2026, 6, 20))]
    rule = "En elev får stängas av högst två gånger per kalenderhalvår."

    assert heard("suspension").why_not("delegate", "suspension", PUPIL, **SUSPENSION) == (
        "Det är inte din uppgift."
    )
    assert heard("suspension").why_not("principal", "suspension", PUPIL, **longer) == (
        "En avstängning får vara högst en vecka."
    )
    for used, why in ((once, None), (once * 2, rule), (once + before, None)):
        play = heard("suspension", used=used)
        assert play.why_not("principal", "suspension", PUPIL, **SUSPENSION) == why


def test_a_suspension_is_told_served_and_may_be_appealed_for_three_weeks_from_then():
    play = heard("suspension").does("principal", "suspension", PUPIL, **SUSPENSION)
    assert play.open_steps == ["follow_up", "serve", "tell_social"]

    play.does("principal", "tell_social", PUPIL, told_on="2026-09-08", how="Med bud")
    play.does("principal", "serve", PUPIL, served_on="2026-09-10", how="handed")
    assert play.at("appeal", PUPIL).due_on == dt.date(2026, 10, 1)

    play.does("principal", "appeal", PUPIL, appealed="forwarded")
    play.does("principal", "court", PUPIL, result="waiting")
    play.does("principal", "court", PUPIL, result="annulled")
    play.does("investigator", "follow_up", PUPIL, works="yes")
    assert play.plan.case_state == "ready_to_close"


def test_when_nobody_appeals_the_court_is_not_asked():
    play = heard("suspension").does("principal", "suspension", PUPIL, **SUSPENSION)
    play.does("principal", "serve", PUPIL, served_on="2026-09-10", how="handed")

    play.does("principal", "appeal", PUPIL, appealed="no")

    assert play.at("court", PUPIL).state == "not_applicable"


def test_a_measure_that_is_not_decided_after_all_is_skipped_and_nobody_is_told():
    play = heard("suspension").skips("principal", "suspension", PUPIL)

    assert play.at("tell_social", PUPIL).state == play.at("serve", PUPIL).state == "not_applicable"


def test_in_voluntary_school_forms_the_principal_has_two_weeks_a_half_year():
    days = {"from": "2026-09-14", "until": "2026-09-27"}
    longer = days | {"until": "2026-09-28"}
    used = [Use("voluntary_once", ALI, dt.date(2026, 8, 20))]
    step, play = "suspension_voluntary", heard("suspension_voluntary")

    assert play.why_not("principal", step, PUPIL, **VOLUNTARY, **longer) == (
        "Rektor får stänga av i högst två veckor. Längre beslutar huvudmannen."
    )
    assert play.why_not("principal", step, PUPIL, **VOLUNTARY, **days) is None
    assert heard(step, used=used).why_not("principal", step, PUPIL, **VOLUNTARY, **days) == (
        "Rektor har redan stängt av eleven det här kalenderhalvåret."
        " Fler gånger beslutar huvudmannen."
    )


def test_from_practice_two_weeks():
    answers = {"immediate": "yes", "reasons": "S", "from": "2026-09-14", "until": "2026-09-28"}

    assert heard("suspension_practice").why_not(
        "principal", "suspension_practice", PUPIL, **answers
    ) == ("Rektor får stänga av från praktik i högst två veckor. Längre beslutar huvudmannen.")


def test_what_only_the_organiser_decides_is_entered_when_it_is_decided():
    play = heard("organiser").does("principal", "organiser_decides", PUPIL, decided="waiting")
    assert "organiser_decides" in play.open_steps

    play.does("principal", "organiser_decides", PUPIL, decided="placed", decided_on="2026-09-20")
    assert "organiser_decides" not in play.open_steps


def test_of_one_who_is_of_age_neither_home_nor_social_services_are_told():
    play = heard("suspension_voluntary", is_adult=True)
    days = {"from": "2026-09-14", "until": "2026-09-20"}
    play.does("principal", "suspension_voluntary", PUPIL, **VOLUNTARY, **days)

    assert play.plan.of("inform_homes") == ()
    assert play.at("tell_social", PUPIL).state == "not_applicable"
    assert "serve" in play.open_steps


def test_it_is_followed_up_until_it_works():
    play = chosen("support").does("investigator", "follow_up", PUPIL, works="no")
    play.passes(days=28)
    assert play.at("follow_up", Instance(ALI, round=2).key).state == "open"


def test_who_decides_and_where_it_is_appealed():
    made = {step.id: step.decision for step in DISCIPLINE.steps if step.decision}

    assert {name: (one.delegable, one.appeal) for name, one in made.items()} == {
        "warning": (True, Appeal.NOT_POSSIBLE),
        "move": (True, Appeal.NOT_POSSIBLE),
        "placement": (True, Appeal.NOT_POSSIBLE),
        "suspension": (False, Appeal.ADMINISTRATIVE_COURT),
        "suspension_voluntary": (False, Appeal.ADMINISTRATIVE_COURT),
        "suspension_practice": (False, Appeal.ADMINISTRATIVE_COURT),
    }
    assert {one.by for one in made.values()} == {(Role.PRINCIPAL,)}


def test_whoever_reported_reads_the_report_and_nothing_that_came_after():
    play = heard("suspension").does("principal", "suspension", PUPIL, **SUSPENSION)

    assert read_by(play, Basis.REPORTED) == ["report"]
    assert read_by(play, Basis.TEACHES) == []
