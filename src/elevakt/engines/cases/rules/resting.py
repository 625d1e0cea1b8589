"""A case that rests: from a day until another, what is only practice waits."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.ledger import VOID, Entry, in_force

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, slots=True)
class Rest:
    """A case rests from a day until and excluding another: the day when it is taken up again."""

    since: dt.date
    until: dt.date


def rests(ledger: Iterable[Entry]) -> tuple[Rest, ...]:
    """Return when a case has rested and rests, in order. Taken up before its day, it ends then."""
    found: list[Rest] = []
    for one in in_force(ledger):
        on = one.entry.at.astimezone(STOCKHOLM).date()
        if one.entry.kind is EntryKind.PAUSED:
            found.append(Rest(on, dt.date.fromisoformat(str(one.answers["until"]))))
        elif found and _ends_rest(one.entry):
            found[-1] = replace(found[-1], until=min(found[-1].until, on))
    return tuple(found)


def resting_until(ledger: Iterable[Entry]) -> dt.date | None:
    """Return the day when a case is taken up again, whether or not it has come; none if never."""
    return max((rest.until for rest in rests(ledger)), default=None)


def _ends_rest(entry: Entry) -> bool:
    """Say whether an act takes the case up again: by name, or by ending it."""
    return entry.kind in {EntryKind.RESUMED, EntryKind.CLOSED} | VOID
