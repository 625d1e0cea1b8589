"""The definitions that modules have put in ``cases.PROCESSES``, read once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from elevakt.engines.cases.places import PROCESSES
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.digests import changed_since_release
from elevakt.engines.cases.rules.faults import DefinitionFaults, Fault
from elevakt.engines.cases.rules.reading import shelving
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.reading.extending import Base


class UnknownDefinition(LookupError):
    """No module brings this version of this process."""


@cache
def definitions() -> dict[tuple[str, int], Definition]:
    """Return every definition by process and version: the modules', and the organiser's own.

    :raises DefinitionFaults: if one of them is wrong, two are called the same, or one that was
        released has changed; the start stops there
    """
    files = _files()
    there = {key: _base(file) for key, file in files.items()}
    found: list[Definition] = []
    faults: list[Fault] = []
    for key, file in files.items():
        try:
            found.append(_read(key, file, there))
        except DefinitionFaults as wrong:
            faults += wrong.faults
    if not faults:
        faults += _changed(found)
    if faults:
        raise DefinitionFaults(faults)
    return {(one.id, one.version): one for one in found}


def folders() -> list[Path]:
    """Return the folders of processes: those of the modules, and then the organiser's own."""
    own = settings.OWN_PROCESSES
    brought = [one.folder for one in PROCESSES.contributions()]
    return [*brought, own] if own else brought


def definition(process: str, version: int) -> Definition:
    """Return one version of a process.

    :raises UnknownDefinition: if there is none
    """
    try:
        return definitions()[process, version]
    except KeyError as unknown:
        raise UnknownDefinition(f"{process}.v{version}") from unknown


def shown(process: str, version: int) -> Definition:
    """Return one version of a process in the language of the page, if it has been translated.

    :raises UnknownDefinition: if there is none
    """
    return definition(process, version).in_language(get_language() or "sv")


def titles() -> dict[str, str]:
    """Return what each process is called, as its newest version in the language of the page says.

    Where none is in that language the newest counts.
    """
    language = get_language() or "sv"
    versions = [one.in_language(language) for one in definitions().values()]
    versions.sort(key=lambda one: (getattr(one.title, "language", "sv") == language, one.version))
    return {one.id: str(one.title) for one in versions}


def _files() -> dict[str, Path]:
    """Return every file of a definition by key.

    :raises DefinitionFaults: if two are called the same
    """
    found: dict[str, Path] = {}
    twice: list[Fault] = []
    for folder in folders():
        for file in sorted(folder.glob("*/v*.toml")):
            key = f"{file.parent.name}.{file.stem}"
            if file.stem[1:].isdigit() and found.setdefault(key, file) is not file:
                twice.append(shelving.there_twice(_path(file), key))
    if twice:
        raise DefinitionFaults(twice)
    return found


def _read(key: str, file: Path, there: Mapping[str, Base]) -> Definition:
    found = read_definition(
        file.read_text(), path=_path(file), texts=_translations(file), others=there
    )
    if found.key != key:
        raise DefinitionFaults([shelving.misplaced(_path(file), found.key, key)])
    return found


def _changed(found: Iterable[Definition]) -> Iterator[Fault]:
    """Tell the released definitions that are no longer what they were."""
    now = list(found)
    for folder in folders():
        for key in changed_since_release(_lock(folder), now):
            yield shelving.changed(f"{folder.name}/lock.toml", key)


def _base(file: Path) -> Base:
    key = f"{file.parent.name}.{file.stem}"
    return Base(file.read_text(), _translations(file), _lock(file.parent.parent).get(key))


def _lock(folder: Path) -> dict[str, str]:
    file = folder / "lock.toml"
    return tomllib.loads(file.read_text()) if file.exists() else {}


def _translations(file: Path) -> dict[str, str]:
    return {
        beside.suffixes[0].removeprefix("."): beside.read_text()
        for beside in sorted(file.parent.glob(f"{file.stem}.*.toml"))
    }


def _path(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
