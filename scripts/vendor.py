"""Build `static/vendor` from `node_modules`: styles, scripts, one font and the icons that are used.

Run it after `npm ci --ignore-scripts`. It needs nothing but Python and answers in under a second.
What it writes is ignored by git: no file that others made is kept in the repository. `--check`
compares the built files with the hashes that were written beside them, and changes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "elevakt"
MODULES = ROOT / "node_modules"
VENDOR = SOURCE / "foundation" / "ui" / "static" / "vendor"
CONTENTS = "contents.json"

FILES = {
    "@digdir/designsystemet-css/dist/theme/designsystemet.css": "ds/theme.css",
    "@digdir/designsystemet-css/dist/src/index.css": "ds/ds.css",
    "@digdir/designsystemet-web/dist/umd/index.js": "ds/ds-web.js",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.js",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "fonts/inter-latin.woff2",
}
ICONS = "lucide-static"

# {% icon "bell" %} · icon="bell" · "icon": "bell" · icon = "bell"
ICON_NAME = re.compile(
    r"""(?:\{%\s*icon\s+|\bicon\s*=\s*|["']icon["']:\s*)["']([a-z][a-z0-9-]*)["']"""
)
DATA_URI = re.compile(r"""url\((["'])(data:image/svg\+xml(?:(?!\1).)*)\1\)""")
SOURCE_MAP = re.compile(r"/[/*]# sourceMappingURL=.*")


class CannotBuild(Exception):
    """Something that the build needs is missing; the message says what to do."""


def package_of(path: str) -> Path:
    """Return the folder of the package that a path in `node_modules` belongs to."""
    parts = path.split("/")
    return MODULES.joinpath(*parts[: 2 if path.startswith("@") else 1])


def icons_used() -> list[str]:
    """Return the names of all icons named in our templates, Python and definitions."""
    texts = (
        path.read_text(encoding="utf-8")
        for pattern in ("*.html", "*.py", "*.toml")
        for path in SOURCE.rglob(pattern)
        if "tests" not in path.parts
    )
    return sorted({name for text in texts for name in ICON_NAME.findall(text)})


def sprite(names: list[str]) -> str:
    """Return one SVG file with a symbol for each icon.

    :raises CannotBuild: if the icon set has no icon of that name
    """
    symbols = []
    for name in names:
        path = MODULES / ICONS / "icons" / f"{name}.svg"
        if not path.exists():
            raise CannotBuild(f"There is no icon named “{name}” in {ICONS}.")
        body = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.DOTALL)
        if body is None:
            raise CannotBuild(f"The icon “{name}” is not an SVG drawing.")
        drawing = re.sub(r"\s+", " ", body[1]).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def externalise(css: str, images: Path) -> str:
    """Move drawings that lie inside a style sheet to files: our policy lets no `data:` in."""

    def to_file(match: re.Match[str]) -> str:
        drawing = unquote(match[2].partition(",")[2])
        name = f"{hashlib.sha256(drawing.encode()).hexdigest()[:10]}.svg"
        images.mkdir(parents=True, exist_ok=True)
        (images / name).write_text(drawing, encoding="utf-8")
        return f'url("{images.name}/{name}")'

    return DATA_URI.sub(to_file, css)


def files_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and SHA-256 of every built file."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != CONTENTS:
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def build(folder: Path) -> None:
    """Write everything that the browser gets from others into `folder`.

    :raises CannotBuild: if a package or an icon is missing
    """
    packages = {}
    for source, name in {**FILES, f"{ICONS}/package.json": ""}.items():
        package = package_of(source)
        if not (MODULES / source).exists():
            raise CannotBuild(f"{source} is missing. Run: npm ci --ignore-scripts")
        about = json.loads((package / "package.json").read_text(encoding="utf-8"))
        packages[about["name"]] = {"version": about["version"], "licence": about.get("license")}
        for licence in list(package.glob("LICENSE*"))[:1]:
            target = folder / "licences" / f"{about['name'].split('/')[-1]}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(licence, target)
        if name:
            copy(MODULES / source, folder / name)
    (folder / "icons.svg").write_text(sprite(icons_used()), encoding="utf-8")
    contents = {"packages": packages, "files": dict(files_in(folder))}
    (folder / CONTENTS).write_text(json.dumps(contents, indent=1) + "\n", encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    """Copy one file, without source map and without drawings inside style sheets."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix not in {".css", ".js"}:
        shutil.copyfile(source, target)
        return
    text = SOURCE_MAP.sub("", source.read_text(encoding="utf-8"))
    if source.suffix == ".css":
        text = externalise(text, target.parent / "img")
    target.write_text(text, encoding="utf-8")


def differences(folder: Path) -> list[str]:
    """Return the names of built files that are not what was built."""
    if not (folder / CONTENTS).exists():
        return [CONTENTS]
    wanted = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))["files"]
    found = dict(files_in(folder))
    return sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )


def main() -> str | int:
    """Build or check; return what stopped it, or 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, change nothing")
    if parser.parse_args().check:
        changed = differences(VENDOR)
        return f"Not as built: {', '.join(changed)}" if changed else 0

    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        build(fresh)
    except CannotBuild as missing:
        shutil.rmtree(fresh, ignore_errors=True)
        return str(missing)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    return 0


if __name__ == "__main__":
    sys.exit(main())
