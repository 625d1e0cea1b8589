"""A basis that is put on for a while: it ends by itself, is told, and is looked at by another."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.putting_on import (
    NoReason,
    NotSoManyMinutes,
    NotStrong,
    break_glass,
    oversee,
    sign,
    take_off,
)
from elevakt.trust.access.enums import Basis, LoginStrength
from elevakt.trust.access.models import Grant, OwnLimit, PutOn, Review
from elevakt.trust.access.queries.aside import aside
from elevakt.trust.access.queries.homes import homes
from elevakt.trust.access.queries.pupils import my_pupils, pupil
from elevakt.trust.access.queries.putting_on import emergencies, to_be_told
from elevakt.trust.access.queries.reasons import Sought, log_by, log_of, own_log, why_matter
from elevakt.trust.access.queries.units import surroundings
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import rows, undone
from elevakt.trust.access.tests.matters import appoint, bar, open_matter, put_on, review
from elevakt.trust.access.tests.test_log import opens
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.models import Duty, Responsible

WHY = "Eleven är borta från bussen"


def strongly(cast, name):
    actor = cast.actor(name)
    return replace(actor, strength=LoginStrength.STRONG)


def breaks(cast, name, whom, minutes=30, reason=WHY):
    """Let somebody open a pupil in an emergency, whom she has found by a search before."""
    with acting_as(strongly(cast, name)) as actor:
        rows("select from access.find_pupils(%s, %s)", cast.persons[whom].name, cast.norra.id)
        return break_glass(actor, cast.id(whom), reason=reason, minutes=minutes)


def reaches(cast, name, whom, after=0):
    """Return whether somebody may open a pupil, so many minutes from now."""
    later = clock.now() + dt.timedelta(minutes=after)
    with clock.fixed(later), acting_as(cast.actor(name)) as actor:
        try:
            return pupil(actor, cast.id(whom)).basis
        except NotFound:
            return None


def test_one_opens_a_pupil_and_it_ends_by_itself(cast):
    assert reaches(cast, "nils", "elis") is None
    breaks(cast, "nils", "elis")

    assert reaches(cast, "nils", "elis") == Basis.BREAK_GLASS
    assert reaches(cast, "nils", "elis", after=29) == Basis.BREAK_GLASS
    assert reaches(cast, "nils", "elis", after=31) is None
    assert reaches(cast, "nils", "amir") is None


def test_it_opens_the_home_with_what_is_decided_of_it_and_no_case(cast):
    matter = open_matter(cast, "elis")
    breaks(cast, "nils", "elis")

    with acting_as(cast.actor("nils")) as nils:
        home = homes(nils, cast.id("elis"), with_contacts=True)
        assert [(one.name, one.answer, len(one.contacts)) for one in home] == [
            ("Sten Bergström", "inform", 0),
            ("Vera Bergström", "inform", 1),
        ]
        assert why_matter(nils, matter.id) == []
        assert [one.name for one in my_pupils(nils).pupils] == ["Nora Björk", "Elis Bergström"]


def test_one_takes_it_off_before_its_time(cast):
    breaks(cast, "nils", "elis")
    with (
        clock.fixed(clock.now() + dt.timedelta(minutes=1)),
        acting_as(cast.actor("nils")) as nils,
    ):
        assert surroundings(nils).emergency_until is not None
        take_off(nils, Basis.BREAK_GLASS)
        assert surroundings(nils).emergency_until is None

    assert reaches(cast, "nils", "elis", after=2) is None


def test_whoever_leaves_has_it_no_longer(cast):
    breaks(cast, "nils", "elis")
    with arrange():
        Duty.objects.filter(person=cast.nils).update(period=(None, clock.now()))
    assert reaches(cast, "nils", "elis") is None

    with arrange():
        Duty.objects.filter(person=cast.nils).update(period=(None, None))
    assert reaches(cast, "nils", "elis") == Basis.BREAK_GLASS


@pytest.mark.parametrize(
    ("who", "whom", "stopped"),
    [
        ("lo", "nova", NotFound),  # her own child
        ("nils", "hilda", NotFound),  # protected, and not in her circle
        ("rut", "elis", NotFound),  # leads already
        ("mia", "elis", NotFound),  # is mentor already
        ("nils", "otto", NotFound),  # of another organiser
    ],
)
def test_nobody_opens_her_own_or_one_whom_she_may_not_know_of(cast, who, whom, stopped):
    with pytest.raises(stopped), undone():
        breaks(cast, who, whom)


def test_one_who_is_not_found_by_a_search_is_not_opened_by_her_key(cast):
    with acting_as(strongly(cast, "nils")) as nils, pytest.raises(NotFound), undone():
        break_glass(nils, cast.id("elis"), reason=WHY, minutes=30)


def test_whoever_turns_out_to_be_kin_has_it_no_longer(cast):
    breaks(cast, "nils", "elis")
    with arrange():
        Responsible.objects.filter(pupil=cast.elis, guardian=cast.sten).update(guardian=cast.nils)

    assert reaches(cast, "nils", "elis") is None


def test_the_accused_stays_shut_out_of_the_case(cast):
    matter = open_matter(cast, "elis")
    bar(cast, matter, "nils")
    breaks(cast, "nils", "elis")

    with acting_as(cast.actor("nils")) as nils:
        assert why_matter(nils, matter.id) == []


@pytest.mark.parametrize(
    ("how", "stopped"),
    [({"reason": "  "}, NoReason), ({"minutes": 120}, NotSoManyMinutes), ({}, NotStrong)],
)
def test_what_could_not_be_done_is_remembered(cast, how, stopped):
    actor = cast.actor("nils") if stopped is NotStrong else strongly(cast, "nils")
    with acting_as(actor), gate.visiting("emergency") as visit:
        rows("select from access.find_pupils(%s, %s)", "Elis", cast.norra.id)
        with pytest.raises(stopped):
            break_glass(actor, cast.id("elis"), **{"reason": WHY, "minutes": 30, **how})

    assert visit.refused == [f"break_glass: {stopped.__name__}"]
    with arrange():
        assert not PutOn.objects.exists()


def test_the_organiser_says_how_long_it_may_last(cast):
    with arrange():
        OwnLimit.objects.create(
            organiser_id=cast.organiser.id, limit="emergency_minutes", value=120
        )
    breaks(cast, "nils", "elis", minutes=120)

    assert reaches(cast, "nils", "elis", after=119) == Basis.BREAK_GLASS


@pytest.mark.parametrize(
    "values",
    [
        {"person_id": "mia"},  # in another's name
        {"pupil_id": "hilda"},
        {"basis": "oversees", "pupil_id": None},  # who has not been given to
        {"minutes": 5},  # begins later
    ],
)
def test_the_database_takes_it_from_oneself_and_from_now_on(cast, values):
    now = clock.now()
    begins = now + dt.timedelta(minutes=values.pop("minutes", 0))
    row = {"person_id": "nils", "pupil_id": "elis", "basis": "break_glass", **values}
    with acting_as(cast.actor("nils")), undone():
        rows("select from access.find_pupils(%s, %s)", "Elis", cast.norra.id)
        with pytest.raises(ProgrammingError, match="row-level security"):
            PutOn.objects.create(
                organiser_id=cast.organiser.id,
                reason=WHY,
                valid_during=(begins, begins + dt.timedelta(minutes=30)),
                **{
                    name: cast.id(value) if value in cast.persons else value
                    for name, value in row.items()
                },
            )


@pytest.mark.parametrize(
    "values", [{"valid_during": (None, None)}, {"pupil_id": None}, {"basis": "leads"}]
)
def test_the_table_itself_refuses_what_has_no_end_or_nobody(cast, values):
    row = {"basis": "break_glass", "pupil_id": cast.id("elis"), "reason": WHY}
    row |= {"valid_during": (clock.now(), clock.now() + dt.timedelta(minutes=5)), **values}
    with arrange(), pytest.raises(IntegrityError), undone():
        PutOn.objects.create(
            id=ids.new(), organiser_id=cast.organiser.id, person_id=cast.id("nils"), **row
        )


# ---- whoever is told, and looks at it ------------------------------------------------------------


def told(cast, name):
    """Return what somebody is told of emergency openings."""
    with acting_as(cast.actor(name)) as actor:
        return [(one.name, one.unit, one.pupil, one.reason) for one in emergencies(actor)]


def test_the_lead_is_told_of_whom_and_why_and_the_officer_that_it_was(cast):
    breaks(cast, "nils", "elis")

    whole = ("Nils Hall", "Norra skolan", "Elis Bergström", WHY)
    assert {name: told(cast, name) for name in cast.persons if told(cast, name)} == {
        "rut": [whole],
        "beata": [whole],
        "olof": [("Nils Hall", "Norra skolan", "", "")],
    }
    with acting_as(machinery(cast.organiser.id, "tell")):
        assert to_be_told(cast.id("elis")) == {cast.id(one) for one in ("rut", "beata", "olof")}


def test_one_who_leads_signs_for_it_and_then_it_waits_no_longer(cast):
    key = breaks(cast, "nils", "elis")
    with acting_as(cast.actor("rut")) as rut:
        assert aside(rut).to_review == 1
        with pytest.raises(NoReason), undone():
            sign(rut, key, words=" ")
        sign(rut, key, words="Eleven var försvunnen.")
        assert aside(rut).to_review == 0
        ((one),) = emergencies(rut)
    assert (one.signed_by, one.words) == ("Rut Holm", "Eleven var försvunnen.")

    with acting_as(cast.actor("beata")) as beata, pytest.raises(NotFound), undone():
        sign(beata, key, words="Jag också.")


@pytest.mark.parametrize("name", ["nils", "tom", "olof", "bo", "ove"])
def test_nobody_else_signs_and_least_of_all_who_opened(cast, name):
    key = breaks(cast, "nils", "elis")

    with acting_as(cast.actor(name)) as actor:
        assert aside(actor).to_review == 0
        with pytest.raises(NotFound), undone():
            sign(actor, key, words="Bra så.")
        with pytest.raises(ProgrammingError, match="row-level security"), undone():
            Review.objects.create(
                organiser_id=actor.organiser_id,
                put_on_id=key,
                signed_by_id=actor.person,
                signed_at=clock.now(),
                words="Bra så.",
            )


def test_where_nobody_leads_the_officer_looks_at_it(cast):
    key = breaks(cast, "nils", "elis")
    with arrange():
        Duty.objects.filter(person__in=[cast.rut, cast.beata]).update(period=(None, clock.now()))

    with acting_as(cast.actor("olof")) as olof:
        assert aside(olof).to_review == 1
        sign(olof, key, words="Eleven var försvunnen.")


def test_a_lead_who_is_kin_is_not_told(cast):
    breaks(cast, "nils", "elis")
    with arrange():
        Responsible.objects.filter(pupil=cast.elis, guardian=cast.sten).update(guardian=cast.rut)

    assert (told(cast, "rut"), len(told(cast, "beata"))) == ([], 1)


def test_what_is_signed_is_never_changed(cast):
    review(cast, put_on(cast, "nils", Basis.BREAK_GLASS, "elis"), "rut")

    for who in (cast.actor("rut"), machinery(cast.organiser.id, "sweep")):
        denied = pytest.raises(ProgrammingError, match="permission denied")
        with acting_as(who), denied, undone():
            rows("update access.review set words = ''")


# ---- whoever oversees ----------------------------------------------------------------------------


@pytest.fixture
def greta(cast):
    """Greta has been given to oversee."""
    appoint(cast, "greta", basis=Basis.OVERSEES, scope="")
    return strongly(cast, "greta")


def test_whoever_has_been_given_to_oversee_puts_it_on_for_an_hour(cast, greta):
    opens(cast, "tom", "pupil", "elis")
    with acting_as(greta):
        assert log_of(greta, cast.id("elis")) == []
        assert log_by(greta, cast.id("tom")) == []
        oversee(greta, reason="Månadens granskning")
        assert [one.name for one in log_of(greta, cast.id("elis"))] == ["Tom Frisk"]
        assert [(one.page, one.persons) for one in log_by(greta, cast.id("tom"))] == [("pupil", 1)]
        with pytest.raises(NotFound), undone():
            oversee(greta, reason="Igen")

    with clock.fixed(clock.now() + dt.timedelta(minutes=61)), acting_as(greta):
        assert log_of(greta, cast.id("elis")) == []


def test_it_asks_for_a_reason_a_strong_log_in_and_that_it_was_given(cast, greta):
    with acting_as(greta), pytest.raises(NoReason), undone():
        oversee(greta, reason=" ")
    with acting_as(cast.actor("greta")) as weak, pytest.raises(NotStrong), undone():
        oversee(weak, reason=WHY)
    with acting_as(strongly(cast, "olof")) as olof, pytest.raises(NotFound), undone():
        oversee(olof, reason=WHY)


def test_what_is_taken_back_is_over_the_same_second(cast, greta):
    opens(cast, "tom", "pupil", "elis")
    put_on(cast, "greta", Basis.OVERSEES)
    with acting_as(greta):
        assert len(log_of(greta, cast.id("elis"))) == 1
    with arrange():
        Grant.objects.filter(basis="oversees").update(valid_during=(None, clock.now()))

    with acting_as(greta):
        assert log_of(greta, cast.id("elis")) == []


def test_whoever_oversees_sees_no_case_no_pupil_no_kin_and_nothing_of_herself(cast, greta):
    matter = open_matter(cast, "elis")
    put_on(cast, "greta", Basis.OVERSEES)
    opens(cast, "kim", "case", "elis", matter=matter)
    opens(cast, "kim", "both", "elis", "amir")
    opens(cast, "tom", "pupil", "hilda")
    opens(cast, "greta", "log", "elis")
    opens(cast, "ove", "pupil", "otto")
    with arrange():
        Responsible.objects.filter(pupil=cast.nova).update(guardian=cast.greta)
    opens(cast, "cilla", "pupil", "nova")

    with acting_as(greta):
        assert [one.page for one in log_of(greta, cast.id("elis"))] == ["log", "both"]
        assert [(one.page, one.persons) for one in log_by(greta, cast.id("kim"))] == [("both", 2)]
        for hidden in ("hilda", "nova", "otto"):
            assert log_of(greta, cast.id(hidden)) == []
        assert log_by(greta, cast.id("greta")) == log_by(greta, cast.id("ove")) == []
        assert (why_matter(greta, matter.id), my_pupils(greta).pupils) == ([], ())
        with pytest.raises(NotFound), undone():
            pupil(greta, cast.id("elis"))


def test_a_log_is_looked_through_by_time_page_basis_and_person(cast, greta):
    put_on(cast, "greta", Basis.OVERSEES)
    now = clock.now()
    for name, page, basis, hours in (
        ("tom", "pupils:pupil", "teaches", 3),
        ("mia", "pupils:list", "mentors", 2),
        ("mia", "home:search", "search", 1),
    ):
        with clock.fixed(now - dt.timedelta(hours=hours)):
            opens(cast, name, page, "elis", basis=basis)

    def found(**sought):
        return [one.page for one in log_of(greta, cast.id("elis"), Sought(**sought))]

    with acting_as(greta):
        assert found() == ["home:search", "pupils:list", "pupils:pupil"]
        assert found(since=now - dt.timedelta(hours=2)) == ["home:search", "pupils:list"]
        assert found(before=now - dt.timedelta(hours=2)) == ["pupils:pupil"]
        assert found(pages="pupils:") == ["pupils:list", "pupils:pupil"]
        assert found(basis="search") == ["home:search"]
        assert found(reader=cast.id("tom")) == ["pupils:pupil"]


def test_everybody_sees_what_she_has_opened_herself_by_the_names_that_she_still_may_know(cast):
    opens(cast, "tom", "both", "elis", "nova")
    opens(cast, "mia", "pupil", "elis")

    with acting_as(cast.actor("tom")) as tom:
        ((one),) = own_log(tom)
    assert (one.page, one.names, one.persons) == ("both", ("Elis Bergström",), 2)
