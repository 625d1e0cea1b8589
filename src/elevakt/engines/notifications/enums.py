"""Closed words about mail."""

from enum import StrEnum


class Rhythm(StrEnum):
    """How often somebody wants a mail of how much waits for her."""

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"
