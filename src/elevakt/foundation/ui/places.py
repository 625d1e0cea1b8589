"""Where apps put their lines in the menu, and the demo those whom its visitors may be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from elevakt.foundation.kernel.house import Place
from elevakt.foundation.ui.chrome import Text


@dataclass(frozen=True)
class MenuEntry:
    """A line of the main menu.

    :param url_name: where it leads; it is current on every page of the same app
    :param position: where in the menu; lines of several apps mix
    :param shown: says, of what is known of the one who acts, whether the line is there
    """

    url_name: str
    icon: str
    label: Text
    position: int
    shown: Callable[[Any], bool]


@dataclass(frozen=True)
class Persona:
    """Somebody whom a visitor of the demo may be.

    :param title: what she is there
    :param sentence: what there is to see and do as her
    """

    username: str
    name: str
    title: Text
    sentence: Text


@dataclass(frozen=True)
class Help:
    """A page that says who can help; every page of the staff leads there."""

    url_name: str


MENU: Place[MenuEntry] = Place("ui.MENU", MenuEntry)
HELP: Place[Help] = Place("ui.HELP", Help)
PERSONAS: Place[Persona] = Place("ui.PERSONAS", Persona)
