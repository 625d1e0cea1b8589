"""The page of the circle: who is in it, since when and by whose word, and what is hidden."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.trust.access.models import ProtectedCircle
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Duty, Person

IN_CIRCLE = ("Kim Sand", "Ces")


@pytest.fixture
def story(cast):
    """Hilda's circle: Kim, and Cilla who is protected herself; Tom has left it, Lo is in Nova's."""
    story = Story(cast)
    with arrange():
        ProtectedCircle.objects.all().delete()
        Person.objects.filter(id=cast.id("nova")).update(is_protected=True)
        Person.objects.filter(id=cast.id("cilla")).update(is_protected=True, display_name="Ces")
        for pupil, reader, by, begins, ends in (
            ("hilda", "kim", "beata", 20, None),
            ("hilda", "cilla", "rut", 3, None),
            ("hilda", "tom", "rut", 20, 3),
            ("nova", "mia", "rut", 20, None),
        ):
            ProtectedCircle.objects.create(
                organiser_id=cast.organiser.id,
                protected_person_id=cast.id(pupil),
                reader_id=cast.id(reader),
                valid_during=(
                    story.now - dt.timedelta(days=begins),
                    ends and story.now - dt.timedelta(days=ends),
                ),
                confirmed_by_id=cast.id(by),
            )
    return story


@pytest.fixture
def page(cast):
    return reverse("pupils:circle", args=[cast.id("hilda")])


def test_it_says_who_is_in_it_since_when_and_by_whose_word(story, page):
    found = Desk(story, "rut").get(page)
    inside = found.text.partition("I kretsen nu")[2].partition("Vilka behöver veta?")[0]

    assert "Kim Sand sedan 18 aug · bekräftat av Beata" in inside
    assert "Ces sedan 4 sep · bekräftat av Rut" in inside
    for word in ("Cilla", "Moberg", "Tom", "Mia", "Nova"):
        assert word not in inside
    assert "Cilla" not in found.html
    assert "Det här är dolt" in found.text
    assert reverse("oversight:pupil", args=[story.cast.id("hilda")]) in found.links


def test_nobody_but_who_leads_has_the_page_or_a_word_of_it(story, page):
    for name in ("kim", "cilla", "tom", "mia", "bo", "ada", "greta", "olof"):
        desk = Desk(story, name)
        for found in (desk.get(page), desk.post(page, {"reader": [str(story.cast.id(name))]})):
            assert found.status == 404
            assert not [word for word in (*IN_CIRCLE, "Hilda", "Gömd") if word in found.text]
    for name in ("hugo", "hilda", "vera"):
        assert Desk(story, name, Side.FAMILY).get(page).status == 404
    with arrange():
        left = ProtectedCircle.objects.filter(protected_person_id=story.cast.id("hilda"))
        now = [row.reader_id for row in left if row.valid_during.upper is None]
    assert set(now) == {story.cast.id("kim"), story.cast.id("cilla")}


def test_who_no_longer_leads_loses_it_the_same_second(story, page):
    rut = Desk(story, "rut")
    assert rut.get(page).status == 200

    with arrange():
        period = (story.now - dt.timedelta(days=300), story.now)
        Duty.objects.filter(person_id=story.cast.id("rut")).update(period=period)

    lost = rut.get(page)
    assert (lost.status, "Kim Sand" in lost.text) == (404, False)
