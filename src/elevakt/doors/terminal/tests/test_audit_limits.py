"""``elevakt audit limits`` shows and sets the numbers of an organiser."""

import pytest
from django.core.management import CommandError, call_command

from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import Limit
from elevakt.trust.access.queries.putting_on import own_limit


def minutes(cast, name):
    with acting_as(cast.actor(name)) as actor:
        return own_limit(actor, Limit.EMERGENCY_MINUTES)


def test_it_sets_a_number_for_one_organiser_and_changes_it(cast, capsys):
    ours = cast.organiser.id
    call_command("audit_limits", "emergency_minutes", "30", organiser=ours)
    call_command("audit_limits", "emergency_minutes", "15", organiser=ours)

    assert (minutes(cast, "tom"), minutes(cast, "ove")) == (15, 60)
    assert f"{ours} emergency_minutes 15" in capsys.readouterr().out.splitlines()


def test_it_shows_the_numbers_of_all(cast, capsys):
    call_command("audit_limits")

    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 2 * len(Limit)
    assert f"{cast.other_organiser.id} strangers_a_day 30" in shown


@pytest.mark.parametrize(("value", "several"), [("0", False), ("10", True)])
def test_it_must_be_known_whose_and_at_least_one(cast, value, several):
    organiser = None if several else cast.organiser.id

    with pytest.raises(CommandError):
        call_command("audit_limits", "sample_a_week", value, organiser=organiser)
    assert minutes(cast, "tom") == 60
