"""Take in the town: its roster by the same import as any other, and what SS 12000 cannot carry."""

import datetime as dt
import uuid
from pathlib import Path

from django.db.models import F

from elevakt.doors.demo.rules.extras import Extras
from elevakt.doors.demo.rules.play_story import JOB, RELEASED, Script
from elevakt.engines.cases.actions.sweeping import remind
from elevakt.engines.cases.models import ReleasedDefinition, StandingAssignment, UseDecision
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.notifications.models import Notice
from elevakt.engines.records.models import UnitSeries
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.access.models import (
    Grant,
    HomeDecision,
    Matter,
    ProtectedCircle,
    SpecialCircumstance,
)
from elevakt.trust.access.rules.actor import Actor, machinery
from elevakt.trust.people.actions.importing import Progress, take_in
from elevakt.trust.people.models import CalendarPeriod, Person, SchoolUnit
from elevakt.trust.people.queries import stored_roster
from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.roster import Roster
from elevakt.trust.standing.actions import give_standing

RELEASED_BY = "påhittad: Norrviks kommun har släppt den för provkörning"
MOMENT_FILE = "until.txt"
LONG_AGO = dt.timedelta(days=800)
UNREAD_FOR = dt.timedelta(days=4)


def town_moment(folder: Path, now: dt.datetime, *, is_begun: bool) -> dt.datetime:
    """Return the moment that the town leads up to: now, or when it was begun and not finished.

    :param is_begun: whether the database holds a part of the town already
    """
    file = folder / MOMENT_FILE
    if is_begun and file.exists():
        return dt.datetime.fromisoformat(file.read_text())
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(now.isoformat())
    return now


def write_folder(folder: Path, files: dict[str, str]) -> None:
    """Write the roster as the folder of SS 12000 that an organiser would hand in."""
    for name, text in files.items():
        (folder / name).write_text(text)


def fill(actor: Actor, roster: Roster, extras: Extras, *, progress: Progress) -> None:
    """Take in the town, as machinery: all of it or nothing."""
    found = difference(stored_roster(actor.organiser_id), roster, today=clock.today())
    take_in(actor.organiser_id, found, source="ss12000", is_confirmed=True, progress=progress)
    if not CalendarPeriod.objects.exists():
        _take_in_extras(actor, extras)


