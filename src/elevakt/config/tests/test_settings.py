"""Where the database is, as the environment says it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from elevakt.config import settings


@pytest.fixture
def named(monkeypatch):
    """Return the settings of the database for an address."""
    for name in ("PGHOST", "PGPORT", "PGDATABASE", "ELEVAKT_WEB_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "LOGIN", "web")

    def database(url):
        monkeypatch.setenv("DATABASE_URL", url)
        return settings._database()

    return database


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("postgresql://db.example.se/school", ("db.example.se", "5432", "school")),
        ("postgresql://db.example.se:6000/school", ("db.example.se", "6000", "school")),
        ("postgresql://who@/school?host=/run/here&port=7", ("/run/here", "7", "school")),
        ("postgresql://[::1]:6000/", ("::1", "6000", "elevakt")),
    ],
)
def test_a_database_is_found_by_its_address(named, url, where):
    found = named(url)

    assert (found["HOST"], found["PORT"], found["NAME"]) == where
    assert found["USER"] == f"{settings.PREFIX}_web"
    assert "target_session_attrs" not in found["OPTIONS"]


def test_of_several_hosts_the_one_that_can_be_written_is_used(named):
    found = named("postgresql://one.example.se:5432,two.example.se:5433/school")

    assert (found["HOST"], found["PORT"]) == ("one.example.se,two.example.se", "5432,5433")
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"


def test_how_to_connect_may_be_said_but_not_as_whom_nor_with_what(named):
    found = named("postgresql://root:p%40ss@db.example.se/x?sslmode=verify-full&options=-cjit%3Don")

    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["PASSWORD"] == "p@ss"
    assert found["USER"] == f"{settings.PREFIX}_web"
    assert "search_path=base" in found["OPTIONS"]["options"]


def test_an_address_that_cannot_be_read_is_not_repeated(named):
    with pytest.raises(ImproperlyConfigured) as stopped:
        named("postgresql://who:secret@[::1/x")

    assert "secret" not in str(stopped.value)
