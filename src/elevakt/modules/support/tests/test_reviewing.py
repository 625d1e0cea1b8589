"""What our definitions say of the support that they set in force: looked at when, decided how."""

from dataclasses import replace

import pytest

from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.reviewing import reviewing, without_effect
from elevakt.engines.cases.tests.playing import Play, key
from elevakt.modules.support.tests.around import ELIS, facts

SUPPORT = frozenset({"support"})
EXTRA = definition("extra_adaptations", 1)
TIME, AUDIO = (
    {"kind": kind, "instruction": "Gör så här.", "from": "2026-09-07"} for kind in ("time", "audio")
)


@pytest.mark.parametrize(
    ("process", "creates", "reviews", "decides"),
    [
        ("extra_adaptations", {"adapt"}, {"follow_up", "tell_principal"}, set()),
        (
            "special_support",
            {"implement"},
            {"follow_up", "evaluate", "decide_end", "serve_end"},
            {"decide", "decide_special", "decide_none"},
        ),
        ("health_referral", {"decide"}, {"follow_up"}, set()),
    ],
)
def test_a_definition_says_when_support_is_looked_at_and_what_must_be_decided(
    process, creates, reviews, decides
):
    found = looked_at(definition(process, 1))

    assert (found.creates, found.reviews, found.decides) == (creates, reviews, decides)
    assert set(found.judges) == {"follow_up"}


def looked_at(process):
    found = reviewing(process, SUPPORT)
    assert found is not None
    return found


def test_a_definition_that_sets_no_support_has_nothing_to_look_at():
    assert reviewing(definition("adapted_school_form", 1), SUPPORT) is None
    assert reviewing(EXTRA, frozenset({"leave"})) is None


def adapted(*rows):
    case = Play(EXTRA, facts())
    case.opens(seen="Orkar inte läsa.")
    case.does("adapts", "adapt", ELIS, adaptations=list(rows))
    return case


def judged(case, instance, *effects, **more):
    rows = [{"kind": kind, "effect": effect} for kind, effect in effects]
    case.does("adapts", "follow_up", instance, effects=rows, **{"next": "keep", **more})


def nothing_from(case, process=EXTRA, pupil=ELIS):
    return without_effect(process, looked_at(EXTRA), case.ledger, pupil)


def test_only_what_gave_nothing_is_told_and_in_the_words_of_its_choice():
    case = adapted(TIME, AUDIO)
    assert nothing_from(case) == ()

    judged(case, ELIS, ("time", "some"), ("audio", "none"))
    assert nothing_from(case) == ("Inläst text eller talsyntes",)
    assert nothing_from(case, EXTRA.in_language("en")) != nothing_from(case)
    assert nothing_from(case, pupil=key("amir")) == ()


def test_the_last_judgement_counts():
    case = adapted(TIME)
    judged(case, ELIS, ("time", "none"))
    judged(case, f"{ELIS}#2", ("time", "good"))

    assert nothing_from(case) == ()


def test_what_has_been_set_anew_has_not_been_judged():
    case = adapted(TIME)
    judged(case, ELIS, ("time", "none"), next="change")
    case.does("adapts", "adapt", ELIS, adaptations=[AUDIO])

    assert nothing_from(case) == ()


def test_a_row_that_says_in_no_column_what_it_judges_is_told_by_its_table():
    case = adapted(TIME)
    judged(case, ELIS, ("time", "none"))
    [part] = case.ledger[-1].parts
    bare = replace(part, answers={"effects": [{"effect": "none"}]})
    case.ledger[-1] = replace(case.ledger[-1], parts=(bare,))

    assert nothing_from(case) == ("Vad har varje anpassning gett?",)
