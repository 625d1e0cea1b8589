"""Deadlines: the last day of a step, and the moment from which it is overdue."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from elevakt.engines.cases.enums import StepState
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.definition import AnswerDay, Definition, Within
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.plan.history import History
from elevakt.engines.cases.rules.plan.values import StepPlan

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def day_of(moment: dt.datetime) -> dt.date:
    """Return the Swedish day of a moment."""
    return moment.astimezone(STOCKHOLM).date()


class Deadlines:
    """The deadlines of one plan."""

    def __init__(
        self,
        definition: Definition,
        history: History,
        steps: Sequence[StepPlan],
        calendar: WorkingCalendar,
    ) -> None:
        """Take the steps whose states are known."""
        self._definition, self._history, self._calendar = definition, history, calendar
        self._steps = steps

    def set(self) -> tuple[StepPlan, ...]:
        """Return the steps with their deadlines."""
        return tuple(self._with_deadline(one) for one in self._steps)

    def _with_deadline(self, one: StepPlan) -> StepPlan:
        if one.state is StepState.NOT_APPLICABLE:
            return one
        due_on, at = self._due(one)
        standing = self._history.standing(one.step, one.instance)
        if standing.due_on:
            due_on = standing.due_on
        if standing.tried_at:
            due_on, at = self._tried_again(one, day_of(standing.tried_at), due_on, at)
        if due_on is None:
            return one
        due_on, at = self._rested(one, due_on, at)
        # Without an hour the whole day may be used: it is overdue when the next begins.
        day, hour = (due_on, at) if at else (due_on + dt.timedelta(days=1), dt.time())
        return replace(one, due_on=due_on, due_at=dt.datetime.combine(day, hour, STOCKHOLM))

    def _tried_again(
        self, one: StepPlan, tried_on: dt.date, due_on: dt.date | None, at: dt.time | None
    ) -> tuple[dt.date | None, dt.time | None]:
        """Return the deadline after a call that nobody answered: the next try, or what is later."""
        call = self._definition.step(one.step).call
        if call is None:
            return due_on, at
        again = self._calendar.school_days_after(tried_on, call.again)
        return (due_on, at) if due_on and due_on >= again else (again, None)

    def _rested(
        self, one: StepPlan, due_on: dt.date, at: dt.time | None
    ) -> tuple[dt.date, dt.time | None]:
        """Return the deadline of a step whose case rests or has rested, if it is still to be done.

        What was late before waits as well. What a law asks for never does.
        """
        if one.is_finished or self._definition.step(one.step).law or one.done_when_due:
            return due_on, at
        for rest in self._history.rests:
            if due_on < rest.until:
                due_on, at = rest.until, None
        return due_on, at

    def _due(self, one: StepPlan) -> tuple[dt.date | None, dt.time | None]:
        step = self._definition.step(one.step)
        if step.repeat and one.instance.round > 1 and one.opened_at:
            return self._calendar.period_after(day_of(one.opened_at), step.repeat.every), None
        within = step.within
        if within is None:
            return None, None
        if within.with_step:
            return self._due_with(one, within.with_step)
        start = self._start(one, within)
        return (self._counted(start, within) if start else None), within.at

    def _due_with(self, one: StepPlan, other: str) -> tuple[dt.date | None, dt.time | None]:
        """Return the deadline of another step; opened again, its amount counts anew."""
        within = self._definition.step(other).within
        assert within is not None
        if one.reopened_at:
            return self._counted(day_of(one.reopened_at), within), within.at
        dues = [self._due(theirs)[0] for theirs in self._steps if theirs.step == other]
        return max((due for due in dues if due), default=None), within.at

    def _answered(self, one: StepPlan, day: AnswerDay) -> dt.date | None:
        """Return the latest day answered, of the same person where the other step is per person."""
        said = self._history.answers.get(day.step, {})
        days = [
            dt.date.fromisoformat(str(answers[day.field]))
            for key, answers in said.items()
            if day.field in answers and Instance.of(key).person in (None, one.instance.person)
        ]
        return max(days, default=None)

    def _start(self, one: StepPlan, within: Within) -> dt.date | None:
        if within.origin_answer:
            return self._answered(one, within.origin_answer)
        moment = one.reopened_at
        if moment is None and within.origin:
            moment = max(
                (
                    theirs.finished_at
                    for theirs in self._steps
                    if theirs.step == within.origin and theirs.finished_at
                ),
                default=None,
            )
            # Somebody who is added later does not begin with a deadline that has passed.
            moment = max(moment, one.since) if moment and one.since else moment
        elif moment is None:
            moment = one.opened_at
        return day_of(moment) if moment else None

    def _counted(self, start: dt.date, within: Within) -> dt.date:
        if within.school_days is not None:
            return self._calendar.school_days_after(start, within.school_days)
        if within.working_days is not None:
            return self._calendar.working_days_after(start, within.working_days)
        if within.period is not None:
            return self._calendar.period_after(start, within.period)
        return start
