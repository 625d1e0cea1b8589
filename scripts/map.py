"""Draw the house map, `docs/house-map.md`, from the floors and the first sentence of each app.

`--check` changes nothing and fails if the map is stale.
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAP = ROOT / "docs" / "house-map.md"
FLOORS = ("config", "doors", "modules", "engines", "trust", "foundation")

INTRODUCTION = """\
# House map

A floor stands only on the floors below it. Drawn by `make map` from the first sentence of each app.
"""


def sentence(package: Path) -> str:
    """Return the first sentence of a package's docstring."""
    words = ast.get_docstring(ast.parse((package / "__init__.py").read_text()))
    return (words or "").split("\n\n")[0].replace("\n", " ")


def floor(package: Path) -> str:
    """Draw one floor: its sentence and its apps."""
    apps = sorted(app.parent for app in package.glob("*/__init__.py") if app.parent.name != "tests")
    rows = "".join(f"| `{app.name}` | {sentence(app)} |\n" for app in apps)
    table = f"\n| app | what for |\n| --- | --- |\n{rows}" if rows else ""
    return f"\n## {package.name}\n\n{sentence(package)}\n{table}"


def main() -> str | None:
    """Write the map, or say that it is stale."""
    drawn = INTRODUCTION + "".join(floor(ROOT / "src" / "elevakt" / name) for name in FLOORS)
    if "--check" not in sys.argv[1:]:
        MAP.parent.mkdir(exist_ok=True)
        MAP.write_text(drawn)
        return None
    is_drawn = MAP.exists() and MAP.read_text() == drawn
    return None if is_drawn else "docs/house-map.md is stale: run `make map`."


if __name__ == "__main__":
    sys.exit(main())
