"""What the law does not allow: so many times, so long, only some, never after."""

import datetime as dt
from collections.abc import Iterator, Mapping, Set

from elevakt.engines.cases.rules.definition import Definition, Limit, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.sentences import Sentence, say
from elevakt.engines.cases.rules.values import Json


def broken(
    definition: Definition,
    step: Step,
    instance: str,
    answers: Mapping[str, Json],
    roles: Set[str],
    facts: Facts,
    on: dt.date | None,
) -> Sentence | None:
    """Return the rule in words that doing a step would break, or None.

    :param on: the day of the doing; without it what counts by day is not asked
    """
    person = Instance.of(instance).person
    for limit in definition.limits:
        if limit.step == step.id and any(_breaks(limit, person, answers, roles, facts, on)):
            return say("{rule}", rule=limit.text)
    return None


def half_year(day: dt.date) -> tuple[int, int]:
    """Return the calendar half-year of a day, January–June or July–December; not the term."""
    return day.year, 1 if day.month <= 6 else 2


def _breaks(
    limit: Limit,
    person: object,
    answers: Mapping[str, Json],
    roles: Set[str],
    facts: Facts,
    on: dt.date | None,
) -> Iterator[bool]:
    if limit.only:
        yield not roles & set(limit.only)
    if limit.longest and limit.starts and limit.ends:
        first, last = _day(answers, limit.starts), _day(answers, limit.ends)
        # The last day counts: one week from a Monday ends on the Sunday.
        yield bool(first and last and last >= limit.longest.after(first))
    if on and limit.never_after:
        yield on > limit.never_after
    if on and limit.times:
        used = [use for use in facts.used if use.limit == limit.id and use.person == person]
        yield sum(half_year(use.on) == half_year(on) for use in used) >= limit.times


def _day(answers: Mapping[str, Json], field: str) -> dt.date | None:
    said = answers.get(field)
    return dt.date.fromisoformat(said) if isinstance(said, str) else None
