"""Who everybody in a document is, for the engine's own eyes.

What of it may be said is for ``rules.documents`` to say.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from elevakt.engines.cases.queries.naming import keys_in
from elevakt.engines.cases.rules.documents.content import Names
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.ledger import Entry
from elevakt.trust.access.models import StaffCard
from elevakt.trust.people.models import Person, Responsible


def names_in_document(
    facts: Facts, entries: Iterable[Entry], subject: uuid.UUID | None, *, is_open: bool = False
) -> Names:
    """Return the names of those a case is about, of their homes now and before, and of colleagues.

    Colleagues are named by their cards, and a protected one has none.

    :param subject: whom the document names
    :param is_open: whether everybody who reads the case has it: then nobody protected is named
    """
    persons = {person.id for person in facts.persons}
    homes: dict[uuid.UUID, list[Person]] = defaultdict(list)
    for home in Responsible.objects.filter(pupil_id__in=persons).select_related("guardian"):
        homes[home.pupil_id].append(home.guardian)
    people = Person.objects.in_bulk(persons)
    named = people.get(subject) if subject else None
    if is_open and named and named.is_protected:
        named = None
    return Names(
        people={key: _names(person) for key, person in people.items()},
        homes={
            pupil: tuple(name for one in guardians for name in _names(one))
            for pupil, guardians in homes.items()
        },
        staff=_colleagues(entries),
        shown=_shown(named) if named else "",
        is_protected=named is None or named.is_protected,
    )


def _colleagues(entries: Iterable[Entry]) -> dict[uuid.UUID, str]:
    """Return the names of the colleagues who did these acts, or stand in their answers."""
    keys = {entry.by_person for entry in entries if entry.by_person}
    keys |= {key for entry in entries for key in keys_in(entry.answers)}
    cards = StaffCard.objects.filter(person_id__in=keys)
    return {card.pk: card.name for card in cards}


def _names(person: Person) -> tuple[str, ...]:
    given, middle, family = person.given_name, person.middle_name, person.family_name
    whole = (f"{given} {family}", f"{given} {middle} {family}", given, middle, family)
    return tuple(" ".join(name.split()) for name in (*whole, person.display_name) if name.strip())


def _shown(person: Person) -> str:
    """Return how a person may be named on paper: a protected one only as her family has agreed."""
    return person.display_name if person.is_protected else person.name
