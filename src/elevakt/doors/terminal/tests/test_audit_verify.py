"""``elevakt audit verify`` finds what has been changed, and says when it was written."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from elevakt.foundation.kernel import clock
from elevakt.trust.access.tasks import seal
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.models import Opening, Seal

NOON = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)


@pytest.fixture
def sealed(cast):
    """An opening that has been sealed."""
    with arrange():
        Opening.objects.create(
            organiser_id=cast.organiser.id,
            at=NOON,
            person_id=cast.tom.id,
            subjects=[cast.elis.id],
            bases=["teaches"],
        )
    with clock.fixed(NOON + dt.timedelta(hours=1)):
        seal(str(cast.organiser.id))
    return cast


def test_it_says_that_nothing_is_changed_and_what_to_keep(sealed, capsys):
    call_command("audit_verify")

    with arrange():
        link = bytes(Seal.objects.get().link).hex()
    assert capsys.readouterr().out.splitlines() == [
        f"{sealed.organiser.id} audit.opening 1 {link} (1 rader)",
        "Ingenting är ändrat.",
    ]


def test_it_says_what_is_wrong_and_when_it_was_written(sealed, capsys):
    with arrange():
        Opening.objects.update(person_id=sealed.mia.id)

    with pytest.raises(CommandError, match="1 fel"):
        call_command("audit_verify")
    assert (
        "  FEL: audit.opening, skrivet från början till 2026-11-18 13:55:00: något är ändrat"
        in capsys.readouterr().out.splitlines()
    )


def test_whoever_makes_the_whole_chain_anew_is_found_by_what_was_kept(sealed, capsys, tmp_path):
    kept = tmp_path / "kept.txt"
    call_command("audit_verify")
    kept.write_text(capsys.readouterr().out)
    with arrange():
        Opening.objects.update(person_id=sealed.mia.id)
        Seal.objects.all().delete()
    with clock.fixed(NOON + dt.timedelta(hours=1)):
        seal(str(sealed.organiser.id))

    call_command("audit_verify")
    with pytest.raises(CommandError, match="1 fel"):
        call_command("audit_verify", kept=kept)
    assert "är inte den försegling som sparades" in capsys.readouterr().out


def test_what_is_older_than_a_day_may_be_left_out(sealed, capsys):
    with arrange():
        Opening.objects.all().delete()

    call_command("audit_verify", "--from", "2026-11-19")
    with pytest.raises(CommandError, match="1 fel"):
        call_command("audit_verify", "--from", "2026-11-18")
    assert "1 borttagna" in capsys.readouterr().out
