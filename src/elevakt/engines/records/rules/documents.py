"""A document as a value: what it says, in order, and nothing about how it looks."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A short thing with its name: "Skolenhet: Norra skolan"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a heading for each column, and rows as wide as the headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One of several alike, such as one talk of many: what it was in short, and then at length."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Empty says that nothing has been written."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    grids: tuple[Grid, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands under the heading."""
        return not (self.paragraphs or self.items or self.grids)


@dataclass(frozen=True, slots=True)
class Dress:
    """How the documents of an organiser look: one colour, dark enough on white, and a PNG."""

    accent: str = "0a6170"
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole document.

    :param secrecy: the class of secrecy, in words for the foot of each page
    :param law: the paragraphs that it rests on
    :param note: what the reader must know of how it was made
    :param signed_by: who stands for it, by name or by role
    :param signed_on: the Swedish day of the act that produced it
    """

    title: str
    organiser: str
    unit: str
    number: str
    secrecy: str
    facts: tuple[Fact, ...]
    law: tuple[str, ...]
    sections: tuple[Section, ...]
    note: str
    signed_by: str
    signed_on: dt.date
