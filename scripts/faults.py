"""Break the house while twenty people write in it, and count what they were told is kept.

The demo's municipality, a real `elevakt serve`, a real `elevakt work` and a PostgreSQL of their
own. Ends with 1 if anything acknowledged is lost or there twice, if a ledger, a projection or a
seal does not agree, or if a screen showed a stack. `docs/operate/faults.md` tells what to expect.
"""

import sys
from argparse import ArgumentParser
from contextlib import nullcontext

from faulting.faults import FAULTS, break_it
from faulting.house import HOME, alone, standing
from faulting.small_disk import cramped, go_apart
from faulting.standby import followed
from faulting.telling import tell


def main() -> None:
    """Break what was asked for, and tell."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"of {', '.join(FAULTS)}; all")
    parser.add_argument("--times", type=int, help="how often each is broken")
    chosen = parser.parse_args()
    unknown = set(chosen.faults) - set(FAULTS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    asked = [FAULTS[name] for name in chosen.faults or FAULTS]
    if any(fault.has_small_disk for fault in asked):
        go_apart()
    results = []
    with alone() as usual:
        for fault in asked:
            print(f"{fault.name} …", flush=True)
            with (
                cramped() if fault.has_small_disk else nullcontext(usual) as ground,
                followed(ground) if fault.has_standby else nullcontext() as standby,
                standing(ground, HOME / "log", standby=standby, **fault.surroundings) as house,
            ):
                results.append(break_it(house, fault, chosen.times or fault.times))
    tell(results)
    sys.exit(not all(one.is_well for one in results))


if __name__ == "__main__":
    main()
