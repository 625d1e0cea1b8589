"""A pupil's home: who may be told, and how they are reached."""

import uuid
from dataclasses import dataclass

from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Contact, Person


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian of a pupil, what has been decided about telling her, and how she is reached."""

    id: uuid.UUID
    name: str
    answer: HomeAnswer
    contacts: tuple[Contact, ...]


def homes(actor: Actor, pupil_id: uuid.UUID, *, with_contacts: bool) -> list[Guardian]:
    """Return the guardians of a pupil, if the actor may know the home.

    :param with_contacts: False where a reason must be given before contacts are shown
    """
    answers: dict[uuid.UUID, str] = dict(
        asked("select guardian_id, answer from access.home_answers(%(pupil)s)", {"pupil": pupil_id})
    )
    persons = Person.objects.filter(id__in=answers).order_by("given_key")
    contacts = Contact.objects.filter(person_id__in=answers if with_contacts else [])
    reached = list(contacts.order_by("kind", "label"))
    return [
        Guardian(
            id=person.id,
            name=person.name,
            answer=HomeAnswer(answers[person.id]),
            contacts=tuple(one for one in reached if one.person_id == person.id),
        )
        for person in persons
    ]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The telephone numbers of a guardian.

    :param asks_reason: they are kept back: somebody here is protected, and a reason must be given
    """

    phones: tuple[str, ...]
    asks_reason: bool


def numbers(actor: Actor, *, pupil_id: uuid.UUID, guardian_id: uuid.UUID) -> Numbers:
    """Return how a guardian is called about a pupil, if the actor may know the home."""
    ((asks_reason, phones),) = asked(
        """
        select exists (select from people.person someone
                        where someone.id in (%(pupil)s, %(guardian)s) and someone.is_protected),
               array(select value from people.contact
                      where person_id = %(guardian)s and kind = 'phone'
                      order by not is_mobile, label, value)
        """,
        {"pupil": pupil_id, "guardian": guardian_id},
    )
    return Numbers(() if asks_reason else tuple(phones), asks_reason)


def may_call(actor: Actor, pupil_id: uuid.UUID) -> list[Guardian]:
    """Return the guardians whom everybody who teaches the pupil may call; empty says: ask first.

    How they are reached is there for one who may know it: the school administrator.
    """
    rows = asked("select guardian_id, name from access.may_call(%(pupil)s)", {"pupil": pupil_id})
    contacts = Contact.objects.filter(person_id__in=[key for key, _name in rows])
    reached = list(contacts.order_by("kind", "label")) if rows else []
    return [
        Guardian(
            id=key,
            name=name,
            answer=HomeAnswer.INFORM,
            contacts=tuple(one for one in reached if one.person_id == key),
        )
        for key, name in rows
    ]


def children(actor: Actor) -> list[Person]:
    """Return a guardian's children, or the pupil who is logged in, on the family side."""
    assert actor.side is Side.FAMILY
    bases: dict[uuid.UUID, str] = dict(
        asked("select distinct pupil_id, basis from access.my_pupil where side = 'family'", {})
    )
    found = list(Person.objects.filter(id__in=bases).order_by("given_key"))
    gate.lists({person.id: bases[person.id] for person in found})
    return found
