"""The next page of what is ordered by time, without counting."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol, TypeVar


class Timed(Protocol):
    """Something that happened at a moment."""

    @property
    def at(self) -> dt.datetime:
        """When."""


T = TypeVar("T", bound=Timed)


def first_page(found: Sequence[T], most: int) -> tuple[list[T], dt.datetime | None]:
    """Return a page, newest first, and before which moment the next one begins; None at the end.

    What happened in the same moment stays together, or the next page would leave half of it out.

    :param found: one more than a page holds, if there is more
    """
    shown = list(found[:most])
    if len(found) <= most:
        return shown, None
    whole = [one for one in shown if one.at > found[most].at] or shown
    return whole, whole[-1].at
