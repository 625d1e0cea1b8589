"""What every answer says to the browser, whatever it is an answer to."""

import runpy

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy

from elevakt.config import settings as written
from elevakt.doors.login.tests.entering import Guest
from tests.house.world import logged_in

THEME = reverse_lazy("ui:theme", args=["1f5f5b", "5b6770"])
PATHS = ("/", "/finns-inte/", THEME, "/halsa/", "/konto/glomt/")
"""A page, a page that is not there, a style sheet, a word to a machine, and a page for anybody."""


@pytest.mark.parametrize("name", ["rut", ""])
def test_every_answer_says_how_it_may_be_shown(cast, name):
    client = logged_in(cast, name) if name else Client()

    for answer in map(client.get, PATHS):
        policy = answer.headers["Content-Security-Policy"]
        for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'"):
            assert rule in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers
        if answer.content:
            assert answer.headers["Content-Type"].endswith("charset=utf-8")


def test_a_session_is_for_this_site_alone(cast):
    answer = Guest(cast, "tom").enter()

    cookie = answer.cookies["elevakt"]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")


COOKIES = {"elevakt", "csrftoken", "language", "scheme", "device", "messages"}


def deploy(settings, monkeypatch, secure):
    """Take what the settings say of cookies and HTTPS, with a proxy for TLS in front or not."""
    monkeypatch.setenv("ELEVAKT_SECURE", secure)
    for name, value in runpy.run_path(written.__file__).items():
        if "COOKIE" in name or name.startswith("SECURE_HSTS"):
            setattr(settings, name, value)


def everything_set(cast):
    """Return every cookie that the house sets, of somebody who does all that sets one."""
    tom = Guest(cast, "tom")
    tom.get("/konto/logga-in/")
    tom.enter()
    tom.post(reverse("ui:language"), language="en")
    tom.post(reverse("ui:scheme"), scheme="dark")
    tom.post(reverse("login:end_others"))
    return tom.client.cookies


def test_over_https_each_cookie_is_this_hosts_alone_by_its_name(cast, settings, monkeypatch):
    deploy(settings, monkeypatch, "1")

    found = everything_set(cast)

    assert set(found) == {f"__Host-{name}" for name in COOKIES}
    for one in found.values():
        assert (one["secure"], one["path"], one["domain"]) == (True, "/", "")


def test_without_https_a_browser_would_refuse_such_a_name(cast, settings, monkeypatch):
    deploy(settings, monkeypatch, "0")

    found = everything_set(cast)

    assert set(found) == COOKIES
    assert {bool(one["secure"]) for one in found.values()} == {False}


def test_a_browser_comes_back_by_https_for_a_year_also_to_what_is_below(
    cast, settings, monkeypatch
):
    deploy(settings, monkeypatch, "1")
    rut = logged_in(cast, "rut")

    said = {rut.get(path, secure=True).headers["Strict-Transport-Security"] for path in PATHS}

    assert said == {"max-age=31536000; includeSubDomains"}
