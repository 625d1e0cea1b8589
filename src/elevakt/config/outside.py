"""Modules from outside the house: Python packages installed beside it, and allowed by name.

A package names its app as an entry point in the group ``elevakt.modules``. What is installed is not
let in by that: whoever runs the installation writes its name in ``ELEVAKT_MODULES``. What does not
fit stops the start, with a sentence that says what to do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec

from elevakt.config.house import APPS

GROUP = "elevakt.modules"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


class NotAllowed(Exception):
    """A module from outside cannot come in; the text says why and what to do."""


def outside_modules(
    allowed: Sequence[str], installed: Iterable[EntryPoint] | None = None
) -> dict[str, str]:
    """Return the app of each module that is allowed, by name, in the order they are allowed.

    :param installed: the modules that packages bring; those of this Python, unless given
    :raises NotAllowed: if one is not allowed, not installed, or called the same as another
    """
    found = list(entry_points(group=GROUP) if installed is None else installed)
    _refuse_strangers(found, allowed)
    _refuse_twins(found)
    apps = {one.name: one.value for one in found}
    for name in allowed:
        if name not in apps:
            raise NotAllowed(
                f"ELEVAKT_MODULES nämner {name}, men inget installerat paket har den modulen. "
                "Installera paketet, eller ta bort namnet."
            )
        if find_spec(apps[name].partition(".")[0]) is None:
            raise NotAllowed(
                f"Modulen {name} säger att den är {apps[name]}, som inte finns. Rätta paketet."
            )
    return {name: apps[name] for name in dict.fromkeys(allowed)}


def _refuse_strangers(found: Iterable[EntryPoint], allowed: Sequence[str]) -> None:
    for one in found:
        if one.name not in allowed:
            raise NotAllowed(
                f"Modulen {one.name} är installerad men inte tillåten. "
                "Skriv till den i ELEVAKT_MODULES, eller ta bort paketet."
            )
        if not _NAME.fullmatch(one.name):
            raise NotAllowed(
                f"Modulen {one.name} kan inte heta så: bara a–z, siffror och _. Rätta paketet."
            )


def _refuse_twins(found: Iterable[EntryPoint]) -> None:
    """Refuse two that are called the same: by name, or by the last word of the app."""
    ours = {app.rpartition(".")[2]: app for app in APPS}
    names = Counter(one.name for one in found)
    labels = Counter(one.value.rpartition(".")[2] for one in found)
    for one in found:
        label = one.value.rpartition(".")[2]
        there = ours.get(one.name) or ours.get(label)
        if there or names[one.name] > 1 or labels[label] > 1:
            raise NotAllowed(
                f"Modulen {one.name} ({one.value}) krockar med {there or 'en annan modul'}: "
                "två moduler kan inte heta lika. Ta bort en, eller be om ett nytt namn."
            )
