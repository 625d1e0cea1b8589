"""Special circumstances: set, looked at again and lifted by whoever leads, and by nobody else."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.circumstances import (
    Endless,
    lift_circumstance,
    review_circumstance,
    set_circumstance,
)
from elevakt.trust.access.enums import CircumstanceDeed, CircumstanceKind
from elevakt.trust.access.models import CircumstanceAct, SpecialCircumstance
from elevakt.trust.access.queries.aside import aside
from elevakt.trust.access.queries.circumstances import circumstances
from elevakt.trust.access.queries.homes import may_call
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import column, rows, undone
from elevakt.trust.access.tests.matters import decide, open_matter, stand_in
from elevakt.trust.people.enums import Side

DAY = dt.timedelta(days=1)


def sets(cast, name, pupil="elis", last=None, review=30):
    today = clock.today()
    with acting_as(cast.actor(name)) as actor:
        set_circumstance(
            actor,
            pupil_id=cast.id(pupil),
            kind=CircumstanceKind.VIOLENCE,
            reason="Elis har berättat för kurator",
            last_on=None if last is None else today + last * DAY,
            review_on=None if review is None else today + review * DAY,
        )


def seen(cast, name, pupil="elis"):
    with acting_as(cast.actor(name)) as actor:
        return circumstances(actor, cast.id(pupil))


def calls(cast, name, pupil="elis"):
    with acting_as(cast.actor(name)) as actor:
        return {one.name for one in may_call(actor, cast.id(pupil))}


def told(cast, matter):
    with acting_as(machinery(cast.organiser.id, "sweep")):
        return column("select guardian_id from access.told_home where matter_id = %s", matter.id)


def waiting(cast, name):
    with acting_as(cast.actor(name)) as actor:
        return (aside(actor).circumstances, aside(actor).count)


def test_from_the_moment_it_is_set_nobody_is_called_and_no_yes_counts(cast):
    matter = open_matter(cast, "elis")
    decide(cast, matter, "elis", "vera", "inform")
    assert (told(cast, matter), calls(cast, "tom")) == ({cast.id("vera")}, {"Vera Bergström"})
    later = clock.now() + DAY

    with clock.fixed(later):
        sets(cast, "rut")
        assert (told(cast, matter), calls(cast, "tom")) == (set(), set())
    with clock.fixed(later + DAY):
        decide(cast, matter, "elis", "vera", "inform")
        assert told(cast, matter) == {cast.id("vera")}


def test_lifted_it_ends_and_is_kept_with_the_reason(cast):
    with clock.fixed(clock.now() - DAY):
        sets(cast, "rut")
    (one,) = seen(cast, "beata")

    with acting_as(cast.actor("beata")) as beata:
        lift_circumstance(
            beata, pupil_id=cast.id("elis"), circumstance_id=one.id, words="Utrett av soc"
        )

    (kept,) = seen(cast, "rut")
    assert (kept.is_in_force, kept.reason) == (False, "Elis har berättat för kurator")
    assert [(act.deed, act.words, act.by_person_id) for act in kept.acts] == [
        (CircumstanceDeed.LIFTED, "Utrett av soc", cast.id("beata"))
    ]
    assert len(calls(cast, "tom")) == 2
    with pytest.raises(NotFound), acting_as(cast.actor("rut")) as rut:
        lift_circumstance(rut, pupil_id=cast.id("elis"), circumstance_id=one.id, words="Igen")


def test_its_day_comes_on_home_of_those_who_lead_until_one_has_looked(cast):
    sets(cast, "rut", review=3)
    (one,) = seen(cast, "rut")
    day = clock.midnight(clock.today() + 3 * DAY)

    with clock.fixed(day - dt.timedelta(seconds=1)):
        assert waiting(cast, "rut") == ((), 0)
    with clock.fixed(day):
        for name in ("rut", "beata"):
            assert waiting(cast, name) == ((cast.id("elis"),), 1)
        for name in ("mia", "tom", "bo", "ada"):
            assert waiting(cast, name) == ((), 0)
        with acting_as(cast.actor("rut")) as rut:
            about = {"pupil_id": cast.id("elis"), "circumstance_id": one.id}
            with pytest.raises(Endless):
                review_circumstance(rut, **about, words="Gäller", review_on=clock.today())
            review_circumstance(rut, **about, words="Gäller", review_on=clock.today() + DAY)
        assert waiting(cast, "beata") == ((), 0)
        (again,) = seen(cast, "rut")
        assert (again.is_in_force, [act.words for act in again.acts]) == (True, ["Gäller"])
        assert calls(cast, "tom") == set()
    with clock.fixed(day + DAY):
        assert waiting(cast, "rut") == ((cast.id("elis"),), 1)


def test_it_ends_by_itself_on_its_last_day(cast):
    sets(cast, "rut", last=2, review=None)

    with clock.fixed(clock.midnight(clock.today() + 3 * DAY)):
        (one,) = seen(cast, "rut")
        assert (one.is_in_force, len(calls(cast, "tom"))) == (False, 2)


@pytest.mark.parametrize(("last", "review"), [(None, None), (-1, None), (None, -1), (5, -1)])
def test_it_is_not_without_end_and_not_over_already(cast, last, review):
    with pytest.raises(Endless):
        sets(cast, "rut", last=last, review=review)


def test_only_who_leads_the_unit_and_who_stands_in_for_her_sets_it(cast):
    stand_in(cast, "stina", "rut")
    for name in sorted({*cast.persons} - {"rut", "beata", "stina", "otto"}):
        with pytest.raises(NotFound):
            sets(cast, name)
    sets(cast, "stina")
    with pytest.raises(NotFound):
        sets(cast, "stina", pupil="nora")

    assert [one.decided_by for one in seen(cast, "rut")] == [cast.id("stina")]


def test_the_mentor_sees_that_there_are_any_and_who_only_teaches_sees_nothing(cast):
    sets(cast, "rut")
    (one,) = seen(cast, "rut")
    with acting_as(cast.actor("rut")) as rut:
        about = {"pupil_id": cast.id("elis"), "circumstance_id": one.id}
        review_circumstance(rut, **about, words="Gäller", review_on=clock.today() + DAY)

    def reads(name):
        return [(row.reason, len(row.acts)) for row in seen(cast, name)]

    assert (reads("beata"), reads("mia")) == ([(one.reason, 1)], [(one.reason, 0)])
    for name in sorted({*cast.persons} - {"rut", "beata", "mia", "otto"}):
        assert reads(name) == [], name


# ---- past the actions: the database itself -------------------------------------------------------


def is_refused(cast, name, row):
    with acting_as(cast.actor(name)), undone():
        try:
            insert([row])
        except ProgrammingError as refusal:
            return "row-level security" in str(refusal)
    return False


def special(cast, by, pupil="elis", since=None):
    return SpecialCircumstance(
        id=ids.new(),
        organiser_id=cast.organiser.id,
        pupil_id=cast.id(pupil),
        kind="other",
        reason="Bakvägen",
        decided_by_id=cast.id(by),
        valid_during=(since or clock.now(), None),
    )


def act(cast, by, circumstance, at=None):
    return CircumstanceAct(
        id=ids.new(),
        organiser_id=cast.organiser.id,
        circumstance_id=circumstance,
        deed="lifted",
        words="Bakvägen",
        by_person_id=cast.id(by),
        at=at or clock.now(),
    )


def test_the_database_takes_it_from_who_leads_as_of_now_and_from_nobody_else(cast):
    with clock.fixed(clock.now()):
        sets(cast, "rut")
        (one,) = seen(cast, "rut")

        assert not is_refused(cast, "rut", special(cast, "rut"))
        assert not is_refused(cast, "rut", act(cast, "rut", one.id))
        for name, row in (
            ("rut", special(cast, "beata")),  # in another's name
            ("rut", special(cast, "rut", since=clock.now() - DAY)),
            ("rut", special(cast, "rut", pupil="nora")),
            ("mia", special(cast, "mia")),
            ("tom", special(cast, "tom")),
            ("bo", special(cast, "bo")),
            ("rut", act(cast, "beata", one.id)),
            ("rut", act(cast, "rut", one.id, at=clock.now() - DAY)),
            ("mia", act(cast, "mia", one.id)),
            ("bo", act(cast, "bo", one.id)),
        ):
            assert is_refused(cast, name, row)


@pytest.mark.parametrize("table", ["special_circumstance", "circumstance_act"])
def test_nobody_at_home_may_ask_and_nobody_at_work_may_change(cast, table):
    sets(cast, "rut")

    for name in ("vera", "elis"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            acting_as(cast.actor(name, Side.FAMILY)),
        ):
            rows(f"select from access.{table}")
    for verb in (f"update access.{table} set id = id", f"delete from access.{table}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            acting_as(cast.actor("rut")),
        ):
            rows(verb)


def test_who_leads_and_is_kin_neither_sets_nor_sees(cast):
    with arrange():
        cast.organiser.guard(cast.persons["beata"], cast.elis)
    sets(cast, "rut")

    with pytest.raises(NotFound):
        sets(cast, "beata")
    assert seen(cast, "beata") == []
