"""Closed words about what has been read."""

from enum import StrEnum


class Seen(StrEnum):
    """How somebody was seen: opened by name, or among others in a list."""

    OPENED = "opened"
    LISTED = "listed"


class Tampered(StrEnum):
    """What has happened to rows since they were sealed."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    BROKEN = "broken"
    """A seal itself is changed, gone, or slipped in."""
