"""The key of the installation can be changed, and nobody notices."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from elevakt.doors.login.sealing import seal, unseal
from elevakt.foundation.kernel import clock
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs

NEW = "another-key-only-for-tests-" + "y" * 40


@pytest.fixture
def changed(settings):
    """Change the key; the one before is still known until it is thrown away."""

    def change(*, is_known=True):
        before, settings.SECRET_KEY = settings.SECRET_KEY, NEW
        settings.SECRET_KEY_FALLBACKS = [before] if is_known else []

    return change


def is_in(guest):
    return guest.get("/").status_code == 200


def test_whoever_is_logged_in_stays_and_the_second_step_and_the_device_are_known(tom, changed):
    tom.enter()
    tom.add_app()
    elsewhere = tom.elsewhere()
    elsewhere.come_in(again=1)
    run_jobs(clock.now())
    mail.outbox.clear()

    changed()

    assert is_in(tom)
    assert is_in(elsewhere)
    elsewhere.post("/konto/logga-ut/")
    elsewhere.come_in(again=-1)
    assert is_in(elsewhere)
    run_jobs(clock.now())
    assert mail.outbox == []  # no new device


def test_after_all_is_sealed_anew_the_key_before_can_be_thrown_away(tom, changed, capsys):
    tom.enter()
    tom.add_app()
    tom.get(reverse("mfa_view_recovery_codes"))
    changed()

    call_command("renew_keys")
    changed(is_known=False)

    assert "2 andra steg är förseglade" in capsys.readouterr().out
    tom.post("/konto/logga-ut/")
    tom.come_in(again=1)
    assert is_in(tom)
    with arrange():
        codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
        assert len(codes.wrap().get_unused_codes()) == 10


def test_without_the_key_before_nothing_is_opened(changed):
    sealed = seal("hemligt")
    changed()
    assert unseal(sealed) == "hemligt"
    changed(is_known=False)

    with pytest.raises(InvalidToken):
        unseal(sealed)
