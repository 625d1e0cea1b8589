"""Who must not read of a disciplinary measure, and what a decision on paper does not say."""

import pytest

from elevakt.engines.cases.models import EntryPart, Step
from elevakt.engines.records.models import Document
from elevakt.modules.safety.tests.telling import text_of
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side

SAID = "Elis Bergström kastade en stol mot Amir Haddad. Amirs kompis Hedda såg på."
DAYS = {"from": "2026-09-14", "until": "2026-09-20"}
ALL = ["warning", "move", "placement", "suspension", "suspension_voluntary", "suspension_practice"]


@pytest.fixture
def case_id(story):
    """A case with every measure that a principal can decide, to its decisions."""
    elis = str(story.cast.id("elis"))
    case_id = story.opens(
        "discipline",
        "tom",
        {"pupil": ["elis"], "present": ["amir", "hedda"]},
        what_happened=SAID,
        did=["told_off", "sent_out"],
        told_off_first="yes",
    )
    story.receive_homes(
        "rut",
        case_id,
        [("elis", "vera", "inform"), ("elis", "sten", "do_not_inform")],
        next="investigate",
        investigator=str(story.cast.id("kim")),
    )
    story.do(
        "kim",
        case_id,
        "investigate",
        elis,
        background=SAID,
        pupil_view="Jag blev arg när Amir retades.",
        guardians="Samtal med Vera den 8 september. Sten får inte kontaktas.",
        support="no",
        measures=[{"what": "Samtal varje vecka"}],
    )
    story.do(
        "rut",
        case_id,
        "choose",
        elis,
        measures=ALL,
        tried="Samtal, och en annan bordsgrupp.",
        proportion="Ingen fick vara rädd för Elis. Det är bäst också för honom.",
    )
    story.do(
        "rut",
        case_id,
        "hear",
        elis,
        pupil_on="2026-09-08",
        pupil_said="Ja.",
        guardians=[{"who": "Vera", "on": "2026-09-08", "said": "Han behöver lugn och ro."}],
        all_heard="no",
        not_heard="Sten får inte kontaktas.",
    )
    for step, answers in decisions(story):
        story.do("rut", case_id, step, elis, **answers)
    return case_id


def decisions(story):
    why = {"reasons": "Amir och de andra ska kunna arbeta i fred."}
    voluntary = {"ground": "safety", "extent": "whole", "immediate": "yes"}
    yield "warning", {"text": SAID, "may_follow": ["move", "suspension"], **why}
    yield "move", {"where_to": "7C", "effect": "Klassen är lugn.", **DAYS, **why}
    yield "tell_before", {"told_on": "2026-09-08", "how": "Ringde Vera. Sten får inte kontaktas."}
    there = {"school": str(story.cast.bjorkangen.id), "agreed_with": str(story.cast.id("bo"))}
    yield "placement", {**there, **DAYS, **why}
    yield (
        "suspension",
        {
            "ground": "safety",
            "extent": "whole",
            "teaching": "En timme om dagen på biblioteket, med Mia Lind.",
            **DAYS,
            **why,
        },
    )
    yield "suspension_voluntary", {**voluntary, **DAYS, **why}
    yield "suspension_practice", {"immediate": "yes", **DAYS, **why}


def test_those_who_only_teach_or_stood_by_see_nothing(story, case_id):
    run_jobs(story.now)

    others = ("lo", "cilla", "bo", "nils", "stina", "olof", "greta", "ada", "ove")
    assert {name: story.seen(name) for name in others} == {name: {} for name in others}
    at_home = ("amir", "hedda", "hans", "sten")
    assert {name: story.seen(name, Side.FAMILY) for name in at_home} == {
        name: {} for name in at_home
    }


def test_the_teacher_who_reported_sees_the_own_report_only(story, case_id):
    with story.as_("tom"):
        assert set(EntryPart.objects.values_list("circle", flat=True)) == {"report"}


def test_a_decision_names_the_pupil_and_no_other(story, case_id):
    run_jobs(story.now)

    with arrange():
        texts = {one.template: text_of(one) for one in Document.objects.all()}
    assert sorted(texts) == sorted(ALL)
    for text in texts.values():
        assert "Elev Elis Bergström" in text
        assert not [name for name in ("Amir", "Haddad", "Hedda") if name in text]
        # Which guardian may not be told is a secret of its own, also to that guardian.
        assert not [word for word in ("Sten", "kontaktas") if word in text]


@pytest.mark.parametrize("template", ALL)
def test_a_decision_says_how_it_is_appealed_or_that_it_cannot_be(story, case_id, template):
    run_jobs(story.now)

    with arrange():
        text = text_of(Document.objects.get(template=template))
    can, cannot = "inom tre veckor från den dag du fick beslutet", "kan inte överklagas"
    assert (can in text, cannot in text) == (
        template.startswith("suspension"),
        not template.startswith("suspension"),
    )


def test_a_home_sees_no_step_that_the_measure_of_another_pupil_made_needed(story):
    elis, hedda = (str(story.cast.id(name)) for name in ("elis", "hedda"))
    case_id = story.opens(
        "discipline",
        "tom",
        {"pupil": ["elis", "hedda"]},
        what_happened=SAID,
        did=["told_off"],
        told_off_first="yes",
    )
    homes = [("elis", "vera", "inform"), ("elis", "sten", "ask"), ("hedda", "hans", "inform")]
    kim = str(story.cast.id("kim"))
    story.receive_homes("rut", case_id, homes, next="investigate", investigator=kim)
    heard = {"background": "-", "pupil_view": "-", "guardians": "-", "support": "no"}
    for pupil, measures in ((elis, ["warning"]), (hedda, ["support"])):
        story.do("kim", case_id, "investigate", pupil, measures=[{"what": "-"}], **heard)
        story.do("rut", case_id, "choose", pupil, measures=measures, proportion="-", tried="-")
    for pupil, guardian in (("elis", "vera"), ("hedda", "hans")):
        instance = f"{story.cast.id(pupil)}/{story.cast.id(guardian)}"
        story.do("mia", case_id, "inform_homes", instance, outcome="phone")
    assert steps_at_home(story, "hans") == steps_at_home(story, "vera")

    story.do("rut", case_id, "warning", elis, text=SAID, reasons="-", may_follow=["move"])

    assert steps_at_home(story, "vera") - steps_at_home(story, "hans") == {"warning"}


def steps_at_home(story, name):
    with story.as_(name, Side.FAMILY):
        return set(Step.objects.values_list("step", flat=True))
