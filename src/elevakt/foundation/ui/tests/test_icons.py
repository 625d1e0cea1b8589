import re
from pathlib import Path

from django.contrib.staticfiles import finders

USED = re.compile(r"""(?:\{%\s*icon\s+|\bicon=)["']([a-z][a-z0-9-]*)["']""")
SOURCE = Path(__file__).parents[3]


def built(name):
    found = finders.find(f"vendor/{name}")
    assert found is not None, "scripts/vendor.py has not been run"
    return Path(found).read_text(encoding="utf-8")


def test_every_icon_that_is_named_was_built():
    drawn = built("icons.svg")

    named = {
        name
        for pattern in ("*.html", "*.py")
        for path in SOURCE.rglob(pattern)
        if "tests" not in path.parts
        for name in USED.findall(path.read_text(encoding="utf-8"))
    }

    assert named - set(re.findall(r'<symbol id="([^"]+)"', drawn)) == set()


def test_no_style_sheet_that_was_built_carries_a_drawing_within():
    sheets = ["ds/ds.css", "ds/theme.css"]

    assert [sheet for sheet in sheets if "data:" in built(sheet)] == []
