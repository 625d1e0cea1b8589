"""The pupils whom somebody leads, the protected among them: to say who is meant in a case."""

import uuid

from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.rules.names import sort_key

MOST = 8

_LED = """
    select person.id, access.shown_name(person)
      from (
        select distinct pupil_id from access.my_pupil
         where side = 'staff' and basis = 'leads') mine
      join people.person person on person.id = mine.pupil_id
"""


def led_pupils(actor: Actor, words: str) -> list[tuple[uuid.UUID, str]]:
    """Return the pupils that the actor leads whose name begins with some words."""
    key = sort_key(words.strip())
    if len(key) < 2:
        return []
    rows = asked(
        f"""
        {_LED}
         where person.given_key collate "C" ^@ %(key)s or person.name_key collate "C" ^@ %(key)s
         order by person.given_key collate "C", person.id
         limit %(most)s
        """,
        {"key": key, "most": MOST},
    )
    gate.lists({row[0]: "leads" for row in rows})
    return [(row[0], row[1]) for row in rows]


def led_pupil(actor: Actor, pupil_id: uuid.UUID) -> str | None:
    """Return the name of a pupil that the actor leads, or None."""
    rows = asked(f"{_LED} where person.id = %(pupil)s", {"pupil": pupil_id})
    return str(rows[0][1]) if rows else None
