"""How fast one person may go: much faster than anybody works, and slower than a machine would.

Counted in each process by itself: it costs no question, and a program that reads or writes by
itself meets it in every one of them.
"""

import time
from threading import Lock
from uuid import UUID

FORGETS_ABOVE = 10_000
"""So many are remembered before those who have rested are forgotten."""


class Pace:
    """Lets somebody do so much at once, and as much again in a minute.

    :param most: how much
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._left: dict[UUID, tuple[float, float]] = {}
        self._lock = Lock()

    def allows(self, who: UUID, now: float) -> bool:
        """Say whether somebody may do one thing more now, and count it if so.

        :param now: seconds of a clock that never goes back
        """
        with self._lock:
            if len(self._left) > FORGETS_ABOVE:
                self._forget(now)
            left = self._at(who, now)
            self._left[who] = (left - 1 if left >= 1 else left, now)
            return left >= 1

    def _at(self, who: UUID, now: float) -> float:
        left, since = self._left.get(who, (float(self.most), now))
        return min(self.most, left + (now - since) * self.most / 60)

    def _forget(self, now: float) -> None:
        rested = [who for who in self._left if self._at(who, now) >= self.most]
        for who in rested:
            del self._left[who]


_paces: dict[int, Pace] = {}


def may_go_on(who: UUID, most: int) -> bool:
    """Say whether somebody may do one thing more now, in this process."""
    return _paces.setdefault(most, Pace(most)).allows(who, time.monotonic())
