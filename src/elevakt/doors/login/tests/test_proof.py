"""Before what nobody else may do, somebody proves again who she is; no word is lost by it."""

import time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from elevakt.doors.login.proof import PROVED_AT
from elevakt.doors.login.tests.entering import DEVICES, PASSWORD, Guest
from elevakt.trust.access.rules.proofs import needs_proof, proved_anew

CONFIRM = "/konto/bekrafta/"
WORDS = 'Hon sa "kom inte hem".\nSedan grät hon & gick.'


@pytest.fixture
def rut(cast, real):
    """Rut, who leads, and came in with her app seven minutes ago."""
    rut = Guest(cast, "rut")
    rut.enter()
    rut.add_app()
    grow_old(rut)
    return rut


def grow_old(guest, seconds=7 * 60):
    """Let time have passed since somebody last proved who she is."""
    session = guest.client.session
    session[PROVED_AT] = time.time() - seconds
    session.save()


@pytest.fixture
def circle(cast):
    return reverse("pupils:circle", args=[cast.id("hilda")])


def test_who_may_read_a_protected_child_is_decided_with_a_proof_made_just_now(rut, circle):
    asked = rut.get(circle)
    assert asked.headers["Location"] == f"{CONFIRM}?next={circle.replace('/', '%2F')}"

    page = rut.get(asked.headers["Location"])
    assert "Visa att det är du" in page.text
    went_on = rut.post(CONFIRM, **{"next": circle, "proof-code": rut.code(1)})

    assert went_on.headers["Location"] == circle
    assert rut.get(circle).status_code == 200


def test_a_proof_holds_for_five_minutes(rut, circle):
    grow_old(rut, 4 * 60 + 58)
    assert rut.get(circle).status_code == 200

    grow_old(rut, 5 * 60 + 1)
    assert rut.get(circle).status_code == 302


def test_what_was_posted_is_asked_for_again_and_comes_along(rut, circle):
    posted = rut.post(circle, reason=WORDS, person=["a", "b"])
    assert posted.status_code == 307
    question = rut.post(posted.headers["Location"], reason=WORDS, person=["a", "b"])
    assert escape(WORDS) in question.text

    carried = {"next": circle, "is_post": "1", "reason": WORDS, "person": ["a", "b"]}
    wrong = rut.post(CONFIRM, **carried, **{"proof-code": "000000"})
    assert wrong.status_code == 422
    assert escape(WORDS) in wrong.text
    answered = rut.post(CONFIRM, **carried, **{"proof-code": rut.code(1)})

    assert f'action="{circle}"' in answered.text
    assert escape(WORDS) in answered.text
    assert answered.context["carried"] == [("reason", WORDS), ("person", "a"), ("person", "b")]
    assert "proof-code" not in answered.text


def test_an_empty_post_comes_along_as_well(rut):
    end = reverse("login:end_others")
    question = rut.post(rut.post(end).headers["Location"])
    assert 'name="is_post"' in question.text

    answered = rut.post(CONFIRM, **{"next": end, "is_post": "1", "proof-code": rut.code(1)})

    assert f'action="{end}"' in answered.text


def test_a_password_is_no_proof_of_one_who_has_more(rut, circle):
    said = rut.post(CONFIRM, **{"next": circle, "proof-password": PASSWORD})

    assert said.status_code == 422
    assert rut.get(circle).status_code == 302


def test_one_who_has_nothing_more_proves_it_by_her_password(tom):
    tom.enter()
    grow_old(tom)
    add = reverse("mfa_add_webauthn")
    assert tom.get(add).status_code == 302

    assert tom.post(CONFIRM, **{"next": add, "proof-password": "inte det"}).status_code == 422
    assert tom.post(CONFIRM, **{"next": add, "proof-password": PASSWORD}).headers["Location"] == add
    assert tom.get(add).status_code == 200


def test_a_proof_gives_the_session_a_new_key_and_keeps_its_place_in_the_list(rut, circle):
    before = rut.client.session.session_key

    rut.post(CONFIRM, **{"next": circle, "proof-code": rut.code(1)})

    assert rut.client.session.session_key != before
    assert [one.is_this for one in rut.get(DEVICES).context["sessions"]] == [True]


def test_nobody_is_led_to_another_house(rut):
    went = rut.post(CONFIRM, **{"next": "https://example.se/", "proof-code": rut.code(1)})

    assert went.headers["Location"] == "/"


def test_the_words_of_another_page_are_never_confirmed(rut, circle):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = rut.client.cookies

    assert strict.post(circle, {"reason": WORDS}).status_code == 403


def test_everything_about_the_own_log_in_is_changed_with_a_proof(rut):
    pages = (
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_change_password",
    )

    answers = {name: rut.get(reverse(name)) for name in pages}

    assert {name for name, one in answers.items() if CONFIRM in one.headers["Location"]} == set(
        pages
    )


def test_too_many_wrong_proofs_are_not_heard(rut, circle):
    for _ in range(5):
        rut.post(CONFIRM, **{"next": circle, "proof-code": "000000"})

    said = rut.post(CONFIRM, **{"next": circle, "proof-code": rut.code(1)})

    assert said.status_code == 422
    assert "För många försök" in said.text


def test_in_the_demo_nobody_is_asked(cast, circle):
    rut = Guest(cast, "rut")
    rut.enter()
    with time_machine.travel(time.time() + 20 * 60, tick=True):
        assert rut.get(circle).status_code == 200


def test_a_view_says_itself_that_it_needs_a_proof():
    def burn(request):
        """Do something that cannot be undone."""

    assert not needs_proof(burn)
    assert needs_proof(proved_anew(burn))
