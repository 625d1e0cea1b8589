"""The house knows how it is, and says so to machines and to whoever keeps it."""

import datetime as dt
import json
import ssl
from io import StringIO

import pytest
from django.core.mail import get_connection
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from psycopg.errors import DiskFull

from elevakt.doors.operation import views
from elevakt.doors.operation.enums import Look
from elevakt.doors.operation.queries import health, readiness
from elevakt.doors.operation.rules import (
    clock_finding,
    disk_finding,
    is_here,
    jobs_finding,
    wire_faults,
    worker_finding,
)
from elevakt.foundation.kernel import jobs
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import Person

NOON = dt.datetime(2026, 9, 7, 12, tzinfo=dt.UTC)


def ask(path):
    answer = Client().get(path)
    return answer.status_code, answer.text.strip()


def test_a_process_that_lives_says_so_without_the_database():
    assert ask("/halsa/") == (200, "lever")


def test_it_is_ready_when_the_database_is_as_this_version_left_it(db):
    assert ask("/redo/") == (200, "redo")


def test_it_is_not_ready_when_the_database_is_older(db):
    with arrange(), connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("delete from base.django_migrations where app = 'standing'")

    assert ask("/redo/") == (503, readiness.NOT_MIGRATED)


def test_it_is_not_ready_with_the_policies_of_another_version(db, monkeypatch):
    monkeypatch.setattr(readiness, "_digest", lambda: "another")

    assert ask("/redo/") == (503, readiness.NO_POLICIES)


def test_it_is_not_ready_without_a_database(db, monkeypatch):
    class Away:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(readiness, "connection", Away())

    assert ask("/redo/") == (503, readiness.NO_DATABASE)


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (OperationalError, 503, "Elevakt når inte sin databas just nu."),
        (InterfaceError, 503, "Det som var sparat finns kvar."),
        (ZeroDivisionError, 500, "Felet är vårt, inte ditt."),
    ],
)
def test_a_page_that_could_not_be_made_says_what_to_do_and_nothing_of_the_fault(
    monkeypatch, fault, status, words
):
    def fail():
        raise fault("the database at db.example.se")

    monkeypatch.setattr(views, "why_not_ready", fail)

    answer = Client(raise_request_exception=False).get("/redo/")

    assert answer.status_code == status
    assert words in answer.text
    assert "db.example.se" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_whoever_writes_when_the_disk_is_full_is_told_to_keep_her_words(monkeypatch):
    def fail():
        raise OperationalError from DiskFull("could not extend file at db.example.se")

    monkeypatch.setattr(views, "why_not_ready", fail)

    answer = Client(raise_request_exception=False).get("/redo/")

    assert answer.status_code == 507
    assert "för servern är full" in answer.text
    assert "kopiera din text" in answer.text
    assert "db.example.se" not in answer.text


def test_two_invented_persons_do_not_see_each_other_and_are_gone_again(db):
    with arrange():
        before = Person.objects.count()

    found = health.canary()

    assert found.is_well
    with arrange():
        assert Person.objects.count() == before


@pytest.mark.parametrize("role", ["staff", "family"])
def test_the_canary_dies_when_a_policy_lets_too_much_through(db, settings, role):
    with arrange(), connection.cursor() as cursor:
        cursor.execute(f'set local role "{settings.DATABASE_ROLE["owner"]}"')
        cursor.execute(
            f"create policy leak on people.person for select"
            f' to "{settings.DATABASE_ROLE[role]}" using (true)'
        )

    found = health.canary()

    assert not found.is_well
    assert "SER EN ANNAN" in found.words


def test_a_table_that_was_left_unlocked_is_told(db, settings):
    assert health._locks().is_well
    with arrange(), connection.cursor() as cursor:
        cursor.execute(f'set local role "{settings.DATABASE_ROLE["owner"]}"')
        cursor.execute("alter table people.contact no force row level security")

    assert health._locks().words == "1 tabeller är olåsta"


def test_a_job_is_late_after_a_quarter_of_an_hour(db):
    jobs.defer("cases.sweep_everywhere")
    assert health.late_and_failed() == (0, 0)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_events set at = at - interval '16 minutes'")
    assert health.late_and_failed() == (1, 0)

    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed'")
    assert health.late_and_failed() == (0, 1)


@pytest.mark.parametrize(
    ("finding", "is_well"),
    [
        (clock_finding(NOON, NOON + dt.timedelta(seconds=2)), True),
        (clock_finding(NOON, NOON - dt.timedelta(seconds=2.1)), False),
        (disk_finding(100, 10), True),
        (disk_finding(100, 9), False),
        (jobs_finding(0, 0), True),
        (jobs_finding(1, 0), False),
        (jobs_finding(0, 1), False),
        (worker_finding(NOON, NOON + dt.timedelta(minutes=2)), True),
        (worker_finding(NOON, NOON + dt.timedelta(minutes=3)), False),
        (worker_finding(None, NOON), False),
    ],
)
def test_there_is_a_limit_to_what_is_well(finding, is_well):
    assert finding.is_well is is_well


