"""Every try to come in leaves a line: how, how it went, from where, which user; never a name."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from elevakt.doors.login.tests.entering import LOG_IN, PASSWORD, Guest
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

FORGOT = "/konto/glomt/"
NEW = "en lång ny mening om regn"


@pytest.fixture
def noted(caplog):
    """What was noted since it was asked last: how it went, by what, and of which user."""
    caplog.set_level(logging.INFO, logger="elevakt.entering")

    def since():
        lines = [one for one in caplog.records if one.name == "elevakt.entering"]
        assert {one.from_address for one in lines} <= {"127.0.0.1"}
        found = [(one.outcome, one.way, one.user) for one in lines]
        caplog.clear()
        return found

    return since


@pytest.fixture
def vera(cast, real):
    return Guest(cast, "vera", Side.FAMILY)


def test_right_and_wrong_with_a_password(vera, noted):
    vera.enter("fel lösenord här")
    vera.post(LOG_IN, login="ingen", password="fel lösenord här")
    vera.enter()
    vera.post("/konto/logga-ut/")

    number = vera.user.pk
    assert noted() == [
        ("wrong", "password", number),
        ("wrong", "password", None),
        ("came in", "password", number),
        ("went", "", number),
    ]


def test_one_try_too_many_is_noted_and_so_is_a_closed_account(vera, noted):
    for _ in range(6):
        vera.enter("fel lösenord här")
    assert [outcome for outcome, _, _ in noted()] == ["wrong"] * 5 + ["limited"]

    with arrange():
        vera.user.is_active = False
        vera.user.save()
    other = Guest(vera.cast, "sten", Side.FAMILY)
    with arrange():
        other.user.is_active = False
        other.user.save()
    other.enter()

    assert noted() == [("closed", "", other.user.pk)]


def test_the_second_step_is_noted_right_and_wrong(tom, noted):
    tom.enter()
    tom.add_app()
    tom.post("/konto/logga-ut/")
    noted()

    tom.enter()
    tom.post(reverse("mfa_authenticate"), code="000000")
    tom.post(reverse("mfa_authenticate"), code=tom.code(1))
    tom.elsewhere().post("/konto/nyckel/", credential="{}")

    number = tom.user.pk
    assert noted() == [
        ("wrong", "code", number),
        ("came in", "password totp", number),
        ("wrong", "webauthn", None),
    ]


def test_a_proof_and_a_change_are_noted(vera, noted):
    vera.enter()
    session = vera.client.session
    session["proved_at"] = 0
    session.save()
    noted()

    asked = {"next": "/installningar/inloggning/"}
    vera.client.post("/konto/bekrafta/", {**asked, "proof-password": "fel lösenord här"})
    vera.client.post("/konto/bekrafta/", {**asked, "proof-password": PASSWORD})
    vera.post(
        reverse("account_change_password"), oldpassword=PASSWORD, password1=NEW, password2=NEW
    )
    vera.post(reverse("login:end_others"))

    number = vera.user.pk
    assert noted() == [
        ("wrong", "password", number),
        ("proved", "password", number),
        ("changed", "password_changed", number),
        ("ended", "owner", number),
    ]


def test_a_link_is_asked_for_by_nobody_in_particular(vera, noted):
    for name in ("vera", "ingen", "vera", "vera", "vera"):
        vera.post(FORGOT, username=name)

    assert noted() == [*[("asked", "link", None)] * 4, ("limited", "link", None)]


def test_nothing_that_was_typed_is_written(vera, caplog):
    caplog.set_level(logging.INFO, logger="elevakt.entering")
    vera.enter("fel lösenord här")
    vera.enter()

    written = " ".join(str(vars(one)) for one in caplog.records if one.name == "elevakt.entering")
    assert "vera" not in written.lower()
    assert "lösenord" not in written
    assert PASSWORD not in written


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.post("/konto/logga-in/", {"login": "x"}), 403),
        (lambda client: client.get("/konto/logga-in/?a=%00"), 400),
        (lambda client: client.put("/konto/logga-in/"), 405),
    ],
)
def test_whoever_tries_to_get_past_a_form_is_noted_as_refused(cast, caplog, ask, status):
    answer = ask(Client(enforce_csrf_checks=True, raise_request_exception=False))

    (line,) = [one for one in caplog.records if one.name == "elevakt.request"]
    assert answer.status_code == status
    assert (line.levelname, line.getMessage(), line.status) == ("WARNING", "refused", status)
