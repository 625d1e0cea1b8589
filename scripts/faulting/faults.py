"""What is broken, one thing at a time, while twenty write."""

import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from faulting.house import House
from faulting.reckoning import Reckoned, reckon
from faulting.small_disk import filled
from faulting.writers import Said, Writer, writers

AWAY = 60.0
FULL = 20.0
BETWEEN = 3.0
"""Seconds of writing between two blows."""

Blow = Callable[[House, int], None]


@dataclass(frozen=True)
class Fault:
    """Something that is broken.

    :param blow: breaks it, and puts it right; called so many times
    :param surroundings: settings of the house that it needs
    """

    name: str
    blow: Blow
    times: int = 10
    surroundings: Mapping[str, str] = field(default_factory=dict)
    has_standby: bool = False
    has_small_disk: bool = False


@dataclass(frozen=True)
class Result:
    """What a fault came to.

    :param silent: the longest time that nobody had anything acknowledged, in seconds
    """

    fault: str
    times: int
    reckoned: Reckoned
    said: Said
    silent: float

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, doubled or wrong, and no screen showed a stack."""
        return self.reckoned.is_well and not self.said.stacks


def break_it(house: House, fault: Fault, times: int) -> Result:
    """Let them write, break, and reckon."""
    said = Said()
    people = writers(house, said)
    for one in people:
        one.start()
    for number in range(times):
        time.sleep(BETWEEN)
        fault.blow(house, number)
    time.sleep(BETWEEN)
    for one in people:
        one.end()
    for one in people:
        one.join()
    written = [write for one in people for write in one.written]
    given_up = sum(len(one.given_up) for one in people)
    return Result(fault.name, times, reckon(house, written, given_up), said, _silent(people))


def _silent(people: list[Writer]) -> float:
    at = sorted(moment for one in people for moment in one.acknowledged_at)
    return max((later - sooner for sooner, later in itertools.pairwise(at)), default=0.0)


def kill_server(house: House, number: int) -> None:
    """Kill all of the server, and start it again; every other time only one of its processes."""
    if number % 2:
        house.kill_one_process_of("serve")
        return
    house.kill("serve")
    house.start("serve")


def kill_worker(house: House, _number: int) -> None:
    """Kill the worker, and start it again."""
    house.kill("work")
    house.start("work")


def kill_postgresql(house: House, _number: int) -> None:
    """Kill PostgreSQL, and start it again."""
    house.kill_postgresql()
    house.ground.server.start()


def fail_over(house: House, _number: int) -> None:
    """Lose the primary for good, and let the standby take over."""
    house.kill_postgresql()
    assert house.standby is not None
    house.standby.promote()


def take_away(house: House, _number: int) -> None:
    """Stop PostgreSQL, and start it again after a minute."""
    house.ground.server.stop()
    time.sleep(AWAY)
    house.ground.server.start()


def fill_disk(house: House, _number: int) -> None:
    """Leave PostgreSQL no room for a while, and see that it runs when there is room again."""
    server = house.ground.server
    with filled(server):
        time.sleep(FULL)
    if not server.running():
        server.start()


def jump_clock(house: House, number: int) -> None:
    """Let the clock of serve and work jump back an hour, and forward again the next time."""
    house.environment["ELEVAKT_CLOCK_MOVED"] = "0" if number % 2 else "-3600"
    for errand in ("serve", "work"):
        house.kill(errand)
        house.start(errand)


FAULTS = {
    "server": Fault("kill -9 serve", kill_server),
    "worker": Fault("kill -9 work", kill_worker),
    "postgresql": Fault("kill -9 PostgreSQL", kill_postgresql),
    "away": Fault("PostgreSQL away for a minute", take_away, times=1),
    "disk": Fault("the disk is full", fill_disk, times=3, has_small_disk=True),
    "clock": Fault("the clock jumps an hour", jump_clock, times=2),
    "failover": Fault("failover to a standby", fail_over, times=1, has_standby=True),
}
"""Everything that is tried, by the word that asks for it."""
