"""The names that the actor may see of those who stand in a case, in one place."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from elevakt.engines.cases.rules.documents.aliases import numbered
from elevakt.engines.cases.rules.values import Json
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Names:
    """Names by key. Whoever may not see a person reads an alias, or that it is another pupil.

    :param aliases: what each person of the case is called in its documents: "elev B"
    :param words: what was written of those who were not found
    :param homes: each pupil with each guardian, and a number to tell the guardians apart by
    """

    persons: Mapping[uuid.UUID, str] = field(default_factory=dict)
    colleagues: Mapping[uuid.UUID, str] = field(default_factory=dict)
    units: Mapping[uuid.UUID, str] = field(default_factory=dict)
    aliases: Mapping[uuid.UUID, str] = field(default_factory=dict)
    words: Mapping[uuid.UUID, str] = field(default_factory=dict)
    homes: Mapping[tuple[uuid.UUID, uuid.UUID], int] = field(default_factory=dict)

    def person(self, key: uuid.UUID) -> str:
        """Return who somebody is, as far as the actor may know."""
        if key in self.words:
            return self.words[key]
        if key in self.persons:
            return self.persons[key]
        if key in self.colleagues:
            return self.colleagues[key]
        return self.aliases.get(key) or _("en annan elev")

    def guardian(self, pupil: uuid.UUID, guardian: uuid.UUID) -> str:
        """Return who a guardian is. Whoever may not know the child may not know her by her home."""
        if pupil in self.persons and guardian in self.persons:
            return self.persons[guardian]
        number = self.homes.get((pupil, guardian))
        return _("vårdnadshavare %(number)d") % {"number": number} if number else _("någon hemma")

    def colleague(self, key: uuid.UUID | None) -> str:
        """Return the name of somebody on the staff; a protected one is not named."""
        if key is None:
            return _("Elevakt, av sig självt")
        if key in self.colleagues:
            return self.colleagues[key]
        return self.persons.get(key) or _("en kollega")

    def asked(self, key: uuid.UUID) -> str:
        """Return who is asked something: a colleague, a pupil, or somebody at home."""
        known = self.colleagues.get(key) or self.persons.get(key) or self.aliases.get(key)
        return known or _("någon hemma")

    def unit(self, key: uuid.UUID) -> str:
        """Return the name of a school unit."""
        return self.units.get(key, _("en annan skola"))


def names_of(
    actor: Actor,
    keys: Iterable[uuid.UUID],
    *,
    aliases: Mapping[uuid.UUID, str] | None = None,
    words: Mapping[uuid.UUID, str] | None = None,
    homes: Iterable[tuple[uuid.UUID, uuid.UUID]] = (),
) -> Names:
    """Return the names of all these, whatever they are."""
    known = words or {}
    found: dict[str, dict[uuid.UUID, str]] = {"person": {}, "colleague": {}, "unit": {}}
    for what, key, name in asked(
        """
        select 'person', person.id, access.shown_name(person)
          from people.person person where person.id = any(%(keys)s)
        union all
        select 'colleague', card.person_id, card.name
          from access.staff_card card where card.person_id = any(%(keys)s)
        union all
        select 'unit', unit.id, unit.name
          from people.school_unit unit where unit.id = any(%(keys)s)
        """,
        {"keys": list(set(keys) - known.keys())},
    ):
        found[what][key] = name
    return Names(
        found["person"], found["colleague"], found["unit"], aliases or {}, known, numbered(homes)
    )


def key_of(text: str) -> uuid.UUID | None:
    """Return the key that a text is, or None if it is something else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def keys_in(value: Json) -> Iterator[uuid.UUID]:
    """Give every key that stands in an answer, as a value or as a name."""
    if isinstance(value, str) and _KEY.fullmatch(value):
        yield uuid.UUID(value)
    elif isinstance(value, list):
        for one in value:
            yield from keys_in(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from keys_in(name)
            yield from keys_in(one)


def homes_in(value: Json) -> Iterator[tuple[uuid.UUID, uuid.UUID]]:
    """Give each pupil with each guardian that an answer decides about."""
    for row in value if isinstance(value, list) else []:
        if isinstance(row, dict) and {"pupil", "guardian"} <= row.keys():
            yield uuid.UUID(str(row["pupil"])), uuid.UUID(str(row["guardian"]))
