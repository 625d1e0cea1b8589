"""Let a school use the house for a while, and find out how many it carries.

Fifty teachers with three to six seconds between two pages, one page of five writes, five minutes
against a real `elevakt serve`. Then more and more of them, until one page of twenty takes longer
than 300 ms. Ends with 1 if a page did not answer as it should while there were fifty.
"""

import random
import statistics
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException

from faulting.house import HOME, House, alone, standing
from faulting.writers import clicks
from measure.serving import Visitor

TEACHERS, SECONDS = 50, 300
PAUSE = (3.0, 6.0)
TOO_SLOW = 0.300
HARDER, STEP_SECONDS = 1.5, 30
MOST = 2000


@dataclass(frozen=True, slots=True)
class Measured:
    """What some teachers met: seconds of each page, and how many did not answer as they should."""

    teachers: int
    seconds: Sequence[float]
    errors: int
    lasted: float

    @property
    def rate(self) -> float:
        """Pages in a second."""
        return len(self.seconds) / self.lasted

    def at(self, part: int) -> float:
        """Return what so many of a hundred pages took at most."""
        return statistics.quantiles(self.seconds, n=100)[part - 1]

    def told(self) -> str:
        """Return the line about it."""
        p50, p95, p99 = (f"{self.at(part) * 1000:7.0f}" for part in (50, 95, 99))
        return f"{self.teachers:>9}{self.rate:>9.1f}{p50}{p95}{p99}{self.errors:>8}"


def main() -> None:
    """Measure, and tell."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", type=int, default=TEACHERS)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--only", action="store_true", help="do not look for the most it carries")
    chosen = parser.parse_args()
    print(f"{'teachers':>9}{'pages/s':>9}{'p50':>7}{'p95':>7}{'p99':>7}{'errors':>8}   (ms)")
    with alone() as ground, standing(ground, HOME / "log") as house:
        first = used(house, chosen.teachers, chosen.seconds)
        print(first.told(), flush=True)
        found = first
        while not chosen.only and found.at(95) <= TOO_SLOW and found.teachers < MOST:
            found = used(house, int(found.teachers * HARDER), STEP_SECONDS)
            print(found.told(), flush=True)
        if not chosen.only:
            print(f"p95 passes {TOO_SLOW * 1000:.0f} ms at {found.rate:.1f} pages in a second.")
    sys.exit(bool(first.errors))


def used(house: House, teachers: int, seconds: float) -> Measured:
    """Let so many use the house for so long."""
    taken: list[float] = []
    errors: list[int] = []
    asked = clicks(house)
    # They have logged in, as teachers have when the lesson ends.
    visitors = [Visitor(house.port, "mentor.mia") for _ in range(teachers)]
    began = time.monotonic()
    ends_at = began + seconds

    def teach(number: int) -> None:
        dice = random.Random(number)  # noqa: S311
        visitor = visitors[number]
        time.sleep(dice.uniform(0, PAUSE[1]))
        while time.monotonic() < ends_at:
            click = dice.choice(asked.writing if dice.random() < 1 / 5 else asked.reading)
            try:
                answer = click(visitor)
            except (OSError, HTTPException):
                visitor.hang_up()
                errors.append(0)
            else:
                taken.append(answer.seconds)
                if answer.status >= 400:
                    errors.append(answer.status)
            time.sleep(dice.uniform(*PAUSE))

    people = [threading.Thread(target=teach, args=[number]) for number in range(teachers)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return Measured(teachers, taken, len(errors), time.monotonic() - began)


if __name__ == "__main__":
    main()
