"""A deadline in words, as a definition sets it and not counted for any case."""

from elevakt.engines.cases.rules.calendar import Period
from elevakt.engines.cases.rules.definition import Definition, Within
from elevakt.engines.cases.rules.sentences import Sentence, say

DAYS_OF_A_WEEK = 7


def in_time(definition: Definition, within: Within | None) -> Sentence:
    """Return when a step is to be done: "samma dag", "inom 10 skoldagar"."""
    if within is None:
        return say("så snart det går")
    if within.same_day:
        return say("samma dag")
    if within.with_step:
        return say("samtidigt som {step}", step=definition.step(within.with_step).title)
    if within.school_days == 1 and within.at:
        return say("senast nästa skoldag {hour}", hour=format(within.at, "%H.%M"))
    if within.school_days == 1:
        return say("senast nästa skoldag")
    if within.school_days:
        return say("inom {days} skoldagar", days=within.school_days)
    if within.working_days == 1:
        return say("senast nästa arbetsdag")
    if within.working_days:
        return say("inom {days} arbetsdagar", days=within.working_days)
    return _in_period(within.period) if within.period else say("så snart det går")


def counted_from(definition: Definition, within: Within | None) -> Sentence | None:
    """Return from what a deadline counts, where it is not from when the step opens."""
    if within and within.origin:
        return say("räknat från {step}", step=definition.step(within.origin).title)
    if within and within.origin_answer:
        day = within.origin_answer
        label = definition.step(day.step).field(day.field).label
        return say("räknat från svaret på {question}", question=label)
    return None


def _in_period(period: Period) -> Sentence:
    weeks, days = divmod(period.days, DAYS_OF_A_WEEK)
    if period.months and period.days:
        return say("inom {months} månader och {days} dagar", months=period.months, days=period.days)
    if period.months == 1:
        return say("inom en månad")
    if period.months:
        return say("inom {months} månader", months=period.months)
    if weeks == 1 and not days:
        return say("inom en vecka")
    if weeks and not days:
        return say("inom {weeks} veckor", weeks=weeks)
    return say("inom {days} dagar", days=period.days)