def _take_in_extras(actor: Actor, extras: Extras) -> None:
    organiser_id, always = actor.organiser_id, (_long_ago(), None)
    here = set(SchoolUnit.objects.values_list("id", flat=True))
    persons = set(Person.objects.values_list("id", flat=True))
    CalendarPeriod.objects.bulk_create(
        CalendarPeriod(
            organiser_id=organiser_id,
            school_unit_id=one.school_unit_id,
            kind=one.kind,
            name=one.name,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in extras.calendar
        if one.school_unit_id in here
    )
    people = extras.people
    Grant.objects.bulk_create(
        Grant(
            organiser_id=organiser_id,
            person_id=one.person_id,
            basis=one.basis,
            scope=one.scope,
            valid_during=always,
            given_by_id=people["ada" if one.person_id != people["ada"] else "olof"],
            second_person_id=people["greta" if one.person_id != people["greta"] else "olof"],
            reason="Beslut av skolchefen.",
        )
        for one in extras.grants
    )
    ProtectedCircle.objects.bulk_create(
        ProtectedCircle(
            organiser_id=organiser_id,
            protected_person_id=one.protected_person_id,
            reader_id=one.reader_id,
            valid_during=always,
            confirmed_by_id=one.confirmed_by_id,
        )
        for one in extras.circle
        if one.protected_person_id in persons
    )
    SpecialCircumstance.objects.bulk_create(
        SpecialCircumstance(
            organiser_id=organiser_id,
            pupil_id=one.pupil_id,
            kind=one.kind,
            reason=one.reason,
            decided_by_id=one.decided_by_id,
            valid_during=(clock.midnight(one.starts_on), None),
        )
        for one in extras.circumstances
        if one.pupil_id in persons
    )
    for name in extras.display_names:
        Person.objects.filter(id=name.person_id).update(display_name=name.display_name)
    _block_guardians(actor, extras, persons)
    _prepare_units(actor, extras, here)


def _block_guardians(actor: Actor, extras: Extras, persons: set[uuid.UUID]) -> None:
    """Keep what has been decided about a home outside every case: each in a matter of its own."""
    for one in extras.blocked_guardians:
        if one.pupil_id in persons:
            matter = Matter.objects.create(
                organiser_id=actor.organiser_id,
                led_by_unit_id=None,
                lead_circles=[],
                lead_role="",
                part_circles=[],
                scope="",
                officer_circles=[],
                officer_role="",
            )
            HomeDecision.objects.create(
                organiser_id=actor.organiser_id,
                matter=matter,
                pupil_id=one.pupil_id,
                guardian_id=one.guardian_id,
                answer=HomeAnswer.DO_NOT_INFORM,
                reason=one.reason,
                decided_by_id=one.decided_by_id,
                decided_at=_long_ago(),
            )


def _prepare_units(actor: Actor, extras: Extras, here: set[uuid.UUID]) -> None:
    """Give each unit its series, in the order of the town, and whoever investigates at it."""
    units = [unit for name, unit in extras.people.items() if name.startswith("unit_")]
    series: list[uuid.UUID | None] = [*(unit for unit in units if unit in here), None]
    UnitSeries.objects.bulk_create(
        UnitSeries(
            organiser_id=actor.organiser_id,
            unit_id=unit,
            code=f"ELEV{number}" if unit else "ELEVH",
        )
        for number, unit in enumerate(series, 1)
    )
    _set_tasks(actor, extras, here)
    ReleasedDefinition.objects.bulk_create(
        ReleasedDefinition(
            organiser_id=actor.organiser_id,
            process=process,
            version=version,
            digest=definition(process, version).digest,
            released_on=_long_ago().date(),
            released_by=RELEASED_BY,
            note="Påhittat: ingen verklig kommun har granskat processen.",
        )
        for process, version in RELEASED
    )
    UseDecision.objects.bulk_create(
        UseDecision(
            organiser_id=actor.organiser_id,
            process=process,
            version=version,
            school_years=[],
            from_day=_long_ago().date(),
            instead="",
            decided_at=_long_ago(),
        )
        for process, version in RELEASED
    )


def _set_tasks(actor: Actor, extras: Extras, here: set[uuid.UUID]) -> None:
    """Let the first of a team do what each process leaves to one of it; mentors have theirs."""
    first = {
        (one.school_unit_id, f"{one.team}_team"): one.person_id
        for one in reversed(extras.team_members)
        if one.school_unit_id in here
    }
    StandingAssignment.objects.bulk_create(
        StandingAssignment(
            organiser_id=actor.organiser_id,
            unit_id=unit,
            process=process,
            assignment=task.id,
            person_id=person,
            set_by_id=person,
            set_at=_long_ago(),
        )
        for process, version in RELEASED
        for task in definition(process, version).assignments.values()
        for (unit, team), person in first.items()
        if team == task.among
    )


def settle(script: Script) -> None:
    """Bring the notices of the play to where they would be at its end.

    What came in the last days is unread; nothing is sent, since nobody is there to get it.
    """
    with acting_as(machinery(script.organiser, JOB, now=script.until)):
        remind(script.organiser)
        undelivered = Notice.objects.filter(delivered_at__isnull=True)
        undelivered.update(delivered_at=F("not_before"))
        read = Notice.objects.filter(read_at__isnull=True, created_at__lt=script.until - UNREAD_FOR)
        read.update(read_at=F("not_before"))


def let_in(actor: Actor, extras: Extras) -> None:
    """Give the cast its standings: the last that is done, so that nobody enters half a town."""
    for login in extras.logins:
        give_standing(actor, username=login.user_name, person_id=login.person_id, side=login.side)


def _long_ago() -> dt.datetime:
    """Return a moment before all that is played."""
    return clock.midnight(clock.today() - LONG_AGO)
