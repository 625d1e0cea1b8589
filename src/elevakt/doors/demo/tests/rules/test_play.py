import datetime as dt
from collections import Counter

import pytest

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_events import EVENTS, PLACES, STAFF_EVENT, WHEN
from elevakt.doors.demo.rules.play_moves import answers, report
from elevakt.doors.demo.rules.play_script import write_script
from elevakt.doors.demo.rules.play_story import Care
from elevakt.doors.demo.rules.play_words import genitive, names, pronouns
from elevakt.doors.demo.rules.town import build_town
from elevakt.engines.cases.enums import OpenedBy
from elevakt.trust.people.rules.ss12000.reading import read_roster

UNTIL = dt.datetime(2026, 11, 20, 14, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def town():
    town = build_town(7, UNTIL.date())
    return read_roster(town.files()), town.extras


@pytest.fixture(scope="module")
def script(town):
    return write_script(*town, seed=7, until=UNTIL)


def test_it_is_two_years_of_at_least_four_hundred_cases(script):
    opened = [story.opens_at for story in script.stories]

    assert len(opened) >= 400
    assert max(opened) <= UNTIL
    assert dt.timedelta(days=700) < UNTIL - min(opened) < dt.timedelta(days=740)


def test_the_same_seed_writes_the_same_script(town, script):
    assert write_script(*town, seed=7, until=UNTIL) == script
    assert write_script(*town, seed=8, until=UNTIL) != script


def test_every_kind_of_care_is_there_and_everybody_reports(script):
    assert {story.care for story in script.stories} == set(Care)
    assert {story.opened_by for story in script.stories} == {
        OpenedBy.STAFF,
        OpenedBy.GUARDIAN,
        OpenedBy.PUPIL,
    }


def test_no_key_is_there_twice(script):
    keys = Counter(story.key for story in script.stories)

    assert {key for key, count in keys.items() if count > 1} == set()


def test_the_two_parts_share_no_series(script):
    first, second = script.parts

    assert {story.unit for story in first} & {
        story.unit for story in second if story.care is not Care.ACCUSED_PRINCIPAL
    } == set()
    assert [story for story in first if story.care is Care.ACCUSED_PRINCIPAL] == []


def test_each_part_is_in_the_order_of_the_reports_of_each_school(script):
    for part in script.parts:
        for unit in {story.unit for story in part}:
            opened = [story.opens_at for story in part if story.unit == unit]
            assert opened == sorted(opened)


def test_nobody_in_a_story_investigates_it(script):
    for story in script.stories:
        homes = {home for one in story.characters for home in one.homes}
        assert homes.isdisjoint(story.investigators)
        assert {one.key for one in story.characters}.isdisjoint(story.investigators)
        assert story.investigators


def test_an_ordinary_story_is_about_nobody_who_asks_for_care(script, town):
    cared_for = {one.pupil_id for one in town[1].circumstances}

    named = {
        one.key for story in script.stories if story.care is Care.NONE for one in story.characters
    }

    assert named & cared_for == set()


def test_every_report_is_written_out(script):
    texts = [str(report(story, Dice(7, story.key))["what_happened"]) for story in script.stories]

    assert [text for text in texts if "{" in text or not text[0].isupper()] == []
    assert len(set(texts)) > len(texts) * 0.8


@pytest.mark.parametrize("event", [*EVENTS, STAFF_EVENT])
def test_every_text_of_an_event_can_be_filled(event):
    places = {
        **dict.fromkeys(("e", "e_s", "a"), "Kim"),
        "place": PLACES[event.places[0]],
        "when": WHEN[0],
        **pronouns(["Man"]),
    }
    texts = [
        text
        for told in (
            event.seen,
            event.home,
            event.own,
            event.exposed,
            event.alleged,
            event.witness,
            event.found,
        )
        for text in told
    ]

    assert [text.format_map(places) for text in texts if not text.format_map(places)] == []
    assert set(event.places) <= PLACES.keys()


def test_the_first_who_investigates_is_replaced_when_she_is_concerned(script):
    story = next(story for story in script.stories if story.care is Care.CONCERNED_INVESTIGATOR)

    chosen = [
        answers(story, "receive", "", day=UNTIL.date(), tries=tries, dice=Dice(7, "")).get(
            "investigator"
        )
        for tries in (0, 1)
    ]

    assert chosen == [str(one) for one in story.investigators[:2]]


@pytest.mark.parametrize(
    ("given", "said"),
    [(["Ali"], "Ali"), (["Ali", "Bo"], "Ali och Bo"), (["Ali", "Bo", "Eva"], "Ali, Bo och Eva")],
)
def test_names_stand_in_a_sentence(given, said):
    assert names(given) == said


def test_words_are_swedish():
    assert [genitive(name) for name in ("Elis", "Max", "Sara")] == ["Elis", "Max", "Saras"]
    assert pronouns(["Kvinna"])["him"] == "henne"
    assert pronouns(["Man"])["his"] == "hans"
    assert pronouns(["Man", "Kvinna"])["he_"] == "De"
