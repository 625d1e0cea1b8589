"""Lock the newest versions that `pyproject.toml` and `requirements/*.in` allow, with their hashes.

The files name no package index: they install from whichever one the machine uses.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")

LOCKS = {
    "installer.txt": ["requirements/installer.in"],
    "node.txt": ["requirements/node.in"],
    "runtime.txt": ["pyproject.toml"],
    # What the product runs on is the same version everywhere.
    "develop.txt": [
        *("pyproject.toml", "--group", "test", "--group", "tools"),
        *("--constraints", "requirements/runtime.txt"),
    ],
}


def main() -> None:
    """Write every lock anew."""
    for name, sources in LOCKS.items():
        compiled(sources, ROOT / "requirements" / name)


def compiled(sources: list[str], output: Path) -> None:
    """Write the newest versions that some sources allow."""
    subprocess.run(
        [
            *(UV, "pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes"),
            *("--python-version", "3.11", "--no-emit-index-url", "--no-emit-find-links"),
            *("--custom-compile-command", "make lock", "--no-annotate"),
            *(*sources, "--output-file", str(output)),
        ],
        cwd=ROOT,
        check=True,
    )


if __name__ == "__main__":
    main()
