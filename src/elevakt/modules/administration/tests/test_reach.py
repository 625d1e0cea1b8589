"""Whoever leads a unit goes through who reaches its pupils, once a term, and signs."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.engines.notifications.models import Notice
from elevakt.foundation.kernel import clock
from elevakt.modules.administration.actions.giving import REVIEW, remind
from elevakt.modules.administration.models import AccessReview
from elevakt.modules.administration.rules.terms import term_of
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.matters import bar, invite, open_matter
from elevakt.trust.people.models import CalendarPeriod


@pytest.fixture
def story(cast):
    return Story(cast)


def of(unit):
    return reverse("administration:reach", args=[unit.id])


def signed():
    with arrange():
        return list(AccessReview.objects.values_list("signed_by_id", "words"))


def test_she_sees_everybody_and_why_and_signs(story):
    rut = Desk(story, "rut")
    here = of(story.cast.norra)
    assert here in rut.get(reverse("overview:unit", args=[story.cast.norra.id])).links

    page = rut.get(here)
    for words in (
        "Mia Lind Lärare Är mentor: elever 3",
        "Mia Lind Lärare Undervisar: elever 3",
        "Tom Frisk Lärare Undervisar: elever 3",
        "Rut Holm Rektor Leder skolan: elever 5",
    ):
        assert words in page.text
    assert "Nils Hall" not in page.text
    saved = rut.fill(here, words="Lo har bytt grupp.")

    assert "Underskrivet den här terminen" in saved.text
    assert signed() == [(story.cast.id("rut"), "Lo har bytt grupp.")]
    with arrange():
        seen = {tuple(row) for row in AccessReview.objects.get().seen}
    assert (str(story.cast.id("tom")), "teaches", 3) in seen


def test_who_works_in_cases_is_counted_and_a_case_that_is_kept_from_her_is_not(story):
    cast = story.cast
    for about in ("elis", "amir"):
        invite(cast, open_matter(cast, about), "kim", "work")
    hidden = open_matter(cast, "hedda", unit=None, officer="organiser")
    invite(cast, hidden, "kim", "work")
    invite(cast, hidden, "stina", "work")
    against_her = open_matter(cast, "hedda")
    invite(cast, against_her, "kim", "work")
    bar(cast, against_her, "rut")

    page = Desk(story, "rut").get(of(cast.norra))

    assert "Kim Sand Kurator Arbetar i ärenden 2" in page.text
    assert "Stina Ås" not in page.text


def test_another_unit_or_another_person_has_no_such_page(story):
    assert Desk(story, "rut").get(of(story.cast.bjorkangen)).status == 404
    assert Desk(story, "tom").get(of(story.cast.norra)).status == 404
    assert Desk(story, "tom").post(of(story.cast.norra), {"words": ""}).status == 404
    assert signed() == []


def test_whoever_has_not_signed_is_reminded_once_when_the_term_has_come_to_rest(story):
    cast, today = story.cast, story.now.date()
    with arrange():
        for unit, days in ((cast.norra, 20), (cast.bjorkangen, 3)):
            CalendarPeriod.objects.create(
                organiser_id=cast.organiser.id,
                school_unit=unit,
                kind="term",
                name="Höst",
                starts_on=today - dt.timedelta(days=days),
                ends_on=today + dt.timedelta(days=90),
            )

    def reminded():
        for _time in range(2):
            with clock.fixed(story.now), working(cast.organiser.id, "remind") as machine:
                remind(machine)
        with arrange():
            return set(Notice.objects.filter(kind=REVIEW).values_list("person_id", flat=True))

    assert reminded() == {cast.id("rut")}
    rut = Desk(story, "rut")
    there = reverse("administration:reviews")
    assert there in rut.get(reverse("home:notices")).links
    assert "Vilka har tillgång" in rut.get(there).text
    with arrange():
        Notice.objects.filter(kind=REVIEW).delete()
    rut.fill(of(cast.norra))
    assert reminded() == set()


def test_a_term_is_the_last_that_has_begun_or_else_the_half_year():
    day = dt.date(2026, 9, 7)
    terms = [dt.date(2026, 8, 18), dt.date(2027, 1, 11)]

    assert term_of(day, terms) == dt.date(2026, 8, 18)
    assert term_of(dt.date(2027, 1, 11), terms) == dt.date(2027, 1, 11)
    assert term_of(day, []) == dt.date(2026, 8, 1)
    assert term_of(dt.date(2026, 7, 31), []) == dt.date(2026, 1, 1)
    assert term_of(day, [dt.date(2027, 1, 11)]) == dt.date(2026, 8, 1)
