"""What a browser says of itself, in words its owner knows; and which pages are about log-in."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

_ACTS = "acts"

# The first that is found counts: every browser also says that it is one of those further down.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser and what it runs on, by their names; empty where it does not say."""

    browser: str
    system: str


def device(user_agent: str) -> Device:
    """Return the device that a browser says it is."""
    return Device(_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in known if sign in user_agent), "")


def network(address: str) -> str:
    """Return roughly where an address is: the net that it belongs to, never the address itself."""
    length = 24 if ipaddress.ip_address(address).version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{length}", strict=False))


def nobody_acts(view: View) -> View:
    """Let a page be about the log-in itself: it needs one, and nobody acts on it.

    So it reaches no row about a person, whoever has logged in and however weakly.
    """
    setattr(view, _ACTS, False)
    return view


def is_about_log_in(view: Callable[..., Any]) -> bool:
    """Say whether a page is about the log-in itself."""
    return not getattr(view, _ACTS, True)
