"""The log says what and where, and never about whom."""

import io
import json
import logging

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse

from elevakt.config.logs import json_lines
from elevakt.doors.login.tests.entering import Guest
from elevakt.trust.access.queries import pupils

NAME = "Elis Bergström"
KNOWN = {"level", "logger", "event", "at", "request", "view", "method", "status", "milliseconds"}


@pytest.fixture
def log():
    """What is logged from now on, at every level, as the installation would write it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(json_lines())
    loggers = [logging.getLogger(name) for name in ("", "django.request", "elevakt.request")]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    for one in loggers[:2]:
        one.addHandler(handler)
    yield written
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)
    for one in loggers[:2]:
        one.removeHandler(handler)


@pytest.fixture
def rut(cast):
    rut = Guest(cast, "rut")
    rut.enter()
    return rut


def lines(log, logger="elevakt.request"):
    found = [json.loads(line) for line in log.getvalue().splitlines()]
    return [one for one in found if one["logger"] == logger]


def test_a_request_is_noted_by_the_name_of_its_view(rut, log):
    answer = rut.get(reverse("pupils:pupil", args=[rut.cast.id("elis")]))

    (line,) = lines(log)
    assert NAME in answer.text
    assert set(line) == KNOWN
    assert (line["view"], line["method"], line["status"]) == ("pupils:pupil", "GET", 200)
    assert line["request"] == answer.headers["X-Request-ID"]


def test_a_name_in_a_request_is_nowhere_in_the_log(rut, log, settings):
    settings.IS_DEMO = False
    settings.LOGIN_URL = "account_login"
    rut.client.post("/sok/", {"q": NAME})
    rut.client.post(f"/vem/{NAME}/", {"who": NAME}, headers={"user-agent": NAME, "referer": NAME})
    rut.client.get(f"/finns/inte/{NAME}/")
    rut.enter(NAME)
    Client(enforce_csrf_checks=True).post("/konto/glomt/", {"username": NAME})

    said = log.getvalue()

    assert len(lines(log)) == 5
    for secret in (*NAME.split(), "Bergstr", str(rut.cast.id("elis")), "rut"):
        assert secret not in said


def test_what_an_error_said_is_not_written_but_where_it_was(rut, log, settings, monkeypatch):
    def fail(*_args, **_named):
        try:
            raise ValueError(f"row about {NAME}")
        except ValueError as reason:
            raise RuntimeError(NAME) from reason

    monkeypatch.setattr(pupils, "my_pupils", fail)
    rut.client.raise_request_exception = False

    settings.IS_DEMO = True
    rut.get(reverse("pupils:list"))
    (in_demo,) = lines(log, "django.request")
    log.truncate(0)
    log.seek(0)
    settings.IS_DEMO = False
    logging.getLogger("django.request").error("About %s", NAME, exc_info=_raised(fail))
    (line,) = lines(log, "django.request")

    assert in_demo["errors"][0]["said"] == NAME
    assert line["event"] == "About %s"
    assert [one["kind"] for one in line["errors"]] == ["RuntimeError", "ValueError"]
    assert "test_logs.py" in line["errors"][0]["lines"][-1]
    assert "Bergstr" not in log.getvalue()


def _raised(fail):
    try:
        fail()
    except RuntimeError as reason:
        return reason


def test_every_handler_of_the_installation_writes_so():
    handlers = installed.LOGGING["handlers"]

    assert isinstance(handlers, dict)
    assert {one["formatter"] for one in handlers.values()} == {"json"}
    assert installed.LOGGING["formatters"] == {"json": {"()": "elevakt.config.logs.json_lines"}}


def test_two_errors_that_came_of_each_other_are_told_once(log):
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    logging.getLogger("elevakt").error("failed", exc_info=first)

    (line,) = lines(log, "elevakt")
    assert [one["kind"] for one in line["errors"]] == ["ValueError", "KeyError"]
