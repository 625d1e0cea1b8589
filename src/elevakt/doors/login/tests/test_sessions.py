"""Where somebody is logged in: seen by her, ended by her, and over by itself in time."""

import re
import time

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from elevakt.doors.login.actions import end_sessions_of, forget_ended
from elevakt.doors.login.tests.entering import DEVICES, LOG_IN, PASSWORD, PHONE, Guest
from elevakt.foundation.kernel import clock
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.people.enums import Side

NEW = "en lång ny mening om regn"


@pytest.fixture
def vera(cast, real):
    """Vera at home, who has logged in at the kitchen table."""
    vera = Guest(cast, "vera", Side.FAMILY)
    vera.enter()
    return vera


@pytest.fixture
def phone(vera):
    """Her telephone, on which she has logged in as well."""
    phone = vera.elsewhere(user_agent=PHONE)
    phone.enter()
    return phone


def seen(guest):
    return guest.get(DEVICES).context["sessions"]


def is_in(guest):
    return guest.get("/").status_code == 200


def test_each_session_is_told_in_words(vera, phone):
    table, other = seen(vera)

    assert (table.is_this, other.is_this) == (True, False)
    assert (other.device.browser, other.device.system) == ("Safari", "iPhone")
    assert other.network == "127.0.0.0/24"
    text = " ".join(vera.get(DEVICES).text.split())
    assert "Safari på iPhone" in text
    assert "Okänd enhet" in text


def test_one_session_is_ended_by_its_owner(vera, phone):
    _, other = seen(vera)

    vera.post(reverse("login:end"), session=other.id)

    assert (is_in(vera), is_in(phone)) == (True, False)
    assert len(seen(vera)) == 1


def test_all_others_are_ended_at_once(vera, phone):
    third = vera.elsewhere()
    third.enter()

    vera.post(reverse("login:end_others"))

    assert [is_in(one) for one in (vera, phone, third)] == [True, False, False]


def test_anothers_session_is_not_there_to_be_ended(cast, vera):
    sten = Guest(cast, "sten", Side.FAMILY)
    sten.enter()
    (his,) = seen(sten)

    vera.post(reverse("login:end"), session=his.id)

    assert is_in(sten)


def test_what_is_no_session_ends_none(vera, phone):
    for given in ("9" * 60, "-1", "", "²"):
        assert vera.post(reverse("login:end"), session=given).status_code == 302

    assert (is_in(vera), is_in(phone)) == (True, True)


def test_another_password_ends_what_was_logged_in_with_the_old_one(vera, phone):
    vera.post(
        reverse("account_change_password"), oldpassword=PASSWORD, password1=NEW, password2=NEW
    )

    assert (is_in(vera), is_in(phone)) == (True, False)
    assert [one.is_this for one in seen(vera)] == [True]
    other = vera.elsewhere()
    assert other.enter(PASSWORD).status_code == 200
    assert other.enter(NEW).status_code == 302


def test_the_old_password_is_needed_for_a_new_one(vera, phone):
    said = vera.post(
        reverse("account_change_password"), oldpassword="fel", password1=NEW, password2=NEW
    )

    assert "Lösenordet stämmer inte." in said.text
    assert is_in(phone)


def test_logging_out_ends_it_for_good(vera):
    key = vera.client.cookies["elevakt"].value
    vera.post("/konto/logga-ut/")

    thief = vera.elsewhere()
    thief.client.cookies["elevakt"] = key

    assert not is_in(thief)


def test_the_browser_forgets_when_a_session_is_over(vera, phone):
    out = vera.post("/konto/logga-ut/")
    with time_machine.travel(time.time() + 61 * 60, tick=True):
        late = phone.get("/")

    assert {one.headers["Clear-Site-Data"] for one in (out, late)} == {'"cache", "storage"'}
    assert "Clear-Site-Data" not in vera.get(LOG_IN).headers
    vera.enter()
    assert "Clear-Site-Data" not in vera.get("/").headers


def test_a_page_that_was_made_for_another_is_told_so(vera):
    asked = vera.client.get(reverse("ui:token"), headers={"X-Person": "somebody-else"})

    assert asked.status_code == 401


def test_a_closed_account_is_out_at_once(vera):
    with arrange():
        vera.user.is_active = False
        vera.user.save()

    assert not is_in(vera)
    assert vera.elsewhere().enter().headers["Location"] == "/konto/logga-in/"


def test_what_is_not_used_ends_after_an_hour(vera):
    with time_machine.travel(time.time() + 61 * 60, tick=True):
        assert not is_in(vera)


def test_what_is_used_goes_on_but_not_for_more_than_twelve_hours(vera):
    began = time.time()
    for half_hours in range(1, 24):
        with time_machine.travel(began + half_hours * 30 * 60, tick=True):
            assert is_in(vera), half_hours

    with time_machine.travel(began + 12 * 60 * 60 + 1, tick=True):
        assert not is_in(vera)


def test_a_script_of_an_ended_session_is_told_so_and_keeps_its_words(vera):
    with time_machine.travel(time.time() + 61 * 60, tick=True):
        asked = vera.client.get(reverse("ui:token"), headers={"X-Requested-With": "fetch"})

    assert asked.status_code == 401


def test_sessions_that_are_over_are_forgotten(vera, phone):
    phone.post("/konto/logga-ut/")
    with time_machine.travel(time.time() + 2 * 60 * 60, tick=True):
        forget_ended()

    assert not is_in(vera)
    vera.enter()
    assert len(seen(vera)) == 1


def test_the_owner_is_told_of_a_device_that_she_has_not_used_before(vera, phone):
    run_jobs(clock.now())
    assert [one.to for one in mail.outbox] == [["vera@example.se"]] * 2
    mail.outbox.clear()

    vera.post("/konto/logga-ut/")
    vera.enter()
    run_jobs(clock.now())
    assert mail.outbox == []

    vera.elsewhere().enter()
    run_jobs(clock.now())
    (told,) = mail.outbox
    assert told.subject == "Ny inloggning i Elevakt"
    assert DEVICES in told.body
    assert not re.search(r"\b(vera|bergström)\b", f"{told.subject}{told.body}", re.IGNORECASE)


def test_the_owner_is_told_of_a_change(tom, django_capture_on_commit_callbacks):
    tom.enter()
    run_jobs(clock.now())
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        tom.add_app()
    run_jobs(clock.now())

    assert [(one.subject, one.to) for one in mail.outbox] == [
        ("Din inloggning i Elevakt har ändrats", ["tom@example.se"])
    ]


def test_whoever_runs_the_installation_logs_out_one_or_everybody(cast, vera, phone, capsys):
    sten = Guest(cast, "sten", Side.FAMILY)
    sten.enter()

    call_command("end_sessions", "vera")
    assert [is_in(one) for one in (vera, phone, sten)] == [False, False, True]
    with pytest.raises(CommandError):
        call_command("end_sessions", "ingen")

    call_command("end_sessions", "--all")
    assert not is_in(sten)


def test_the_owner_is_told_that_an_administrator_has_logged_her_out(cast, tom):
    administer(cast, "ada")
    tom.enter()
    run_jobs(clock.now())
    mail.outbox.clear()

    end_sessions_of(cast.organiser.id, cast.id("tom"), cast.id("ada"))
    run_jobs(clock.now())

    (told,) = mail.outbox
    assert (told.subject, told.to) == ("Du har loggats ut ur Elevakt", ["tom@example.se"])
    assert not is_in(tom)
