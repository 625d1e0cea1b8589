"""Who has opened what: for who leads, for who oversees, and for oneself."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.matters import appoint, open_matter
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side

START, MINE, PUT_ON = (reverse(f"oversight:{name}") for name in ("start", "mine", "put_on"))


def of_pupil(story, name, what="pupil"):
    return reverse(f"oversight:{what}", args=[story.cast.id(name)])


def opened(story, who, *whom, page="pupils:pupil", basis="teaches", minutes=1, matter=None):
    """Let somebody have opened persons so many minutes ago."""
    with arrange():
        return Opening.objects.create(
            organiser_id=story.cast.organiser.id,
            at=story.now - dt.timedelta(minutes=minutes),
            person_id=story.cast.id(who),
            side=Side.STAFF,
            page=page,
            kind="opened",
            subjects=[story.cast.id(one) for one in whom],
            bases=[basis] * len(whom),
            matters=[matter.id if matter else None] * len(whom),
        )


@pytest.fixture
def greta(story, desk):
    """Greta has been given to oversee, and begins."""
    appoint(story.cast, "greta", basis=Basis.OVERSEES, scope="")
    greta = desk("greta")
    greta.fill(PUT_ON, reason="Månadens granskning")
    return greta


def finds(greta, story, name):
    """Let her find a pupil at Norra, as she must before she may see the log."""
    words = story.cast.persons[name].given_name
    return greta.post(START, {"skola": story.cast.norra.id, "namn": words})


def test_who_leads_comes_to_the_log_from_the_pupils_page(story, desk):
    opened(story, "tom", "elis")
    rut = desk("rut")
    log = of_pupil(story, "elis")

    assert log in rut.get(f"/elever/{story.cast.id('elis')}/").links
    assert log not in desk("mia").get(f"/elever/{story.cast.id('elis')}/").links
    assert "Tom Frisk Lärare Öppnade Elevens sidor Undervisar" in rut.get(log).text


def test_what_is_about_a_case_that_is_hidden_is_in_no_page_file_or_count(story, desk, greta):
    hidden = open_matter(story.cast, "elis", unit=None)
    opened(story, "kim", "elis", page="cases:case", matter=hidden)
    opened(story, "tom", "elis")
    finds(greta, story, "elis")

    for who in (desk("rut"), greta):
        for what in ("pupil", "pupil_file"):
            page = who.get(of_pupil(story, "elis", what))
            assert (page.status, "Tom Frisk" in page.html, "Kim" in page.html) == (200, True, False)
    kim = reverse("oversight:person", args=[story.cast.id("kim")])
    assert "Inget att visa" in greta.get(kim).text


def test_a_log_is_narrowed_by_time_page_basis_and_person(story, desk):
    opened(story, "tom", "elis", minutes=60 * 24 * 40)
    opened(story, "mia", "elis", page="pupils:list", basis="mentors")
    rut, log, tom = desk("rut"), of_pupil(story, "elis"), story.cast.id("tom")

    def names(query):
        text = rut.get(f"{log}?{query}").text
        return [name for name in ("Tom Frisk", "Mia Lind") if name in text]

    assert names("") == ["Tom Frisk", "Mia Lind"]
    assert names("tid=manad") == names("grund=mentors") == ["Mia Lind"]
    assert names(f"vem={tom}") == ["Tom Frisk"]
    assert names("sida=pupils:") == ["Tom Frisk", "Mia Lind"]
    assert names("sida=home:") == []
    assert names("tid=x&sida=x&grund=x&vem=x&fore=x") == ["Tom Frisk", "Mia Lind"]


def test_the_log_goes_on_from_page_to_page_and_leaves_nothing_out(story, desk):
    for minute in range(1, 54):
        opened(story, "tom", "elis", minutes=minute)
    opened(story, "mia", "elis", minutes=49, page="home:search")
    rut, log = desk("rut"), of_pupil(story, "elis")

    first = rut.get(log)
    (more,) = [link for link in first.links if "fore=" in link]
    second = rut.get(log + more)

    assert first.html.count("<td") // 4 + second.html.count("<td") // 4 == 54
    assert [link for link in second.links if "fore=" in link] == []


def test_a_page_of_the_log_costs_the_same_at_one_row_and_at_three(
    story, desk, django_assert_max_num_queries
):
    rut, log = desk("rut"), of_pupil(story, "elis")
    rut.get(log)
    counts = []
    for _ in range(2):
        opened(story, "tom", "elis")
        opened(story, "mia", "elis")
        with django_assert_max_num_queries(60) as asked:
            rut.get(log)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_file_is_a_table_without_formulas_and_an_opening_of_its_own(story, desk):
    row = opened(story, "tom", "elis")
    with arrange():
        Opening.objects.filter(id=row.id).update(reason="=1+1")

    response = desk("rut").get(of_pupil(story, "elis", "pupil_file")).response

    assert response["Content-Disposition"] == 'attachment; filename="logg.csv"'
    assert response.content.decode("utf-8-sig").splitlines() == [
        "När;Vem;Titel;Hur;Sida;Därför att;Skäl",
        "2026-09-07 10:14:00;Tom Frisk;Lärare;Öppnade;Elevens sidor;Undervisar;'=1+1",
    ]
    with arrange():
        written = Opening.objects.get(page="oversight:pupil_file")
    assert (written.subjects, written.bases) == ([story.cast.id("elis")], ["leads"])


def test_whoever_oversees_finds_a_pupil_as_anybody_may_and_sees_who_has_read(story, greta):
    opened(story, "tom", "elis", "amir")
    log = of_pupil(story, "elis")
    assert greta.get(log).status == 404
    assert "Du granskar loggar till 11:15." in greta.get(START).text

    assert log in finds(greta, story, "elis").links

    page = greta.get(log)
    assert "Tom Frisk" in page.text
    assert "Amir" not in page.html
    with arrange():
        written = Opening.objects.filter(page="oversight:pupil", kind="opened").get()
    assert (written.person_id, written.bases) == (story.cast.id("greta"), ["oversees"])


def test_what_a_colleague_has_opened_says_how_many_and_never_whom(story, greta):
    opened(story, "tom", "elis", "amir")
    tom = reverse("oversight:person", args=[story.cast.id("tom")])
    assert tom in greta.post(START, {"kollega": "Tom"}).links

    page = greta.get(tom)
    file = greta.get(reverse("oversight:person_file", args=[story.cast.id("tom")]))

    assert "2 Öppnade Elevens sidor Undervisar" in page.text
    assert "Öppnade;Elevens sidor;2;Undervisar" in file.html
    assert [word for word in ("Elis", "Amir") if word in page.html + file.html] == []


@pytest.mark.parametrize("whom", ["greta", "ove"])
def test_nobody_oversees_herself_or_another_organiser(story, greta, whom):
    assert greta.get(reverse("oversight:person", args=[story.cast.id(whom)])).status == 404


def test_to_oversee_is_over_after_an_hour_or_a_tap(story, greta):
    finds(greta, story, "elis")
    log = of_pupil(story, "elis")
    story.later(minutes=61)
    assert greta.get(log).status == 404

    greta.fill(PUT_ON, reason="Igen")
    story.later(minutes=1)
    assert greta.get(log).status == 200
    greta.post(reverse("oversight:take_off", args=["granskning"]), {})
    story.later(seconds=1)
    assert greta.get(log).status == 404


def test_it_takes_to_have_been_given_a_reason_and_a_strong_log_in(story, desk):
    assert desk("olof").get(PUT_ON).status == 404
    appoint(story.cast, "greta", basis=Basis.OVERSEES, scope="")

    assert desk("greta").post(PUT_ON, {"reason": ""}).status == 422
    assert desk("greta", "password").post(PUT_ON, {"reason": "Granskning"}).status == 422
    start = desk("greta").get(START)
    assert "Sök kollega" not in start.html
    assert "Ingen har nödöppnat något." not in start.text


def test_everybody_sees_the_own_openings_from_the_settings_and_no_colleagues(story, desk):
    opened(story, "tom", "elis", "nova")
    opened(story, "mia", "amir")
    tom = desk("tom")

    assert MINE in tom.get(reverse("home:settings")).links
    page = tom.get(MINE)

    assert "Elis Bergström och 1 till Öppnade Elevens sidor Undervisar" in page.text
    assert [word for word in ("Nova", "Amir") if word in page.html] == []
    assert Desk(story, "elis", Side.FAMILY).get(MINE).status == 404
