"""Plays a school year in the order of its moments, and holds it to what must hold as it goes."""

import datetime as dt
import heapq
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from django.db import transaction

from elevakt.doors.demo.actions.happening import Happens
from elevakt.doors.demo.actions.performing import Performance
from elevakt.doors.demo.queries import holding
from elevakt.doors.demo.queries.scenes import OpenStep
from elevakt.doors.demo.rules.play_days import STOCKHOLM
from elevakt.doors.demo.rules.play_story import JOB, Script
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.actions.sweeping import do_what_is_due, remind
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.rules.actor import Actor, machinery

WORKING_HOURS = range(7, 19)
LAST = dt.time(23, 55)


@dataclass
class Year:
    """What came of a year.

    :param broken: what did not hold, in words
    :param stuck: the cases that could not be taken to their close
    :param most_waiting: how many steps waited for the principals of one unit at most, on one day
    """

    cases: int = 0
    acts: int = 0
    days: int = 0
    broken: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    most_waiting: int = 0


@dataclass(order=True)
class _Turn:
    """What is done at a moment in one case; what comes at the same moment in the order it came."""

    at: dt.datetime
    number: int
    performance: Performance = field(compare=False)
    step: OpenStep | None = field(compare=False)


def play_year(
    script: Script, told: Callable[[dt.date, Year], None] = lambda day, year: None
) -> Year:
    """Play a year to the close of every case, and return what came of it.

    The sweep runs each hour of the working days, and late each night. Then everything that is late
    must have been said to be late, to whoever leads.

    :param told: told of each day that is over
    """
    return _Playing(script, told).play()


class _Playing:
    def __init__(self, script: Script, told: Callable[[dt.date, Year], None]) -> None:
        self._script, self._told = script, told
        self._year = Year()
        self._turns: list[_Turn] = []
        self._number = 0
        self._swept_at = script.happenings[0].opens_at

    def play(self) -> Year:
        for one in self._script.happenings:
            self._comes(one.opens_at, Happens(self._script, one), None)
        ticks = _ticks(self._script.happenings[0].opens_at, self._script.until)
        tick = next(ticks)
        while self._turns:
            turn = heapq.heappop(self._turns)
            while tick < turn.at:
                self._sweep(tick)
                tick = next(ticks)
            self._take(turn)
        self._close()
        return self._year

    def _comes(self, at: dt.datetime, performance: Performance, step: OpenStep | None) -> None:
        self._number += 1
        heapq.heappush(self._turns, _Turn(at, self._number, performance, step))

    def _take(self, turn: _Turn) -> None:
        """Do what is next in a case, all or nothing, and see what comes after."""
        one, year = turn.performance, self._year
        known, acts = len(one.onward), one.acts
        with transaction.atomic(), self._machinery(turn.at) as actor:
            if turn.step is None:
                one.open()
                year.cases += 1
            else:
                year.broken += holding.late_and_unsaid(
                    actor, one.case_id, turn.step, self._swept_at
                )
                one.act(turn.at, turn.step)
            year.broken += holding.opened_and_untold(actor, one.case_id, turn.at)
            move = one.next()
        year.acts += one.acts - acts
        for child in one.onward[known:]:
            self._comes(turn.at, child, None)
        if move is not None:
            self._comes(*move[:1], one, move[1])
        else:
            self._ends(one, turn.at)

    def _ends(self, one: Performance, at: dt.datetime) -> None:
        with transaction.atomic(), self._machinery(at) as actor:
            if why := holding.why_not_closed(actor, one.case_id):
                self._year.stuck.append(f"{one.told.key}: {why}")
            with engine_writes():
                differing = [wrong for _, wrong in rebuild(only=one.case_id) if wrong]
            if differing:
                self._year.broken.append(f"{one.told.key} is not as its ledger: {differing}")

    def _sweep(self, at: dt.datetime) -> None:
        with transaction.atomic(), self._machinery(at) as actor:
            remind(self._script.organiser)
            self._swept_at = at
            if at.time() == LAST:
                self._ends_day(actor, at)

    def _ends_day(self, actor: Actor, at: dt.datetime) -> None:
        year = self._year
        year.days += 1
        year.broken += holding.late_and_not_flagged(actor, at)
        year.most_waiting = max(year.most_waiting, holding.most_waiting(actor, "principal"))
        self._told(at.date(), year)

    def _close(self) -> None:
        """Do again what is done by itself: nothing is to be kept once more."""
        with transaction.atomic(), self._machinery(self._script.until) as actor:
            before = holding.effects(actor)
            remind(self._script.organiser)
            for case_id in holding.every_case(actor):
                do_what_is_due(actor, case_id)
            after = holding.effects(actor)
            self._year.broken += holding.not_kept_once(actor)
            documents = holding.every_document(actor)
        self._year.broken += holding.files_not_asked_for_once(actor, documents)
        if before != after:
            self._year.broken.append(f"what was done again was kept again: {before}, {after}")

    def _machinery(self, at: dt.datetime) -> AbstractContextManager[Actor]:
        return acting_as(machinery(self._script.organiser, JOB, now=at))


def _ticks(first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """Give every hour of the working days from a moment, and a moment late each night."""
    day = first.astimezone(STOCKHOLM).date()
    calendar = WorkingCalendar()
    while True:
        if calendar.is_school_day(day):
            for hour in WORKING_HOURS:
                yield dt.datetime.combine(day, dt.time(hour), STOCKHOLM)
        yield dt.datetime.combine(day, LAST, STOCKHOLM)
        day += dt.timedelta(days=1)
