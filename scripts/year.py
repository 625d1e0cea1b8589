"""Play a school year in a municipality of its own, and print what it came to.

`build/year.json` gets the same figures. It fails if something that must hold did not, or a case
could not be taken to its close.
"""

from argparse import ArgumentParser

from measure.municipality import ROOT, Ground

from elevakt.config.postgres import Server

HOME = ROOT / "var" / "year"
WRITTEN = ROOT / "build" / "year.json"
SCALE = 3.0
"""So many times what is usual, so that every process is opened many times."""


def main() -> None:
    """Make the municipality anew, and play the year in it."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=SCALE, help="how many times as much happens")
    parser.add_argument("--seed", type=int, default=1, help="another number is another year")
    chosen = parser.parse_args()
    WRITTEN.parent.mkdir(exist_ok=True)
    with Server(HOME / "postgresql").in_use() as server:
        ground = Ground(server, HOME)
        ground.begin()
        ground.show("year", f"--json={WRITTEN}", f"--scale={chosen.scale}", f"--seed={chosen.seed}")


if __name__ == "__main__":
    main()
