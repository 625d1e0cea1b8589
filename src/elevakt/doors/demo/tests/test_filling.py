import datetime as dt

from elevakt.doors.demo.actions.filling import town_moment, write_folder

FRIDAY = dt.datetime(2026, 11, 20, 14, 30, tzinfo=dt.UTC)
MONDAY = FRIDAY + dt.timedelta(days=3)


def test_a_town_leads_up_to_now(tmp_path):
    assert town_moment(tmp_path / "norrvik", FRIDAY, is_begun=False) == FRIDAY


def test_a_town_that_was_begun_and_stopped_goes_on_to_the_same_moment(tmp_path):
    town_moment(tmp_path, FRIDAY, is_begun=False)

    assert town_moment(tmp_path, MONDAY, is_begun=True) == FRIDAY


def test_an_old_folder_beside_a_new_database_is_made_anew(tmp_path):
    town_moment(tmp_path, FRIDAY, is_begun=False)

    assert town_moment(tmp_path, MONDAY, is_begun=False) == MONDAY


def test_the_roster_is_written_as_a_folder(tmp_path):
    write_folder(tmp_path, {"persons.json": "[]"})

    assert (tmp_path / "persons.json").read_text() == "[]"
