import datetime as dt
from collections import Counter

import pytest

from elevakt.doors.demo.rules.dice import Dice
from elevakt.doors.demo.rules.play_events import EVENTS, PLACES, STAFF_EVENT, WHEN
from elevakt.doors.demo.rules.play_moves import answers, report
from elevakt.doors.demo.rules.play_script import write_script
from elevakt.doors.demo.rules.play_story import PROCESS, RELEASED, Care
from elevakt.doors.demo.rules.play_words import genitive, names, pronouns
from elevakt.doors.demo.rules.town import build_town
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.queries.definitions import definition
from elevakt.trust.people.rules.ss12000.reading import read_roster

PROCESSES = [definition(*key) for key in RELEASED]
UNTIL = dt.datetime(2026, 11, 20, 14, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def town():
    town = build_town(7, UNTIL.date())
    return read_roster(town.files()), town.extras


@pytest.fixture(scope="module")
def script(town):
    return written(town, 7)


def written(town, seed):
    roster, extras = town
    return write_script(roster, extras, PROCESSES, seed=seed, until=UNTIL)


def test_it_is_two_years_of_at_least_four_hundred_cases(script):
    opened = [one.opens_at for one in script.everything]

    assert len(opened) >= 400
    assert max(opened) <= UNTIL
    assert dt.timedelta(days=700) < UNTIL - min(opened) < dt.timedelta(days=740)


def test_the_same_seed_writes_the_same_script(town, script):
    assert written(town, 7) == script
    assert written(town, 8) != script


def test_every_kind_of_care_is_there_and_everybody_reports(script):
    assert {story.care for story in script.stories} == set(Care)
    assert {story.opened_by for story in script.stories} == {
        OpenedBy.STAFF,
        OpenedBy.GUARDIAN,
        OpenedBy.PUPIL,
    }


def test_every_process_happens_and_each_that_is_not_reported_comes_out_of_another(script):
    happens = {one.process for one in script.happenings}
    onward = {process for one in script.happenings for process in one.onward}

    assert happens | onward | {PROCESS} == {one.id for one in PROCESSES}
    assert onward == {one.id for one in PROCESSES if one.report_as is None}


def test_no_key_is_there_twice(script):
    keys = Counter(one.key for one in script.everything)

    assert {key for key, count in keys.items() if count > 1} == set()


def test_the_two_parts_share_no_series(script):
    first, second = script.parts

    def led_at_its_unit(part):
        return {one.unit for one in part if one not in accusing}

    accusing = [one for one in script.stories if one.care is Care.ACCUSED_PRINCIPAL]
    led_by_organiser = {one.id for one in PROCESSES if not one.lead_unit.enrolment_of}

    assert led_at_its_unit(first) & led_at_its_unit(second) == set()
    assert [one for one in first if one in accusing] == []
    assert {one.process for one in script.happenings if one in first} & led_by_organiser == set()


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
