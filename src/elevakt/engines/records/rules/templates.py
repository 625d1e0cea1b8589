"""A template: which answers a document takes, in which order and under which headings.

A module keeps it as a folder, ``<id>/v<n>.toml`` with ``v<n>.typ`` beside for the look. The words
of steps and fields are the module's own; here they are only names.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Moment:
    """A line that says when a step was done, with the number of the act as proof."""

    label: str
    step: str


@dataclass(frozen=True, slots=True)
class Extract:
    """A section: the answers to one field of one step. A table shows the columns named here."""

    heading: str
    step: str
    field: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Short:
    """A line with the answer to one field of one step, among the facts at the top."""

    label: str
    step: str
    field: str


@dataclass(frozen=True, slots=True)
class Template:
    """What a document is made from.

    :param circle: whose document it is. It takes parts of the ledger of this circle and no other,
        so that nobody reads by it what she could not read before
    :param is_per_person: whether there is one for each person, with that person's parts alone
    :param names: of one about the whole, the role whose only person it names; else it names nobody
    :param layout: the Typst source of its look
    """

    id: str
    version: int
    title: str
    circle: str
    is_per_person: bool
    note: str
    moments: tuple[Moment, ...]
    shorts: tuple[Short, ...]
    extracts: tuple[Extract, ...]
    layout: str
    names: str = ""


class TemplateFault(Exception):
    """A template says something that it may not; the text says where and what."""


_KEYS = frozenset({"title", "circle", "per_person", "names", "note", "moment", "fact", "section"})
_MOMENT = frozenset({"label", "step"})
_SHORT = frozenset({"label", "step", "field"})
_SECTION = frozenset({"heading", "step", "field", "columns"})


def read_template(template: str, version: int, text: str, layout: str) -> Template:
    """Return the template that a TOML text says.

    :raises TemplateFault: if a key is missing, unknown or of the wrong type
    """
    where = f"{template}/v{version}.toml"
    said = tomllib.loads(text)
    _only(said, _KEYS, where)
    is_per_person = said.get("per_person")
    if not isinstance(is_per_person, bool):
        raise TemplateFault(f"{where}: ”per_person” ska vara true eller false.")
    if is_per_person and "names" in said:
        raise TemplateFault(f"{where}: ”names” hör till en handling om hela ärendet.")
    return Template(
        id=template,
        version=version,
        title=_text(said, "title", where),
        circle=_text(said, "circle", where),
        is_per_person=is_per_person,
        note=_text(said, "note", where),
        moments=tuple(
            Moment(_text(one, "label", where), _text(one, "step", where))
            for one in _tables(said, "moment", _MOMENT, where)
        ),
        shorts=tuple(
            Short(_text(one, "label", where), _text(one, "step", where), _text(one, "field", where))
            for one in _tables(said, "fact", _SHORT, where)
        ),
        extracts=tuple(
            Extract(
                _text(one, "heading", where),
                _text(one, "step", where),
                _text(one, "field", where),
                tuple(map(str, one.get("columns", ()))),
            )
            for one in _tables(said, "section", _SECTION, where)
        ),
        layout=layout,
        names=_text(said, "names", where) if "names" in said else "",
    )


def _tables(
    said: Mapping[str, Any], key: str, keys: frozenset[str], where: str
) -> Iterator[Mapping[str, Any]]:
    for one in said.get(key, ()):
        _only(one, keys, f"{where}, {key}")
        yield one


def _only(said: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    unknown = sorted(said.keys() - keys)
    if unknown:
        raise TemplateFault(f"{where}: ”{unknown[0]}” finns inte.")


def _text(said: Mapping[str, Any], key: str, where: str) -> str:
    value = said.get(key)
    if not isinstance(value, str) or not value:
        raise TemplateFault(f"{where}: ”{key}” ska vara en text.")
    return value
