"""When somebody comes of age."""

import datetime as dt

import pytest

from elevakt.trust.people.rules.age import is_of_age


@pytest.mark.parametrize(
    ("born", "comes_of_age"),
    [("2008-09-08", "2026-09-08"), ("2008-02-29", "2026-02-28"), ("2008-12-31", "2026-12-31")],
)
def test_one_comes_of_age_on_the_birthday(born, comes_of_age):
    born, day = dt.date.fromisoformat(born), dt.date.fromisoformat(comes_of_age)

    assert is_of_age(born, day)
    assert not is_of_age(born, day - dt.timedelta(days=1))


def test_one_without_a_birth_date_is_not_known_to_be_of_age():
    assert not is_of_age(None, dt.date(2026, 9, 8))
