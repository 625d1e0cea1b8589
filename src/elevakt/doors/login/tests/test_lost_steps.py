"""She has lost key, app and codes: two colleagues give her the door back, and nothing more."""

import pytest
from django.core import mail
from django.urls import reverse

from elevakt.doors.login.actions import take_away_steps
from elevakt.doors.login.tests.entering import DEVICES, Guest
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.models import StepReset
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.access.tests.giving import administer

ASK = reverse("administration:ask_reset")
BOTH = ["totp", "recovery_codes"]


@pytest.fixture
def ada(cast, real):
    administer(cast, "ada")
    return comes_in(cast, "ada")


def comes_in(cast, name):
    guest = Guest(cast, name)
    guest.enter()
    guest.add_app()
    return guest


def asked(cast, ada):
    said = ada.post(ASK, person=str(cast.id("tom")), reason="Visade legitimation")
    assert said.status_code == 302
    with arrange():
        return StepReset.objects.get(person_id=cast.id("tom")).id


def test_two_say_it_and_her_password_reaches_only_where_a_step_is_added(cast, ada, tom):
    rut = comes_in(cast, "rut")
    tom.enter()
    tom.add_app()
    at_home = tom.elsewhere()
    at_home.come_in(again=1)
    key = asked(cast, ada)
    run_jobs(clock.now())
    assert (tom.second_steps, at_home.get("/").status_code) == (BOTH, 200)
    mail.outbox.clear()

    rut.post(reverse("administration:answer_reset", args=[key]), answer="yes")
    run_jobs(clock.now())

    assert tom.second_steps == []
    for one in (tom, at_home):
        assert one.get("/").headers["Location"].startswith("/konto/logga-in/")
    told = [one for one in mail.outbox if one.to == ["tom@example.se"]]
    assert [one.subject for one in told] == ["Din inloggning i Elevakt har ändrats"]
    assert not {"Tom", "Ada", "Rut"} & set(told[0].body.split())
    again = tom.elsewhere()
    again.enter()
    assert again.get("/").headers["Location"] == DEVICES
    assert again.get(reverse("pupils:list")).headers["Location"] == DEVICES
    again.add_app()
    assert again.get("/").status_code == 200


def test_a_no_and_a_job_without_a_yes_take_nothing(cast, ada, tom):
    rut = comes_in(cast, "rut")
    tom.enter()
    tom.add_app()
    key = asked(cast, ada)

    take_away_steps(cast.organiser.id, key)
    take_away_steps(cast.organiser.id, ids.new())
    rut.post(reverse("administration:answer_reset", args=[key]), answer="no")
    run_jobs(clock.now())
    take_away_steps(cast.organiser.id, key)

    assert (tom.second_steps, tom.get("/").status_code) == (BOTH, 200)


def test_a_yes_in_another_house_takes_nothing(cast, ada, tom):
    rut = comes_in(cast, "rut")
    tom.enter()
    tom.add_app()
    key = asked(cast, ada)
    rut.post(reverse("administration:answer_reset", args=[key]), answer="yes")

    take_away_steps(cast.other_organiser.id, key)

    assert tom.second_steps == BOTH


def test_both_acts_ask_for_a_proof_first(cast, ada, tom, settings):
    rut = comes_in(cast, "rut")
    key = asked(cast, ada)
    settings.PROOF_SECONDS = 0

    for guest, page in ((ada, ASK), (rut, reverse("administration:answer_reset", args=[key]))):
        asks = guest.post(page, answer="yes", person=str(cast.id("kim")), reason="Igen")
        assert (asks.status_code, asks.headers["Location"].partition("?")[0]) == (
            307,
            reverse("login:confirm"),
        )
