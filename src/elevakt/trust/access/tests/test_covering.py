"""Whoever covers a group or assists a pupil reads what one who teaches does, until it ends."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.rows import insert
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.covering import let_assist, let_cover
from elevakt.trust.access.actions.giving import WrongDays, answer, take_back
from elevakt.trust.access.actions.limits import set_limit
from elevakt.trust.access.enums import GivenBasis, Limit
from elevakt.trust.access.models import Grant, GrantProposal
from elevakt.trust.access.queries.covering import assisting, covering, groups_of, taught_by
from elevakt.trust.access.queries.giving import given_now, proposed
from elevakt.trust.access.queries.homes import homes, may_call
from elevakt.trust.access.queries.pupils import my_pupils
from elevakt.trust.access.queries.reasons import why_person
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import undone
from elevakt.trust.access.tests.giving import administer, lend
from elevakt.trust.access.tests.matters import appoint, stand_in
from elevakt.trust.people.models import Duty, Enrolment, GroupMembership

WEEK = 7


def days(first=0, last=WEEK):
    today = clock.today()
    return {
        "first_on": today + dt.timedelta(days=first),
        "last_on": today + dt.timedelta(days=last),
    }


def covers(cast, who, by="rut", group="class_7b", unit="norra", **when):
    with acting_as(cast.actor(by)) as actor:
        (gift,) = let_cover(
            actor,
            cast.id(who),
            unit_id=getattr(cast, unit).id,
            groups=[getattr(cast, group).id],
            **days(**when),
        )
    return gift


def assists(cast, who, pupil="elis", by="rut", **when):
    with acting_as(cast.actor(by)) as actor:
        return let_assist(actor, cast.id(who), pupil_id=cast.id(pupil), **days(**when))


def why(cast, name, pupil="elis"):
    with acting_as(cast.actor(name)) as actor:
        return why_person(actor, cast.id(pupil))


def listed(cast, name):
    with acting_as(cast.actor(name)) as actor:
        return {one.name: (one.basis, one.last_on) for one in my_pupils(actor).pupils}


# ---- what it gives -------------------------------------------------------------------------------


def test_whoever_covers_reads_what_one_who_teaches_does_and_it_ends_by_itself(cast):
    assert why(cast, "nils") == []
    gift = covers(cast, "nils")
    last = clock.today() + dt.timedelta(days=WEEK)

    assert (gift.waits, gift.to_tell) == (False, set())
    assert [why(cast, "nils", one) for one in ("elis", "amir", "nova")] == [
        ["covers"],
        ["covers"],
        [],
    ]
    assert listed(cast, "nils") == {
        "Nora Björk": ("mentors", None),
        **dict.fromkeys(("Elis Bergström", "Amir Haddad", "Hedda Ström"), ("covers", last)),
    }
    with acting_as(cast.actor("nils")) as nils, acting_as(cast.actor("tom")) as tom:
        for pupil in ("elis", "hedda"):
            assert may_call(nils, cast.id(pupil)) == may_call(tom, cast.id(pupil))
            assert homes(nils, cast.id(pupil), with_contacts=True) == []
    over = clock.midnight(last + dt.timedelta(days=1))
    with clock.fixed(over - dt.timedelta(seconds=1)):
        assert why(cast, "nils") == ["covers"]
    with clock.fixed(over):
        assert why(cast, "nils") == []


def test_it_does_not_begin_before_its_day(cast):
    covers(cast, "nils", first=2)

    assert why(cast, "nils") == []
    with clock.fixed(clock.midnight(clock.today() + dt.timedelta(days=2))):
        assert why(cast, "nils") == ["covers"]


def test_it_follows_the_group(cast):
    covers(cast, "nils")
    with arrange():
        GroupMembership.objects.filter(person=cast.elis).update(period=(None, clock.now()))
        alva = cast.organiser.pupil("Alva Ny", cast.norra, cast.class_7b)

    assert why(cast, "nils") == []
    with acting_as(cast.actor("nils")) as nils:
        assert why_person(nils, alva.id) == ["covers"]


def test_whoever_teaches_already_is_listed_as_one_who_does(cast):
    covers(cast, "tom")

    assert why(cast, "tom") == ["covers", "teaches"]
    assert listed(cast, "tom")["Elis Bergström"] == ("teaches", None)


def test_whoever_assists_reads_of_that_pupil_alone_and_where_the_pupil_was(cast):
    assists(cast, "greta")

    assert listed(cast, "greta") == {
        "Elis Bergström": ("assists", clock.today() + dt.timedelta(days=WEEK))
    }
    with arrange():
        now = clock.now()
        Enrolment.objects.filter(person=cast.elis).update(period=(None, now))
        Enrolment.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.elis,
            school_unit=cast.bjorkangen,
            school_type="GR",
            period=(now, None),
        )
    assert why(cast, "greta") == []


def test_a_protected_pupil_is_for_the_circle_also_when_somebody_covers(cast):
    covers(cast, "nils", group="class_7c")
    covers(cast, "kim", group="class_7c")

    assert "Hilda Gömd" not in listed(cast, "nils")
    assert listed(cast, "kim")["Hilda Gömd"][0] == "covers"


def test_nobody_reaches_her_own_child_by_it(cast):
    covers(cast, "lo", group="class_7c")

    assert why(cast, "lo", "nova") == []
    assists(cast, "lo", "nova")
    assert why(cast, "lo", "nova") == []


def test_whoever_leaves_has_it_no_longer(cast):
    covers(cast, "nils")
    with arrange():
        Duty.objects.filter(person=cast.nils).update(period=(None, clock.now()))

    assert why(cast, "nils") == []


# ---- who says it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["beata", "stina"])
def test_a_deputy_and_whoever_stands_in_say_it_too(cast, by):
    stand_in(cast, "stina", "rut")

    assert not covers(cast, "nils", by=by).waits
    assert why(cast, "nils") == ["covers"]


@pytest.mark.parametrize("by", ["bo", "tom", "mia", "olof", "ada", "nils", "ove"])
def test_nobody_else_does(cast, by):
    administer(cast, "ada")

    with pytest.raises(NotFound):
        covers(cast, "nils", by=by)
    with pytest.raises(NotFound):
        assists(cast, "nils", by=by)
    with acting_as(cast.actor(by)) as actor:
        assert groups_of(actor, cast.norra.id) == []
        assert taught_by(actor, cast.id("tom"), cast.norra.id) == set()


@pytest.mark.parametrize("who", ["ove", "vera", "elis"])
def test_it_is_for_a_colleague(cast, who):
    with pytest.raises(NotFound):
        covers(cast, who)
    with pytest.raises(NotFound):
        assists(cast, who)


def test_a_group_of_another_unit_is_not_hers_to_give(cast):
    with acting_as(cast.actor("bo")) as bo, pytest.raises(NotFound):
        let_cover(
            bo,
            cast.id("tom"),
            unit_id=cast.bjorkangen.id,
            groups=[cast.class_7b.id],
            **days(),
        )


@pytest.mark.parametrize(("first", "last"), [(-1, 7), (3, 2), (0, 180)])
def test_the_days_come_in_order_and_are_not_too_many(cast, first, last):
    with pytest.raises(WrongDays):
        covers(cast, "nils", first=first, last=last)


def test_how_many_they_may_be_is_the_organisers_to_say(cast):
    with acting_as(machinery(cast.organiser.id, "limits")) as engine:
        set_limit(engine, Limit.COVERS_DAYS, 5)
        set_limit(engine, Limit.ASSISTS_DAYS, 5)

    covers(cast, "nils", last=4)
    with pytest.raises(WrongDays):
        covers(cast, "nils", last=5)
    with pytest.raises(WrongDays):
        assists(cast, "nils", last=5)


def test_who_is_away_is_covered_in_every_group_at_the_school(cast):
    with arrange():
        duty = Duty.objects.get(person=cast.tom)
        cast.organiser.teach(duty, cast.class_7c)
        cast.organiser.teach(duty, cast.organiser.group(cast.bjorkangen, "5A"))

    with acting_as(cast.actor("rut")) as rut:
        assert taught_by(rut, cast.id("tom"), cast.norra.id) == {
            cast.class_7b.id,
            cast.class_7c.id,
        }


def test_whoever_leads_sees_it_and_ends_it_and_so_does_the_one_who_has_it(cast):
    first = covers(cast, "nils")
    second = assists(cast, "nils")
    with acting_as(cast.actor("beata")) as beata:
        assert [one.person for one in covering(beata, cast.norra.id)] == [cast.id("nils")]
        assert [one.person for one in assisting(beata, cast.id("elis"))] == [cast.id("nils")]
        assert given_now(beata) == []
        take_back(beata, first.id)
    assert why(cast, "nils") == ["assists"]
    with acting_as(cast.actor("nils")) as nils:
        assert [one.basis for one in given_now(nils)] == [GivenBasis.ASSISTS]
        take_back(nils, second.id)
    assert why(cast, "nils") == []
    with acting_as(cast.actor("beata")) as beata:
        assert covering(beata, cast.norra.id) == assisting(beata, cast.id("elis")) == []


def test_no_administrator_and_no_other_lead_knows_of_it(cast):
    administer(cast, "ada")
    keys = [covers(cast, "nils").id, assists(cast, "nils").id]

    for name in ("ada", "tom", "mia", "olof"):
        with acting_as(cast.actor(name)) as actor:
            assert not Grant.objects.filter(id__in=keys).exists()
            with pytest.raises(NotFound):
                take_back(actor, keys[0])
    # Bo leads where Nils works, and not where he covers.
    with acting_as(cast.actor("bo")):
        assert not Grant.objects.filter(id__in=keys).exists()


# ---- nobody opens a door for herself -------------------------------------------------------------


@pytest.mark.parametrize("lets", [covers, assists])
def test_what_she_gives_herself_waits_for_another_who_leads_there(cast, lets):
    with arrange():
        Duty.objects.filter(person=cast.nils).update(school_unit=cast.norra)
        cast.organiser.guard(cast.nils, cast.organiser.pupil("Ida Ny", cast.norra, cast.class_7c))
        cast.organiser.guard(cast.rut, cast.organiser.pupil("Ina Ny", cast.norra, cast.class_7c))
        child = cast.organiser.pupil("Isa Ny", cast.norra, cast.class_7c)
        for parent in (cast.rut, cast.nils):
            cast.organiser.guard(parent, child)

    for who in ("rut", "nils"):
        gift = lets(cast, who)
        assert (gift.waits, gift.to_tell) == (True, {cast.id("beata"), cast.id("olof")})
        with acting_as(cast.actor("rut")) as rut:
            assert [one.is_mine_to_answer for one in proposed(rut)] == [False]
        with acting_as(cast.actor("ada")) as ada:
            assert proposed(ada) == []
        before = why(cast, who)
        with acting_as(cast.actor("beata")) as beata:
            answer(beata, gift.id, is_confirmed=True)
        with acting_as(cast.actor("rut")) as rut:
            assert proposed(rut) == []
        assert set(why(cast, who)) - set(before) == {"covers" if lets is covers else "assists"}


def row(cast, model=Grant, **values):
    now = clock.now()
    given = {"person": "nils", "given_by": "rut", "group": "class_7b", **values}
    own = {
        "id": ids.new(),
        "organiser_id": cast.organiser.id,
        "person_id": cast.id(given["person"]),
        "basis": given.get("basis", "covers"),
        "scope": given.get("scope", ""),
        "group_id": getattr(cast, given["group"]).id if given["group"] else None,
        "pupil_id": cast.id(given["pupil"]) if "pupil" in given else None,
        "valid_during": given.get("valid_during", (now, now + dt.timedelta(days=1))),
    }
    by = {"given_by_id": cast.id(given["given_by"])}
    if model is GrantProposal:
        by = {"proposed_by_id": cast.id(given["given_by"]), "proposed_at": now}
    return model(**own, **by)


def is_refused(cast, name, one):
    with acting_as(cast.actor(name)), undone():
        try:
            insert([one])
        except ProgrammingError as refusal:
            return "row-level security" in str(refusal)
    return False


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("rut", {"person": "rut"}),  # opens the door for herself
        ("rut", {"given_by": "beata"}),  # in another's name
        ("bo", {"given_by": "bo"}),  # leads another unit
        ("ada", {"given_by": "ada"}),  # administers
        ("tom", {"given_by": "tom"}),
        ("rut", {"group": "class_4a"}),
        ("rut", {"group": None, "pupil": "nora", "basis": "assists"}),
        ("bo", {"given_by": "bo", "group": None, "pupil": "elis", "basis": "assists"}),
        ("rut", {"group": None, "basis": "officer", "scope": "discipline"}),
        ("rut", {"group": None, "basis": "administrator"}),
    ],
)
def test_the_database_takes_it_from_whoever_leads_there_and_from_nobody_else(cast, by, values):
    administer(cast, "ada")
    with arrange():
        cast.class_4a = GroupMembership.objects.get(person=cast.nora).group

    with clock.fixed(clock.now()):
        assert not is_refused(cast, "rut", row(cast))
        assert is_refused(cast, by, row(cast, **values))
        if values.get("person") != "rut":
            assert is_refused(cast, by, row(cast, GrantProposal, **values))


def test_the_database_takes_nothing_that_held_before_it_was_given_or_has_no_end(cast):
    now = clock.now()
    with clock.fixed(now):
        for when in ((now - dt.timedelta(days=1), now + dt.timedelta(days=1)), (now, None)):
            assert is_refused(cast, "rut", row(cast, valid_during=when))


@pytest.mark.parametrize(
    "values",
    [
        {"valid_during": (None, None)},
        {"group": None},
        {"pupil": "elis"},
        {"basis": "assists"},
        {"basis": "officer"},
    ],
)
def test_the_table_itself_refuses_what_is_for_nothing_or_without_an_end(cast, values):
    with arrange(), pytest.raises(IntegrityError), undone():
        row(cast, **values).save(force_insert=True)


def test_an_officer_of_a_process_leads_no_group(cast):
    appoint(cast, "nils")
    lend(cast, "nils", group="class_7b")

    with acting_as(cast.actor("nils")) as nils:
        assert groups_of(nils, cast.norra.id) == []
