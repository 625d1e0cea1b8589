"""A colleague has lost her second steps: it takes two to take them away, and neither is she."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.resetting import (
    AlreadyAsked,
    NobodyAnswers,
    answer_reset,
    ask_reset,
)
from elevakt.trust.access.models import StepReset, StepResetAnswer
from elevakt.trust.access.queries.resetting import confirmed, resets
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import rows, undone
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.access.tests.matters import stand_in
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Duty

WEEK = dt.timedelta(days=7)


@pytest.fixture
def administered(cast):
    administer(cast, "ada")
    return cast


@pytest.fixture
def at_noon():
    with clock.fixed(clock.now()):
        yield


def asks(cast, about, by="ada"):
    with acting_as(cast.actor(by)) as actor:
        return ask_reset(actor, cast.id(about), reason="Kom hit och visade legitimation")


def answers(cast, name, key, is_confirmed=True):
    with acting_as(cast.actor(name)) as actor:
        return answer_reset(actor, key, is_confirmed=is_confirmed)


def may_answer(cast, key):
    may = set()
    for name in {*cast.persons} - {"otto"}:
        with acting_as(cast.actor(name)) as actor:
            may |= {name for one in resets(actor) if one.id == key and one.is_mine_to_answer}
    return may


def is_said(cast, key):
    with acting_as(machinery(cast.organiser.id, "login")) as actor:
        return confirmed(actor, key)


def share_a_child(cast, one, other):
    with arrange():
        child = cast.organiser.pupil(f"Barn {one}", cast.bjorkangen, cast.class_7b)
        for parent in (one, other):
            cast.organiser.guard(cast.persons[parent], child)


def test_nothing_is_said_before_one_who_leads_where_she_works_has_said_it(administered):
    key, seconds = asks(administered, "tom")

    assert seconds == {administered.id("rut"), administered.id("beata")}
    assert may_answer(administered, key) == {"rut", "beata"}
    assert is_said(administered, key) is None
    assert answers(administered, "rut", key) == administered.id("ada")
    assert is_said(administered, key) == administered.id("tom")
    with pytest.raises(NotFound):
        answers(administered, "beata", key)


def test_a_no_is_a_no_and_may_be_asked_anew(administered):
    key, _ = asks(administered, "tom")
    with pytest.raises(AlreadyAsked):
        asks(administered, "tom")

    answers(administered, "beata", key, is_confirmed=False)

    assert is_said(administered, key) is None
    asks(administered, "tom")


def test_of_one_who_works_at_no_school_any_who_leads_one_says_it(administered):
    key, _ = asks(administered, "greta")

    assert may_answer(administered, key) == {"rut", "beata", "bo"}


def test_the_lead_herself_is_answered_for_by_another_and_if_there_is_none_it_is_said(
    administered,
):
    key, _ = asks(administered, "rut")
    assert may_answer(administered, key) == {"beata"}
    with arrange():
        assert Duty.objects.filter(person_id=administered.id("bo"), duty_role="Rektor").exists()

    with pytest.raises(NobodyAnswers):
        asks(administered, "bo")

    with arrange():
        assert not StepReset.objects.filter(person_id=administered.id("bo")).exists()


def test_an_administrator_who_leads_never_answers_what_she_asked(administered):
    administer(administered, "beata")

    key, _ = asks(administered, "tom", by="beata")

    assert may_answer(administered, key) == {"rut"}
    with pytest.raises(NotFound):
        answers(administered, "beata", key)


@pytest.mark.parametrize("parent", ["ada", "tom"])
def test_kin_of_either_never_answers(administered, parent):
    share_a_child(administered, parent, "rut")

    key, _ = asks(administered, "tom")

    assert may_answer(administered, key) == {"beata"}


def test_whoever_stands_in_for_the_lead_may_answer_unless_it_is_about_her(administered):
    stand_in(administered, "stina", "rut")

    about_tom, _ = asks(administered, "tom")
    about_stina, _ = asks(administered, "stina")

    assert may_answer(administered, about_tom) == {"rut", "beata", "stina"}
    assert may_answer(administered, about_stina) == {"rut", "beata"}


def test_after_a_week_it_is_too_late(administered):
    key, _ = asks(administered, "tom")
    later = clock.now() + WEEK

    with clock.fixed(later - dt.timedelta(seconds=1)):
        assert may_answer(administered, key) == {"rut", "beata"}
    with clock.fixed(later):
        assert may_answer(administered, key) == set()
        with pytest.raises(NotFound):
            answers(administered, "rut", key)
        asks(administered, "tom")


def test_nobody_asks_for_herself_and_only_administrators_ask(administered):
    for name in sorted({*administered.persons} - {"ada", "ove", "otto"}):
        with pytest.raises(NotFound):
            asks(administered, "tom", by=name)
    for about in ("ada", "elis", "vera", "ove"):
        with pytest.raises(NotFound):
            asks(administered, about)


# ---- past the actions: the database itself -------------------------------------------------------


def is_refused(cast, name, row, side=Side.STAFF):
    with acting_as(cast.actor(name, side)), undone():
        try:
            insert([row])
        except ProgrammingError as refusal:
            return "row-level security" in str(refusal) or "permission denied" in str(refusal)
    return False


def reset(cast, about, by, at=None):
    return StepReset(
        id=ids.new(),
        organiser_id=cast.organiser.id,
        person_id=cast.id(about),
        reason="Bakvägen",
        asked_by_id=cast.id(by),
        asked_at=at or clock.now(),
    )


def said(cast, key, by, at=None):
    return StepResetAnswer(
        id=key,
        organiser_id=cast.organiser.id,
        is_confirmed=True,
        answered_by_id=cast.id(by),
        answered_at=at or clock.now(),
    )


def test_the_database_takes_no_asking_past_the_rule(administered, at_noon):
    assert not is_refused(administered, "ada", reset(administered, "tom", "ada"))
    later = clock.now() + WEEK
    for name, row in (
        ("ada", reset(administered, "ada", "ada")),
        ("ada", reset(administered, "tom", "greta")),  # in another's name
        ("ada", reset(administered, "tom", "ada", at=later)),  # so that it lasts longer
        ("ada", reset(administered, "elis", "ada")),
        ("rut", reset(administered, "tom", "rut")),
        ("rut", reset(administered, "tom", "ada")),
    ):
        assert is_refused(administered, name, row)
    vera = reset(administered, "tom", "vera")
    assert is_refused(administered, "vera", vera, Side.FAMILY)


def test_the_database_takes_no_answer_but_a_second_persons(administered, at_noon):
    share_a_child(administered, "beata", "tom")
    key, _ = asks(administered, "tom")

    assert not is_refused(administered, "rut", said(administered, key, "rut"))
    for name, row in (
        ("ada", said(administered, key, "ada")),
        ("ada", said(administered, key, "rut")),  # in another's name
        ("tom", said(administered, key, "tom")),
        ("beata", said(administered, key, "beata")),  # has a child with Tom
        ("bo", said(administered, key, "bo")),  # leads another school
        ("greta", said(administered, key, "greta")),
        ("rut", said(administered, key, "rut", at=clock.now() - WEEK)),
        ("rut", said(administered, ids.new(), "rut")),  # of nothing that was asked
    ):
        assert is_refused(administered, name, row)


def test_what_was_asked_and_answered_is_never_changed(administered):
    key, _ = asks(administered, "tom")
    answers(administered, "beata", key, is_confirmed=False)

    for name in ("ada", "rut"):
        with acting_as(administered.actor(name)), undone(), pytest.raises(ProgrammingError):
            rows("update access.step_reset_answer set is_confirmed = true returning id")
    with (
        acting_as(machinery(administered.organiser.id, "login")),
        undone(),
        pytest.raises(ProgrammingError),
    ):
        rows("update access.step_reset_answer set is_confirmed = true returning id")
