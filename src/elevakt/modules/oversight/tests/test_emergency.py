"""A pupil is opened in an emergency: told at once, shown on each page, and looked at later."""

import pytest
from django.core import mail
from django.urls import reverse

from elevakt.engines.notifications.models import Notice
from elevakt.trust.access.models import PutOn, Review
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.models import Opening, Refusal

EMERGENCY, START, HOME = (
    reverse("oversight:emergency"),
    reverse("oversight:start"),
    reverse("home:home"),
)
WHY = "Kom aldrig fram till bussen"


def opens(nils, story, name="elis", **answers):
    """Let Nils search for somebody at Norra, choose her, and open."""
    school = story.cast.norra.id
    nils.post(EMERGENCY, {"skola": school, "namn": story.cast.persons[name].given_name})
    chosen = f"{EMERGENCY}?elev={story.cast.id(name)}"
    return nils.fill(chosen, reason=answers.get("reason", WHY), minutes="30")


def test_one_who_must_reaches_the_home_until_it_is_over(story, desk):
    nils = desk("nils")
    page = f"/elever/{story.cast.id('elis')}/"
    assert nils.get(page).status == 404

    opened = opens(nils, story)

    assert opened.response.request["PATH_INFO"] == page
    assert "Vera Bergström Får kontaktas 070-1740605" in opened.text
    for path in (HOME, page, START.replace("granskning", "elever")):
        assert "Nödöppning till 10:45. Allt du öppnar sparas." in nils.get(path).text
    story.later(minutes=31)
    assert nils.get(page).status == 404
    assert "Nödöppning till" not in nils.get(HOME).text


def test_it_is_ended_with_one_tap(story, desk):
    nils = desk("nils")
    opens(nils, story)
    story.later(minutes=1)

    ended = nils.post(reverse("oversight:take_off", args=["nodoppning"]), {})

    assert "Avslutat." in ended.text
    story.later(seconds=1)
    assert nils.get(f"/elever/{story.cast.id('elis')}/").status == 404


def test_who_leads_and_the_officer_are_told_at_once_and_nobody_by_name(story, desk):
    opens(desk("nils"), story)

    with arrange():
        told = list(Notice.objects.filter(kind="emergency"))
    assert {one.person_id for one in told} == {
        story.cast.id(name) for name in ("rut", "beata", "olof")
    }
    assert {(one.title, one.is_acute, one.matter_id) for one in told} == {
        ("En nödöppning har gjorts", True, None)
    }
    assert all(one.not_before == one.created_at for one in told)
    assert mail.outbox == []  # the job sends it, with no words of this


def test_who_leads_looks_at_it_and_signs_and_then_nobody_can_change_it(story, desk):
    nils, rut = desk("nils"), desk("rut")
    opens(nils, story)
    with arrange():
        review = reverse("oversight:review", args=[PutOn.objects.get().id])
    assert "Granska en nödöppning" in rut.get(HOME).text
    listed = rut.get(START)
    assert "Nils Hall → Elis Bergström" in listed.text
    assert WHY in listed.text

    assert rut.fill(review, words=" ").status == 422
    assert "Rut Holm: Riktigt gjort." in rut.fill(review, words="Riktigt gjort.").text

    assert "Granska en nödöppning" not in rut.get(HOME).text
    with arrange():
        assert Review.objects.get().signed_by_id == story.cast.id("rut")
    assert desk("beata").post(review, {"words": "Jag med"}).status == 404


def test_the_one_who_opened_and_the_officer_do_not_sign_and_the_officer_is_not_told_whom(
    story, desk
):
    nils, olof = desk("nils"), desk("olof")
    opens(nils, story)
    with arrange():
        review = reverse("oversight:review", args=[PutOn.objects.get().id])

    for somebody in (nils, olof, desk("tom")):
        assert somebody.get(review).status == 404
        assert somebody.post(review, {"words": "Bra"}).status == 404
    seen = olof.get(START)
    assert "Nils Hall Norra skolan" in seen.text
    assert "Väntar på rektor" in seen.text
    assert ("Elis" in seen.html, WHY in seen.html) == (False, False)


def test_without_a_strong_log_in_nothing_is_opened_and_the_try_is_remembered(story, desk):
    nils = desk("nils", "password")
    nils.post(EMERGENCY, {"skola": story.cast.norra.id, "namn": "Elis"})
    chosen = f"{EMERGENCY}?elev={story.cast.id('elis')}"
    assert "Logga in med stark inloggning först" in nils.get(chosen).text

    assert nils.post(chosen, {"reason": WHY, "minutes": "30"}).status == 422

    with arrange():
        assert not PutOn.objects.exists()
        assert list(Refusal.objects.values_list("page", "what")) == [
            ("oversight:emergency", "break_glass: NotStrong")
        ]


def test_a_parent_is_told_to_ring_and_a_protected_pupil_is_not_found(story, desk):
    lo, nils = desk("lo"), desk("nils")

    refused = opens(lo, story, "nova")

    assert (refused.status, "Ring rektor." in refused.text) == (422, True)
    found = nils.post(EMERGENCY, {"skola": story.cast.norra.id, "namn": "Hilda"})
    assert "Ingen träff" in found.text
    by_key = f"{EMERGENCY}?elev={story.cast.id('hilda')}"
    assert "Hilda" not in nils.get(by_key).html
    assert nils.post(by_key, {"reason": WHY, "minutes": "30"}).status == 422
    with arrange():
        assert not PutOn.objects.exists()


@pytest.mark.parametrize(("wrong", "value"), [("reason", " "), ("minutes", "600")])
def test_why_and_how_long_must_be_said(story, desk, wrong, value):
    nils = desk("nils")
    nils.post(EMERGENCY, {"skola": story.cast.norra.id, "namn": "Elis"})
    posted = {"reason": WHY, "minutes": "30", wrong: value}

    page = nils.post(f"{EMERGENCY}?elev={story.cast.id('elis')}", posted)

    assert (page.status, page.title.strip().startswith("Fel:")) == (422, True)
    with arrange():
        assert not PutOn.objects.exists()


def test_the_act_itself_stands_in_the_log_with_its_reason(story, desk):
    opens(desk("nils"), story)

    with arrange():
        row = Opening.objects.get(page="oversight:emergency", kind="opened")
    assert (row.subjects, row.bases, row.reason) == (
        [story.cast.id("elis")],
        ["break_glass"],
        WHY,
    )