@pytest.fixture
def real(settings):
    """The settings of an installation with real pupils."""
    settings.IS_DEMO = False
    settings.ADDRESS = "https://elevakt.example.se/"
    settings.ALLOWED_HOSTS = ["elevakt.example.se"]
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return settings


def test_the_settings_of_a_real_installation_are_well(real):
    assert health._settings().words == "inställningarna håller för riktiga elever"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("IS_DEMO", True, "ELEVAKT_DEMO"),
        ("ADDRESS", "http://elevakt.example.se/", "ELEVAKT_ADDRESS är inte https"),
        ("SESSION_COOKIE_SECURE", False, "security.W012"),
        ("SECRET_KEY", "short", "security.W009"),
        ("DEBUG", True, "security.W018"),
    ],
)
def test_a_setting_that_is_not_for_real_pupils_is_told(real, name, value, said):
    setattr(real, name, value)

    found = health._settings()

    assert (found.is_well, found.words) == (False, said)


@pytest.mark.parametrize(
    "here",
    ["", "localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "/run/postgresql", "@abstract"],
)
def test_this_machine_is_here(here):
    assert is_here(here)


@pytest.mark.parametrize("there", ["db", "db.example.se", "10.0.0.7", "fe80::1"])
def test_another_machine_is_not(there):
    assert not is_here(there)


WIRE = {"database": "", "sslmode": "", "mail": "localhost", "mail_tls": False}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, []),
        ({"database": "db.example.se", "sslmode": "verify-full"}, []),
        ({"database": "db.example.se"}, ["DATABASE_URL saknar sslmode=verify-full"]),
        (
            {"database": "localhost,db.example.se", "sslmode": "require"},
            ["DATABASE_URL saknar sslmode=verify-full"],
        ),
        ({"mail": "mail.example.se", "mail_tls": True}, []),
        ({"mail": "mail.example.se"}, ["ELEVAKT_MAIL_TLS är none till en annan värd"]),
    ],
)
def test_what_would_go_in_the_clear_is_told(other, said):
    assert wire_faults(**WIRE | other) == said


def test_the_settings_say_where_everything_goes(settings):
    assert health._wire().is_well
    settings.EMAIL_HOST = "mail.example.se"
    assert health._wire().words == "ELEVAKT_MAIL_TLS är none till en annan värd"
    settings.EMAIL_USE_TLS = True
    assert health._wire().is_well


def test_a_mail_server_must_show_a_certificate_of_its_name(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = True

    context = get_connection().ssl_context

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_person_and_a_machine_read_the_same(db):
    said, read = StringIO(), StringIO()
    codes = []
    for out, words in ((said, []), (read, ["--json"])):
        with pytest.raises(SystemExit) as stopped:
            call_command("check_house", *words, stdout=out)
        codes.append(stopped.value.code)

    found = {one["look"]: one["is_well"] for one in json.loads(read.getvalue())}

    # Tests run as the demo, with nobody at the queue.
    assert found == {look: look not in {Look.SETTINGS, Look.WORKER} for look in Look}
    assert codes == [1, 1]
    lines = said.getvalue().splitlines()
    assert [line.split()[1] for line in lines] == list(found)
    assert {line.split()[1] for line in lines if line.startswith("FEL")} == {"settings", "worker"}


def figures(**headers):
    answer = Client().get("/matt/", headers=headers)
    return answer.status_code, answer.text


def test_figures_are_for_whoever_carries_the_token(db, settings):
    assert figures()[0] == 404
    assert figures(authorization="Bearer ")[0] == 404
    settings.METRICS_TOKEN = "open sesame"

    assert figures()[0] == 404
    assert figures(authorization="Bearer open")[0] == 404
    assert figures(authorization="Bearer open sesame")[0] == 200


def test_figures_are_of_views_and_jobs_and_never_of_persons(db, settings):
    settings.METRICS_TOKEN = "open sesame"
    Client().get("/halsa/")
    Client().get("/elever/Elis Bergström/")
    Client().generic("BERGSTRÖM", "/halsa/")
    jobs.defer("cases.sweep_everywhere")
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_events set at = at - interval '16 minutes'")

    _, said = figures(authorization="Bearer open sesame")

    counted = 'elevakt_requests_total{method="GET",status="200",view="operation:alive"}'
    assert any(line.startswith(counted) for line in said.splitlines())
    assert 'elevakt_jobs{state="late"} 1.0' in said.splitlines()
    assert "Bergstr" not in said
    names = {line.split("{")[0].split()[0] for line in said.splitlines() if line[:1] != "#"}
    assert {name for name in names if name.startswith("elevakt_")} == {
        "elevakt_jobs",
        "elevakt_request_seconds_bucket",
        "elevakt_request_seconds_count",
        "elevakt_request_seconds_created",
        "elevakt_request_seconds_sum",
        "elevakt_requests_created",
        "elevakt_requests_total",
    }
