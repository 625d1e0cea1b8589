"""Closed words about what has been read."""

from enum import StrEnum


class Seen(StrEnum):
    """How somebody was seen: opened by name, or among others in a list."""

    OPENED = "opened"
    LISTED = "listed"
