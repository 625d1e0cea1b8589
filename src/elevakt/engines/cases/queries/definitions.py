"""The definitions that modules have put in ``cases.PROCESSES``, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.places import PROCESSES
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.reading.definitions import read_definition


class UnknownDefinition(LookupError):
    """No module brings this version of this process."""


@cache
def definitions() -> dict[tuple[str, int], Definition]:
    """Return every definition by process and version.

    :raises DefinitionFaults: if one of them is wrong; the start stops there
    """
    texts = {
        file: file.read_text()
        for processes in PROCESSES.contributions()
        for file in sorted(processes.folder.glob("*/v*.toml"))
        if file.stem[1:].isdigit()
    }
    keys = {f"{file.parent.name}.{file.stem}": text for file, text in texts.items()}
    found = [
        read_definition(text, path=_path(file), texts=_translations(file), others=keys)
        for file, text in texts.items()
    ]
    return {(one.id, one.version): one for one in found}


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


def reportable(by: OpenedBy, released: set[tuple[str, int]]) -> list[Definition]:
    """Return what can be reported from here: the newest released version of each process."""
    found = newest(one for one in definitions().values() if (one.id, one.version) in released)
    return [one for one in found if one.report_as and by in one.opened_by]


def newest(found: Iterable[Definition]) -> list[Definition]:
    """Return the newest version of each process among these."""
    kept: dict[str, Definition] = {}
    for one in found:
        if one.id not in kept or kept[one.id].version < one.version:
            kept[one.id] = one
    return list(kept.values())


def _translations(file: Path) -> dict[str, str]:
    return {
        beside.suffixes[0].removeprefix("."): beside.read_text()
        for beside in sorted(file.parent.glob(f"{file.stem}.*.toml"))
    }


def _path(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
