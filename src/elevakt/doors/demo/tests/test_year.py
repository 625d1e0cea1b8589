"""Some weeks of every process, in order: what must hold does, and is seen when it does not."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import transaction

from elevakt.doors.demo.actions.filling import fill
from elevakt.doors.demo.actions.happening import Happens
from elevakt.doors.demo.actions.year import play_year
from elevakt.doors.demo.queries import figures, holding
from elevakt.doors.demo.rules.play_story import RELEASED
from elevakt.doors.demo.rules.play_year import write_year
from elevakt.doors.demo.tests.small import SEED, UNTIL, small_town
from elevakt.engines.cases.actions.sweeping import remind
from elevakt.engines.cases.models import Case
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.notifications.models import Notice
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.testing.arranging import arrange

PROCESSES = [definition(*key) for key in RELEASED]
WEEKS = (dt.date(2026, 9, 1), dt.date(2026, 10, 9))
NIGHT = dt.datetime(2026, 11, 20, 22, 55, tzinfo=dt.UTC)


class Weeks:
    """The small town, and what happens there in some weeks."""

    def __init__(self, scale):
        roster, extras = small_town()
        self.organiser = roster.organiser.id
        self.script = write_year(
            roster,
            extras,
            PROCESSES,
            seed=SEED,
            days=WEEKS,
            until=UNTIL + dt.timedelta(days=200),
            scale=scale,
        )
        with self.machinery(UNTIL) as actor:
            fill(actor, roster, extras, progress=lambda resource, rows: None)

    def machinery(self, at):
        return acting_as(machinery(self.organiser, "demo", now=at))


@contextmanager
def weeks(blocker, scale):
    with blocker.unblock(), transaction.atomic():
        yield Weeks(scale)
        transaction.set_rollback(True)


@pytest.mark.prove
def test_whatever_happens_comes_to_its_close_and_nothing_is_late_unsaid(
    django_db_setup, django_db_blocker
):
    with weeks(django_db_blocker, scale=0.25) as town:
        year = play_year(town.script)

        with arrange():
            played = set(Case.objects.values_list("process", "version"))
        with town.machinery(town.script.until) as actor:
            told = figures.processes(actor)

    assert (year.broken, year.stuck) == ([], [])
    assert year.cases == sum(one.cases for one in told) >= len(town.script.happenings)
    assert played >= {(one.process, one.version) for one in town.script.happenings}


def test_what_does_not_hold_is_seen(django_db_setup, django_db_blocker):
    with weeks(django_db_blocker, scale=0.05) as town:
        one = Happens(town.script, town.script.happenings[0])
        with town.machinery(one.told.opens_at) as actor:
            one.open()
            assert holding.opened_and_untold(actor, one.case_id, one.told.opens_at) == []
            assert holding.why_not_closed(actor, one.case_id) != ""
        with town.machinery(NIGHT) as actor:
            flagged = holding.late_and_not_flagged(actor, NIGHT)
            assert [line.split()[:4] for line in flagged][:1] == [["late", "and", "not", "flagged"]]
            remind(town.organiser)
            kept = holding.effects(actor)
            remind(town.organiser)
            assert holding.effects(actor) == kept
        with arrange():
            Notice.objects.filter(kind="to_do").delete()
            Case.objects.update(number="ELEV1 2026-2")
        with town.machinery(NIGHT) as actor:
            assert holding.opened_and_untold(actor, one.case_id, one.told.opens_at) != []
            assert holding.not_kept_once(actor) == [
                "numbers of ELEV1 2026: 1 cases, 1 numbers, the last is 2"
            ]
