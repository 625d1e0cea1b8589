"""The files of a small school: those that the documentation shows."""

from pathlib import Path

EXAMPLE = Path(__file__).parents[6] / "docs/operate/csv"


def sheets(**changed):
    """Return the example files by name; a keyword replaces text in one: ``elever=(this, that)``."""
    files = {one.name: one.read_text() for one in EXAMPLE.glob("*.csv")}
    for stem, (this, that) in changed.items():
        assert this in files[f"{stem}.csv"]
        files[f"{stem}.csv"] = files[f"{stem}.csv"].replace(this, that, 1)
    return {name: text.encode() for name, text in files.items()}
