"""From what was sent to the files of a roster, with nothing that is too large or something else."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping

from elevakt.trust.people.rules.csv_files.sheets import SHEETS
from elevakt.trust.people.rules.ss12000.reading import RESOURCES

CSV, SS12000 = "csv", "ss12000"
LARGEST_SENT = 20 * 1024 * 1024
LARGEST_WHOLE = 100 * 1024 * 1024
"""All files together, once unpacked."""
MOST_FILES = 200


class NotARoster(Exception):
    """What was sent is not the files of a roster; ``why`` is one of the words below."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


TOO_LARGE, BROKEN, LOCKED, UNKNOWN, MIXED, TWICE = (
    "too_large",
    "broken",
    "locked",
    "unknown",
    "mixed",
    "twice",
)


def unpacked(sent: Iterable[tuple[str, bytes]]) -> tuple[str, Mapping[str, bytes]]:
    """Return what kind of files were sent, and each by its name.

    Only the last part of a name counts, so that a folder that was packed is as good as its files.

    :raises NotARoster: if it is something else, or more than is taken in
    """
    found: dict[str, bytes] = {}
    whole = 0
    for name, content in _files(sent):
        whole += len(content)
        if whole > LARGEST_WHOLE or len(found) >= MOST_FILES:
            raise NotARoster(TOO_LARGE)
        if name in found:
            raise NotARoster(TWICE)
        found[name] = content
    kinds = {_kind(name) for name in found}
    if not found or None in kinds:
        raise NotARoster(UNKNOWN)
    if len(kinds) > 1:
        raise NotARoster(MIXED)
    return str(kinds.pop()), found


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one archive, to be laid aside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def opened(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive that we have packed ourselves."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return {name: files.read(name) for name in files.namelist()}


def _files(sent: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, content in sent:
        if len(content) > LARGEST_SENT:
            raise NotARoster(TOO_LARGE)
        if content.startswith(b"PK\x03\x04"):
            yield from _inside(content)
        else:
            yield _last(name), content


def _inside(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the files of an archive. What it says of sizes is not believed."""
    left = LARGEST_WHOLE
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            for entry in files.infolist()[: MOST_FILES + 1]:
                if entry.is_dir() or entry.filename.startswith("__MACOSX/"):
                    continue
                if entry.flag_bits & 1:
                    raise NotARoster(LOCKED)
                with files.open(entry) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise NotARoster(TOO_LARGE)
                yield _last(entry.filename), content
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        zlib.error,
    ) as wrong:
        raise NotARoster(BROKEN) from wrong


def _last(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].casefold()


def _kind(name: str) -> str | None:
    if name in SHEETS:
        return CSV
    stem, _, ending = name.rpartition(".")
    return SS12000 if ending == "json" and stem.split("-")[0] in RESOURCES else None
