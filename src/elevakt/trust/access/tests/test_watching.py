"""What is worth a look in the logs is found by night, and looked at by somebody else."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.putting_on import NoReason
from elevakt.trust.access.actions.watching import (
    find_what_is_worth_a_look,
    pick_a_sample,
    sign_look,
)
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.enums import Basis, Limit, Pattern
from elevakt.trust.access.models import Look, OwnLimit
from elevakt.trust.access.queries.aside import aside
from elevakt.trust.access.queries.watching import worth_a_look
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.tasks import watch, watch_everywhere
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import rows, undone
from elevakt.trust.access.tests.matters import appoint, invite, name_person, open_matter, put_on
from elevakt.trust.audit.models import Opening, Search
from elevakt.trust.people.models import Duty

NOON = dt.datetime(2026, 11, 18, 12, tzinfo=clock.STOCKHOLM)
TODAY = NOON.date()


def opened(cast, name, *whom, at=NOON, basis="teaches", kind="opened", matter=None, page="pupil"):
    with arrange():
        return Opening.objects.create(
            organiser_id=cast.organiser.id,
            at=at,
            person_id=cast.id(name),
            side="staff",
            page=page,
            kind=kind,
            subjects=[cast.id(one) for one in whom],
            bases=[basis] * len(whom),
            matters=[matter.id if matter else None] * len(whom),
        )


def searched(cast, name, times):
    with arrange():
        for _ in range(times):
            Search.objects.create(
                organiser_id=cast.organiser.id,
                at=NOON,
                person_id=cast.id(name),
                unit_id=ids.new(),
                hits=1,
            )


def limit(cast, which, value):
    with arrange():
        OwnLimit.objects.create(organiser_id=cast.organiser.id, limit=which, value=value)


def looks_through(cast, day=TODAY):
    with working(cast.organiser.id, "watch") as actor:
        return find_what_is_worth_a_look(actor, day)


def sees(cast, name, at=NOON + dt.timedelta(days=1)):
    """Return what somebody is shown to look at the day after: pattern, whose, and how much."""
    with clock.fixed(at), acting_as(cast.actor(name)) as actor:
        return sorted((one.pattern, one.name, one.number) for one in worth_a_look(actor))


@pytest.fixture
def overseen(cast):
    """Greta has been given to oversee, and has put it on the day after."""
    appoint(cast, "greta", basis=Basis.OVERSEES, scope="")
    with clock.fixed(NOON + dt.timedelta(days=1)):
        put_on(cast, "greta", Basis.OVERSEES)
    return cast


def test_each_pattern_is_found_once_at_its_threshold(overseen):
    cast = overseen
    limit(cast, Limit.STRANGERS_A_DAY, 2)
    limit(cast, Limit.OPENED_AT_NIGHT, 2)
    limit(cast, Limit.SEARCHES_A_DAY, 3)
    opened(cast, "nils", "elis", "amir", basis="search", kind="listed")
    opened(cast, "lo", "nova")
    for minute in (1, 2):
        opened(cast, "tom", "elis", at=NOON.replace(hour=4, minute=minute))
    searched(cast, "cilla", 3)
    with arrange():
        Duty.objects.filter(person=cast.stina).update(period=(None, NOON))
    opened(cast, "stina", "elis", at=NOON + dt.timedelta(minutes=1))

    assert looks_through(cast) == looks_through(cast) == 5

    assert sees(cast, "greta") == [
        (Pattern.AFTER_LEAVING, "Stina Ås", 1),
        (Pattern.AT_NIGHT, "Tom Frisk", 2),
        (Pattern.OWN_KIN, "Lo Westin", 1),
        (Pattern.SEARCHES, "Cilla Moberg", 3),
        (Pattern.STRANGERS, "Nils Hall", 2),
    ]


def test_below_the_threshold_and_in_ordinary_work_nothing_is_found(overseen):
    cast = overseen
    limit(cast, Limit.STRANGERS_A_DAY, 3)
    opened(cast, "nils", "elis", "amir", basis="search", kind="listed")
    opened(cast, "tom", "elis", "amir", "hedda", kind="listed")
    opened(cast, "tom", "elis", at=NOON.replace(hour=4))
    searched(cast, "cilla", 14)

    assert looks_through(cast) == 0
    assert looks_through(cast, TODAY - dt.timedelta(days=1)) == 0


def test_what_is_about_a_case_or_came_before_a_report_is_in_no_number(overseen):
    cast = overseen
    limit(cast, Limit.STRANGERS_A_DAY, 1)
    limit(cast, Limit.OPENED_AT_NIGHT, 1)
    matter = open_matter(cast, "nova", unit=None)
    opened(cast, "nils", "nova", at=NOON.replace(hour=4), matter=matter)
    opened(cast, "lo", "nova", matter=matter)
    reported = open_matter(cast, unit=None)
    name_person(cast, reported, "elis")
    invite(cast, reported, "nils", "report", basis="reported", may_write=False)
    opened(cast, "nils", "elis", basis="search", kind="listed")

    assert looks_through(cast) == 0
    opened(cast, "nils", "amir", basis="search", kind="listed")
    assert looks_through(cast) == 1
    assert sees(cast, "greta") == [(Pattern.STRANGERS, "Nils Hall", 1)]


def test_a_lead_looks_at_her_own_staff_and_nobody_at_herself(cast):
    for name in ("tom", "nils", "rut"):
        for minute in range(5):
            opened(cast, name, "elis", at=NOON.replace(hour=3, minute=minute))
    looks_through(cast)

    night = Pattern.AT_NIGHT
    assert sees(cast, "rut") == [(night, "Tom Frisk", 5)]
    assert sees(cast, "beata") == [(night, "Rut Holm", 5), (night, "Tom Frisk", 5)]
    assert sees(cast, "bo") == [(night, "Nils Hall", 5)]
    for name in set(cast.persons) - {"rut", "beata", "bo"}:
        assert sees(cast, name) == []


def test_somebody_else_signs_and_then_it_waits_no_longer(cast):
    opened(cast, "lo", "nova")
    looks_through(cast)
    with clock.fixed(NOON + dt.timedelta(days=1)), acting_as(cast.actor("rut")) as rut:
        ((one),) = worth_a_look(rut)
        assert aside(rut).to_look_at == 1
        with pytest.raises(NoReason), undone():
            sign_look(rut, one.id, words=" ")
        sign_look(rut, one.id, words="Skulle skriva närvaro för klassen.")
        assert aside(rut).to_look_at == 0
        ((after),) = worth_a_look(rut)
    assert (after.signed_by, after.words) == ("Rut Holm", "Skulle skriva närvaro för klassen.")

    for name in ("lo", "bo", "tom", "ove"):
        with acting_as(cast.actor(name)) as actor:
            with pytest.raises(NotFound), undone():
                sign_look(actor, one.id, words="Bra")
            with pytest.raises(ProgrammingError, match="row-level security"), undone():
                Look.objects.create(
                    organiser_id=actor.organiser_id,
                    hit_id=one.id,
                    signed_by_id=actor.person,
                    signed_at=clock.now(),
                    words="Bra",
                )


def test_whoever_is_given_to_oversee_is_told_how_much_before_she_puts_it_on(cast):
    appoint(cast, "greta", basis=Basis.OVERSEES, scope="")
    opened(cast, "lo", "nova")
    looks_through(cast)

    with clock.fixed(NOON + dt.timedelta(days=1)), acting_as(cast.actor("greta")) as greta:
        assert (aside(greta).to_look_at, worth_a_look(greta)) == (1, [])


def test_a_sample_of_the_week_is_picked_once_at_random(overseen):
    cast = overseen
    limit(cast, Limit.SAMPLE_A_WEEK, 3)
    for hour in range(5):
        opened(cast, "tom", "elis", "amir", at=NOON + dt.timedelta(hours=hour))
    opened(cast, "tom", "elis", kind="listed")
    opened(cast, "mia", "elis", at=NOON + dt.timedelta(days=7))
    monday = TODAY - dt.timedelta(days=TODAY.weekday())

    with working(cast.organiser.id, "watch") as actor:
        assert (pick_a_sample(actor, monday), pick_a_sample(actor, monday)) == (3, 0)

    with clock.fixed(NOON + dt.timedelta(days=1)), acting_as(cast.actor("greta")) as greta:
        picked = worth_a_look(greta)
    assert [(one.pattern, one.name, one.page, one.bases) for one in picked] == [
        (Pattern.SAMPLE, "Tom Frisk", "pupil", ("teaches", "teaches"))
    ] * 3
    assert len({one.at for one in picked}) == 3


def test_every_night_yesterday_is_looked_through_and_last_week_picked_of(overseen):
    cast = overseen
    opened(cast, "lo", "nova")

    with clock.fixed(NOON + dt.timedelta(days=1)):
        watch(str(cast.organiser.id))
    with clock.fixed(NOON + dt.timedelta(days=7)):
        watch(str(cast.organiser.id))
    watch_everywhere(timestamp=0)

    assert sees(cast, "greta") == [
        (Pattern.OWN_KIN, "Lo Westin", 1),
        (Pattern.SAMPLE, "Lo Westin", 1),
    ]
    with arrange():
        asked = rows("select args->>'organiser_id' from base.procrastinate_jobs")
    assert {key for (key,) in asked} >= {str(cast.organiser.id), str(cast.other_organiser.id)}
