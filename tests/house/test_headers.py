"""What every answer says to the browser, whatever it is an answer to."""

import pytest
from django.test import Client
from django.urls import reverse

from elevakt.doors.login.tests.entering import Guest
from tests.house.world import logged_in


def answers(client):
    """Return a page, a page that is not there, a style sheet, and a word to a machine."""
    theme = reverse("ui:theme", args=["1f5f5b", "5b6770"])
    return [client.get(path) for path in ("/", "/finns-inte/", theme, "/halsa/", "/konto/glomt/")]


@pytest.mark.parametrize("name", ["rut", ""])
def test_every_answer_says_how_it_may_be_shown(cast, name):
    client = logged_in(cast, name) if name else Client()

    for answer in answers(client):
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
