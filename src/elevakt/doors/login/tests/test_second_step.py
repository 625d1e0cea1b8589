"""A password alone lets staff do one thing: add what she has to what she knows."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import ProgrammingError, transaction
from django.urls import reverse

from elevakt.doors.login.proof import STRENGTH
from elevakt.doors.login.tests.entering import DEVICES, PASSWORD, Guest
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.people.enums import Side


def test_staff_with_a_password_alone_reaches_only_the_page_that_asks_for_more(tom):
    tom.enter()

    assert tom.get("/").headers["Location"] == DEVICES
    assert tom.get(reverse("pupils:list")).headers["Location"] == DEVICES
    assert tom.post(reverse("report:school")).headers["Location"] == DEVICES
    assert "Du behöver ett andra steg" in tom.get(DEVICES).text


def test_whoever_adds_an_app_is_in_and_gets_codes_once(tom):
    tom.enter()

    added = tom.add_app()

    assert added.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(tom.get(added.headers["Location"]).context["unused_codes"]) == 10
    again = tom.get(added.headers["Location"])
    assert set(again.context["unused_codes"]) == {"****"}
    assert tom.get("/").status_code == 200
    assert "Du behöver ett andra steg" not in tom.get(DEVICES).text
    assert tom.client.session[STRENGTH] == LoginStrength.STRONG


def test_from_then_on_the_password_is_followed_by_the_app(tom):
    tom.enter()
    tom.add_app()
    home = tom.elsewhere()

    assert home.enter().headers["Location"] == reverse("mfa_authenticate")
    assert home.get("/").headers["Location"].startswith("/konto/logga-in/")
    assert "Andra steget" in home.get(reverse("mfa_authenticate")).text
    assert home.post(reverse("mfa_authenticate"), code=home.code(1)).headers["Location"] == "/"
    assert home.get("/").status_code == 200


def test_a_wrong_code_lets_nobody_in(tom):
    tom.enter()
    tom.add_app()
    home = tom.elsewhere()
    home.enter()

    said = home.post(reverse("mfa_authenticate"), code="000000")

    assert "Koden stämmer inte" in said.text
    assert home.get("/").status_code == 302


def test_a_code_that_was_used_is_not_used_again(tom):
    tom.enter()
    tom.add_app()
    first, second = tom.elsewhere(), tom.elsewhere()
    code = tom.code(1)
    for one in (first, second):
        one.enter()
        one.post(reverse("mfa_authenticate"), code=code)

    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302


def test_a_recovery_code_works_once(tom):
    tom.enter()
    tom.add_app()
    code = tom.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    first, second = tom.elsewhere(), tom.elsewhere()
    for one in (first, second):
        one.enter()
        one.post(reverse("mfa_authenticate"), code=code)

    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302
    assert "Du har 9 reservkoder kvar." in " ".join(first.get(DEVICES).text.split())


NO_KEYS = ["", "{", "null", "7", "9" * 5000, "[]", "{}", '{"id": 1}', '{"a":' * 3000]
HALF_A_KEY = '{"id": "QQ", "rawId": "QQ", "type": "public-key", "response": %s}'


@pytest.mark.parametrize(
    "sent", [*NO_KEYS, *(HALF_A_KEY % said for said in ("{}", "[]", '{"userHandle": "MQ"}'))]
)
def test_what_no_device_sends_is_no_key(tom, sent):
    tom.get(reverse("mfa_login_webauthn"))
    assert tom.post(reverse("mfa_login_webauthn"), credential=sent).status_code == 302
    tom.enter()
    tom.add_app()
    tom.get(reverse("mfa_add_webauthn"))

    added = tom.post(reverse("mfa_add_webauthn"), name="Min", credential=sent)

    assert added.context["form"].errors
    assert tom.second_steps == ["totp", "recovery_codes"]
    home = tom.elsewhere()
    home.enter()
    home.get(reverse("mfa_authenticate"))
    home.post(reverse("mfa_authenticate"), credential=sent)
    assert home.get("/").status_code == 302


def test_the_last_second_step_stays(tom):
    tom.enter()
    tom.add_app()

    refused = tom.post(reverse("mfa_deactivate_totp"))

    assert "Lägg till ett annat först" in refused.text
    assert tom.second_steps == ["totp", "recovery_codes"]


def test_at_home_a_password_is_enough_until_there_is_something_better(cast, real):
    vera = Guest(cast, "vera", Side.FAMILY)

    vera.enter()

    assert vera.get("/").status_code == 200
    assert "Du behöver ett andra steg" not in vera.get(DEVICES).text


def test_whoever_works_and_has_children_is_asked_only_where_she_works(cast, real):
    lo = Guest(cast, "lo")
    Guest(cast, "lo", Side.FAMILY)
    lo.enter()
    standings = {one.side: one for one in lo.get("/plats/").context["standings"]}

    lo.post("/plats/", standing=standings["family"].id)
    assert lo.get("/").status_code == 200
    lo.post("/plats/", standing=standings["staff"].id)
    assert lo.get("/").headers["Location"] == DEVICES


def test_what_was_logged_in_without_the_step_ends_when_it_is_added(tom):
    stranger = tom.elsewhere()
    tom.enter()
    stranger.enter()

    tom.add_app()

    assert tom.get("/").status_code == 200
    assert stranger.get(DEVICES).headers["Location"].startswith("/konto/logga-in/")


def test_in_the_demo_a_password_is_enough(cast, settings):
    tom = Guest(cast, "tom")

    tom.enter()

    assert tom.get("/").status_code == 200


def test_secrets_lie_sealed(tom):
    tom.enter()
    tom.add_app()

    kept = {one.type: one.data for one in Authenticator.objects.filter(user=tom.user)}

    assert tom.secret not in str(kept)
    assert kept["totp"]["secret"].startswith("gAAAA")
    assert kept["recovery_codes"]["seed"].startswith("gAAAA")


def test_nobody_who_acts_reads_how_somebody_logs_in(cast, tom):
    tom.enter()
    tom.add_app()
    assert Authenticator.objects.exists()

    for name, side in (("tom", Side.STAFF), ("ada", Side.STAFF), ("vera", Side.FAMILY)):
        with (
            acting_as(cast.actor(name, side)),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            Authenticator.objects.exists()


def test_only_ones_own_key_is_taken_away_and_not_the_last_step(cast, tom):
    mia = Guest(cast, "mia")
    mia.enter()
    mia.add_app()
    tom.enter()
    for guest in (mia, tom):
        data = {"name": guest.name, "credential": {"id": f"key-of-{guest.name}"}}
        Authenticator.objects.create(user=guest.user, type="webauthn", data=data)
    hers = reverse("mfa_remove_webauthn", args=["key-of-mia"])
    last_of_his = reverse("mfa_remove_webauthn", args=["key-of-tom"])

    for path in (hers, last_of_his):
        assert (tom.get(path).status_code, tom.post(path).status_code) == (404, 404)
    assert tom.second_steps == ["webauthn"]
    assert mia.get(hers).status_code == 200
    mia.post(hers)
    assert mia.second_steps == ["totp", "recovery_codes"]


def test_the_password_alone_was_right(tom):
    """The stories above would pass if nobody ever got past the password."""
    assert tom.enter(PASSWORD + "x").status_code == 200
    assert tom.enter().status_code == 302


def test_a_home_needs_a_second_step_where_the_organiser_says_so(cast, real, settings):
    vera = Guest(cast, "vera", Side.FAMILY)
    vera.enter()
    assert vera.get("/").status_code == 200

    settings.HOMES_NEED_SECOND_STEP = True

    assert vera.get("/").headers["Location"] == DEVICES
    vera.add_app()
    assert vera.get("/").status_code == 200
