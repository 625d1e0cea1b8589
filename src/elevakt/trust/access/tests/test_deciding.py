"""Whoever decides in a principal's place reads the cases of that kind at that unit."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.covering import let_decide
from elevakt.trust.access.actions.giving import WrongDays, answer, take_back
from elevakt.trust.access.models import Grant, Matter
from elevakt.trust.access.queries.covering import deciding
from elevakt.trust.access.queries.giving import given_now
from elevakt.trust.access.queries.reasons import readers_of, why_matter
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import undone
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.access.tests.matters import SCOPE, bar, name_person, open_matter, stand_in
from elevakt.trust.people.models import Duty

WEEK = 7


def lets(cast, who, by="rut", scope=SCOPE, unit="norra", first=0, last=WEEK):
    today = clock.today()
    with acting_as(cast.actor(by)) as actor:
        return let_decide(
            actor,
            cast.id(who),
            unit_id=getattr(cast, unit).id,
            scope=scope,
            first_on=today + dt.timedelta(days=first),
            last_on=today + dt.timedelta(days=last),
        )


def reads(cast, name, matter):
    with acting_as(cast.actor(name)) as actor:
        return why_matter(actor, matter.id)


@pytest.fixture
def matter(cast):
    return open_matter(cast, "elis", delegate="delegate")


# ---- what it gives -------------------------------------------------------------------------------


def test_she_reads_the_cases_of_that_kind_at_that_unit_until_it_ends_by_itself(cast, matter):
    gift = lets(cast, "stina")
    others = [
        open_matter(cast, "elis", delegate="delegate", scope="discipline"),
        open_matter(cast, "nora", delegate="delegate", unit="bjorkangen"),
        open_matter(cast, "elis"),  # nobody decides there but the principal
        open_matter(cast, "elis", delegate="delegate", unit=None, officer="organiser"),
    ]
    later = open_matter(cast, "amir", delegate="delegate")

    assert (gift.waits, gift.to_tell) == (False, set())
    assert [reads(cast, "stina", one) for one in (matter, later, *others)] == [
        ["decides"],
        ["decides"],
        *([[]] * len(others)),
    ]
    with acting_as(cast.actor("stina")) as stina:
        mine = [one for one in readers_of(stina, matter.id) if one.person == stina.person]
        assert [(one.basis, one.role) for one in mine] == [("decides", "delegate")]
    over = clock.midnight(clock.today() + dt.timedelta(days=WEEK + 1))
    with clock.fixed(over - dt.timedelta(seconds=1)):
        assert reads(cast, "stina", matter) == ["decides"]
    with clock.fixed(over):
        assert reads(cast, "stina", matter) == []


def test_when_the_lead_passes_on_so_does_she(cast, matter):
    lets(cast, "stina")
    with arrange():
        Matter.objects.filter(id=matter.id).update(delegate_role="")

    assert reads(cast, "stina", matter) == []


def test_whoever_is_of_the_case_or_shut_out_of_it_does_not_decide_there(cast, matter):
    lets(cast, "stina")
    lets(cast, "lo")
    about_her = open_matter(cast, "nova", delegate="delegate")
    name_person(cast, matter, "stina")

    assert [reads(cast, "stina", one) for one in (matter, about_her)] == [[], ["decides"]]
    assert [reads(cast, "lo", one) for one in (matter, about_her)] == [["decides"], []]
    bar(cast, matter, "lo", "concerned")
    assert reads(cast, "lo", matter) == []


def test_it_is_over_when_she_no_longer_works_at_the_unit(cast, matter):
    lets(cast, "stina")
    with arrange():
        Duty.objects.filter(person=cast.stina).update(school_unit=cast.bjorkangen)

    assert reads(cast, "stina", matter) == []


def test_the_next_principal_sees_it_and_ends_it(cast, matter):
    gift = lets(cast, "stina")
    with arrange():
        Duty.objects.filter(person=cast.rut).update(period=(None, clock.now()))
        cast.organiser.employ(cast.cilla, cast.norra, "Rektor")

    assert reads(cast, "stina", matter) == ["decides"]
    with acting_as(cast.actor("cilla")) as cilla:
        assert [one.person for one in deciding(cilla, cast.norra.id)] == [cast.id("stina")]
        take_back(cilla, gift.id)
    assert reads(cast, "stina", matter) == []


# ---- who says it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["beata", "kim", "bo", "olof", "ada", "ove"])
def test_nobody_but_the_principal_of_the_unit_does(cast, by):
    administer(cast, "ada")
    stand_in(cast, "kim", "rut")

    with pytest.raises(NotFound):
        lets(cast, "stina", by=by)


@pytest.mark.parametrize("who", ["nils", "olof", "vera", "ove"])
def test_it_is_for_one_who_works_at_the_unit(cast, who):
    with pytest.raises(NotFound):
        lets(cast, who)


@pytest.mark.parametrize(("first", "last"), [(-1, 7), (3, 2), (0, 366)])
def test_the_days_come_in_order_and_are_not_too_many(cast, first, last):
    with pytest.raises(WrongDays):
        lets(cast, "stina", first=first, last=last)


def test_to_her_kin_it_waits_for_another_who_leads_there(cast, matter):
    with arrange():
        child = cast.organiser.pupil("Isa Ny", cast.norra, cast.class_7c)
        for parent in (cast.rut, cast.stina):
            cast.organiser.guard(parent, child)

    gift = lets(cast, "stina")

    assert (gift.waits, reads(cast, "stina", matter)) == (True, [])
    with acting_as(cast.actor("beata")) as beata:
        answer(beata, gift.id, is_confirmed=True)
    assert reads(cast, "stina", matter) == ["decides"]


def test_no_administrator_knows_of_it_and_whoever_has_it_does(cast):
    administer(cast, "ada")
    gift = lets(cast, "stina")

    for name in ("ada", "bo", "kim"):
        with acting_as(cast.actor(name)):
            assert not Grant.objects.filter(id=gift.id).exists()
    with acting_as(cast.actor("stina")) as stina:
        assert [one.unit for one in given_now(stina)] == [cast.norra.id]


def row(cast, **values):
    now = clock.now()
    given = {"person": "stina", "given_by": "rut", "unit": "norra", **values}
    return Grant(
        id=ids.new(),
        organiser_id=cast.organiser.id,
        person_id=cast.id(given["person"]),
        basis=given.get("basis", "decides"),
        scope=SCOPE,
        unit_id=getattr(cast, given["unit"]).id if given["unit"] else None,
        valid_during=given.get("valid_during", (now, now + dt.timedelta(days=1))),
        given_by_id=cast.id(given["given_by"]),
    )


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("rut", {"person": "rut"}),
        ("rut", {"person": "nils"}),
        ("rut", {"unit": "bjorkangen", "person": "nils"}),
        ("beata", {"given_by": "beata"}),
        ("stina", {"given_by": "stina", "person": "tom"}),  # stands in for Rut
        ("bo", {"given_by": "bo"}),
        ("ada", {"given_by": "ada"}),
    ],
)
def test_the_database_takes_it_from_the_principal_and_from_nobody_else(cast, by, values):
    administer(cast, "ada")
    stand_in(cast, "stina", "rut")
    with clock.fixed(clock.now()):
        for name, one, is_taken in (("rut", row(cast), True), (by, row(cast, **values), False)):
            with acting_as(cast.actor(name)), undone():
                if is_taken:
                    insert([one])
                else:
                    with pytest.raises(ProgrammingError, match="row-level security"):
                        insert([one])


@pytest.mark.parametrize(
    "values", [{"unit": None}, {"basis": "officer"}, {"valid_during": (None, None)}]
)
def test_the_table_itself_refuses_what_is_for_no_unit_or_without_an_end(cast, values):
    with arrange(), pytest.raises(IntegrityError), undone():
        row(cast, **values).save(force_insert=True)
