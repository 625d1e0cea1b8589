import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.templatetags import ui

NOON = dt.datetime(2026, 9, 14, 12, 0, tzinfo=clock.STOCKHOLM)


@pytest.fixture(autouse=True)
def _on_the_fourteenth_of_september():
    with clock.fixed(NOON):
        yield


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Elis Lindqvist", "EL"),
        ("Anna Maria von Åkerblom", "AÅ"),
        ("örjan", "Ö"),
        ("", ""),
        ("– (okänd)", ""),
    ],
)
def test_initials_are_of_first_and_last_name(name, letters):
    assert ui.initials(name) == letters


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 9, 14), "14 sep"),
        (dt.date(2026, 12, 1), "1 dec"),
        (dt.date(2025, 9, 14), "14 sep 2025"),
        (dt.datetime(2026, 9, 14, 23, 30, tzinfo=dt.UTC), "15 sep"),
        (None, ""),
    ],
)
def test_a_day_says_its_year_only_when_it_is_another(day, words):
    assert ui.day(day) == words


def test_a_day_to_plan_by_says_which_day_of_the_week_it_is():
    assert ui.planned(dt.date(2026, 9, 14)) == "mån 14 sep"
    assert ui.planned(dt.date(2027, 1, 8)) == "fre 8 jan 2027"
    assert ui.planned(None) == ""


def test_in_english_a_day_is_written_as_the_english_write_it():
    with translation.override("en"):
        assert ui.day(dt.date(2026, 9, 14)) == "14 Sep"
        assert ui.planned(dt.date(2026, 9, 14)) == "Mon 14 Sep"


@pytest.mark.parametrize(
    ("days_ago", "words"), [(0, "I dag"), (1, "I går"), (2, "Lör 12 sep"), (-1, "Tis 15 sep")]
)
def test_a_day_as_a_heading_says_when_it_is_near(days_ago, words):
    assert ui.near_day(NOON - dt.timedelta(days=days_ago)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [("0701740679", "070-174 06 79"), ("08123456", "08123456"), ("070-174 06 79", "070-174 06 79")],
)
def test_a_mobile_number_is_written_as_it_is_read_aloud(number, words):
    assert ui.phone(number) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOON, "i dag 12:00"),
        (NOON - dt.timedelta(days=1), "i går 12:00"),
        (NOON - dt.timedelta(days=2), "12 sep 12:00"),
        (NOON - dt.timedelta(days=365), "14 sep 2025 12:00"),
        (None, ""),
    ],
)
def test_a_moment_says_when_it_is_near(moment, words):
    assert ui.when(moment) == words


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-2, "late", "2 dagar försenat"),
        (-1, "late", "1 dag försenat"),
        (0, "today", "i dag"),
        (1, "soon", "i morgon"),
        (3, "soon", "3 dagar kvar"),
        (4, "later", "4 dagar kvar"),
    ],
)
def test_a_deadline_says_how_long_is_left(days, state, words):
    due_on = clock.today() + dt.timedelta(days=days)

    drawn = ui.due(due_on)

    assert f'data-state="{state}"' in drawn
    assert f'<time datetime="{due_on.isoformat()}">{ui.planned(due_on)}</time>' in drawn
    assert f'<span class="due__words">{words}</span>' in drawn


def test_without_a_deadline_nothing_is_said():
    assert ui.due(None) == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("done", "klart"),
        ("current", "pågår"),
        ("late", "försenat"),
        ("skipped", "överhoppat"),
        ("todo", "kommande"),
    ],
)
def test_a_step_says_what_its_mark_shows(state, words):
    assert ui.step_words(state) == words


def test_an_icon_is_decoration_unless_it_has_a_label():
    plain = Template('{% icon "bell" %}').render(Context())
    named = Template('{% icon "bell" "Aviseringar" flip=True %}').render(Context())

    assert plain == (
        '<svg class="icon" aria-hidden="true"><use href="/static/vendor/icons.svg#bell"/></svg>'
    )
    assert named == (
        '<svg class="icon icon--flip" role="img" aria-label="Aviseringar">'
        '<use href="/static/vendor/icons.svg#bell"/></svg>'
    )
