"""A principal lets a colleague decide in her place, as far as the law does, and it ends."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.modules.administration.actions.lending import NotDelegable, let_decide
from elevakt.modules.administration.queries.lent import kinds
from elevakt.trust.access.models import Grant
from elevakt.trust.access.testing.arranging import arrange

GRANTS = reverse("administration:grants")


@pytest.fixture
def story(cast):
    return Story(cast)


def at(name, about):
    return reverse(f"administration:{name}", args=[about.id])


def chosen(story, who="stina", **more):
    today = story.now.date()
    return {
        "person": str(story.cast.id(who)),
        "kinds": ["discipline", "leave_of_absence"],
        "first_on": today,
        "last_on": today + dt.timedelta(days=30),
        **more,
    }


def given(story):
    with arrange():
        rows = Grant.objects.filter(basis="decides").exclude(valid_during__isempty=True)
        return {
            (row.person_id, row.scope, row.unit_id)
            for row in rows
            if row.valid_during.upper > story.now
        }


def test_the_principal_says_who_decides_in_what_and_ends_it(story):
    cast, rut, stina = story.cast, Desk(story, "rut"), Desk(story, "stina")
    here = at("delegation", cast.norra)
    assert here in rut.get(reverse("overview:unit", args=[cast.norra.id])).links
    page = rut.get(here).text
    assert "Ingen beslutar i rektors ställe just nu" in page

    saved = rut.fill(here, **chosen(story))

    titles = {one.process: one.title for one in kinds()}
    discipline, leave = titles["discipline"], titles["leave_of_absence"]
    assert f"Stina Ås {', '.join(sorted((discipline, leave)))} 7 sep – 7 okt" in saved.text
    assert given(story) == {
        (cast.id("stina"), process, cast.norra.id) for process in ("discipline", "leave_of_absence")
    }
    assert "Ett uppdrag har getts eller avslutats" in stina.get(reverse("home:notices")).text
    assert f"Beslutar i rektors ställe: {leave}" in stina.get(GRANTS).text
    end = at("end_delegation", cast.norra)
    assert Desk(story, "kim").post(end, {"key": "x"}).status == 404
    assert rut.post(end, {"key": "x"}).status == 404
    beata = Desk(story, "beata")
    with arrange():
        keys = list(Grant.objects.filter(basis="decides").values_list("id", flat=True))
    # It ends by the first key of the row, and all that is in the row with it.
    assert any("Avslutat." in beata.post(end, {"key": str(key)}).text for key in keys)
    assert given(story) == set()


def test_a_deputy_sees_it_and_gives_nothing(story):
    beata, here = Desk(story, "beata"), at("delegation", story.cast.norra)

    assert "Vem får besluta?" not in beata.get(here).text
    assert beata.post(here, chosen(story)).status == 404
    assert given(story) == set()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"person": "", "person_q": ""}, "Välj en kollega."),
        ({"kinds": []}, "Välj minst ett slags ärenden."),
        ({"kinds": ["adapted_school_form"]}, "Fel:"),
        ({"last_on": "2027-12-01"}, "Högst 366 dagar åt gången."),
        ({"last_on": ""}, "Välj den sista dagen."),
        ({"who": "nils"}, "Välj någon som har en tjänst på enheten."),
    ],
)
def test_what_cannot_be_is_said_in_the_form(story, wrong, said):
    page = Desk(story, "rut").fill(at("delegation", story.cast.norra), **chosen(story, **wrong))

    assert (page.status, given(story)) == (422, set())
    assert said in f"{page.title} {page.text}"


def test_what_the_law_lets_nobody_hand_over_is_refused(story):
    today = story.now.date()
    for processes in (["adapted_school_form"], ["degrading_treatment", "unknown"], []):
        with story.as_("rut") as rut, pytest.raises(NotDelegable):
            let_decide(
                rut,
                story.cast.id("stina"),
                unit_id=story.cast.norra.id,
                processes=processes,
                first_on=today,
                last_on=today,
            )
    assert given(story) == set()


def test_the_page_says_what_may_be_handed_over_and_what_not(story):
    found = {one.process: one for one in kinds()}

    assert "Besluta" in found["leave_of_absence"].others
    assert found["leave_of_absence"].hers
    assert found["discipline"].others
    assert found["discipline"].hers
    assert "degrading_treatment" not in {one.process for one in kinds() if one.others}
    page = Desk(story, "rut").get(at("delegation", story.cast.norra)).text
    for said in (*found["discipline"].others, *found["discipline"].hers):
        assert said in page
