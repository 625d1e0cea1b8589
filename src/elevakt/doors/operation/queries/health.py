"""How the installation is: one finding for each thing that is looked at."""

import datetime as dt
import os
import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.core.mail import get_connection
from django.core.management import get_commands
from django.db import DatabaseError, ProgrammingError, connection, transaction

from elevakt.doors.operation.enums import Look
from elevakt.doors.operation.queries.readiness import why_not_ready
from elevakt.doors.operation.rules import (
    Finding,
    clock_finding,
    disk_finding,
    jobs_finding,
    wire_faults,
    worker_finding,
)
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.faults import DefinitionFaults
from elevakt.foundation.kernel import ids
from elevakt.foundation.kernel.policies import protected_schemas
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import Actor, machinery
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Organisation, Person

UNKNOWN = "det går inte att fråga databasen"


def findings() -> Iterator[Finding]:
    """Give what is found, one by one; what cannot be asked keeps nothing else from being seen."""
    yield _settings()
    yield _wire()
    for look, ask in (
        (Look.DATABASE, _database),
        (Look.LOCKS, _locks),
        (Look.CANARY, canary),
        (Look.DIGESTS, _digests),
        (Look.CLOCK, _clock),
        (Look.WORKER, _worker),
        (Look.JOBS, _jobs),
    ):
        yield _asked(look, ask)
    home = shutil.disk_usage(settings.HOME if settings.HOME.exists() else "/")
    yield disk_finding(home.total, home.free)
    yield _mail()


def _asked(look: Look, ask: Callable[[], Finding]) -> Finding:
    try:
        return ask()
    except DatabaseError as reason:
        return Finding(look, False, f"{UNKNOWN} ({type(reason).__name__})")


def _settings() -> Finding:
    get_commands()  # the checks of every app are known from here on
    seen = run_checks(include_deployment_checks=True)
    wrong = [
        str(one.id) for one in seen if one.level >= WARNING and one.id not in settings.NOT_OURS
    ]
    if settings.IS_DEMO:
        wrong.append("ELEVAKT_DEMO")
    if not settings.ADDRESS.startswith("https://"):
        wrong.append("ELEVAKT_ADDRESS är inte https")
    words = ", ".join(wrong) or "inställningarna håller för riktiga elever"
    return Finding(Look.SETTINGS, not wrong, words)


def _wire() -> Finding:
    database = settings.DATABASES["default"]
    faults = wire_faults(
        database=database["HOST"],
        sslmode=database["OPTIONS"].get("sslmode", os.environ.get("PGSSLMODE", "")),
        mail=settings.EMAIL_HOST,
        mail_tls=settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL,
    )
    words = ", ".join(faults) or "inget går okrypterat över nätet"
    return Finding(Look.WIRE, not faults, words)


def _database() -> Finding:
    why = why_not_ready()
    return Finding(Look.DATABASE, not why, why or "databasen är den här versionens")


def _locks() -> Finding:
    """Ask PostgreSQL itself whether every table is locked, and whether we stand below the locks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_class"
            " where relkind in ('r', 'p') and not relispartition"
            " and relnamespace::regnamespace::text = any(%s)"
            " and not (relrowsecurity and relforcerowsecurity)",
            [protected_schemas()],
        )
        (open_tables,) = cursor.fetchone()
        cursor.execute(
            "select rolsuper or rolbypassrls or rolinherit from pg_roles where rolname = %s",
            [settings.DATABASE_ROLE["web"]],
        )
        (is_above,) = cursor.fetchone()
    if open_tables or is_above:
        words = (
            f"{open_tables} tabeller är olåsta" if open_tables else "webbens roll får för mycket"
        )
        return Finding(Look.LOCKS, False, words)
    return Finding(Look.LOCKS, True, "varje tabell om människor är låst, också för sin ägare")


class _Undone(Exception):
    """The two were only tried."""


def canary() -> Finding:
    """Let two invented persons stand side by side, and see that neither sees the other.

    They are of an organiser that is not there, and are gone again before anybody could know.
    """
    organiser, one, other = ids.new(), ids.new(), ids.new()
    seen: dict[str, set[uuid.UUID]] = {}
    try:
        with acting_as(machinery(organiser, "canary")):
            _invent(organiser, one, other)
            seen["both"] = _among(one, other)
            for name, side in (("staff", Side.STAFF), ("family", Side.FAMILY)):
                with acting_as(Actor(one, organiser, side)):
                    seen[name] = _among(one, other)
            raise _Undone
    except _Undone:
        pass
    if seen != {"both": {one, other}, "staff": {one}, "family": {one}}:
        return Finding(Look.CANARY, False, "EN PÅHITTAD PERSON SER EN ANNAN: stäng tjänsten")
    if not _is_refused():
        return Finding(Look.CANARY, False, "EN FRÅGA UTAN AVSÄNDARE BESVARAS: stäng tjänsten")
    return Finding(Look.CANARY, True, "två påhittade personer ser inte varandra")


def _invent(organiser: uuid.UUID, *people: uuid.UUID) -> None:
    Organisation.objects.bulk_create([Organisation(id=organiser, organiser_id=organiser)])
    Person.objects.bulk_create(
        [Person(id=one, organiser_id=organiser, is_protected=False) for one in people]
    )


def _among(*people: uuid.UUID) -> set[uuid.UUID]:
    return set(Person.objects.filter(id__in=people).values_list("id", flat=True))


def _is_refused() -> bool:
    try:
        with transaction.atomic():
            Person.objects.exists()
    except ProgrammingError:
        return True
    return False


def _digests() -> Finding:
    try:
        found = definitions()
    except DefinitionFaults as faults:
        return Finding(Look.DIGESTS, False, str(faults).splitlines()[0])
    words = f"{len(found)} processer, var och en som när den släpptes"
    return Finding(Look.DIGESTS, True, words)


def _clock() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        (theirs,) = cursor.fetchone()
    return clock_finding(dt.datetime.now(dt.UTC), theirs)  # noqa: TID251


def _worker() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("select max(last_heartbeat), clock_timestamp() from procrastinate_workers")
        seen_at, now = cursor.fetchone()
    return worker_finding(seen_at, now)


def _jobs() -> Finding:
    return jobs_finding(*late_and_failed())


def late_and_failed() -> tuple[int, int]:
    """Return how many jobs have waited too long, and how many were given up since yesterday."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select count(*) filter (where status = 'todo' and at < now() - interval '15 minutes'),
                   count(*) filter (where status = 'failed' and at > now() - interval '1 day')
              from (select status, coalesce(scheduled_at, (
                      select max(event.at) from procrastinate_events event
                       where event.job_id = job.id)) as at
                      from procrastinate_jobs job where status in ('todo', 'failed')) as job
            """
        )
        late, failed = cursor.fetchone()
    return int(late), int(failed)


def _mail() -> Finding:
    if settings.IS_DEMO:
        return Finding(Look.MAIL, True, "i provkommunen skickas ingen post")
    try:
        server = get_connection(timeout=10)
        server.open()
        server.close()
    except (SMTPException, OSError, socket.gaierror) as reason:
        return Finding(Look.MAIL, False, f"postservern svarar inte ({type(reason).__name__})")
    return Finding(Look.MAIL, True, "postservern svarar")
