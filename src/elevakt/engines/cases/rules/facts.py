"""What the plan must know besides the ledger: a frozen value that a query makes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from elevakt.engines.cases.enums import OpenedBy, PersonKind, Role
from elevakt.trust.access.enums import HomeAnswer


@dataclass(frozen=True, slots=True)
class PersonInCase:
    """Somebody a case is about, in one role. The same person may stand in several.

    :param id: the person's key; for one who was not found, the key given in the case
    :param role: a role of the definition's ``people``
    :param since: when the person was added, if later than the report
    """

    id: UUID
    role: str
    kind: PersonKind = PersonKind.PUPIL
    unit: UUID | None = None
    is_adult: bool = False
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class GuardianInCase:
    """A guardian of a pupil in the case, and what has been decided about telling her.

    :param since: when that was decided or became known, if later than the report
    """

    pupil: UUID
    guardian: UUID
    answer: HomeAnswer
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """That a limited measure has been used before for somebody, in this case or another."""

    limit: str
    person: UUID
    on: dt.date


@dataclass(frozen=True)
class Facts:
    """Who the case is about and what stands around it.

    :param accused: those who are accused and so shut out, whoever they are
    :param own_people: staff who are or stand close to somebody the case is about, so shut out too
    :param lead: who leads: the principal, or past her the deputy or the organiser
    :param assignments: who holds each assignment in this case, where it is known
    :param teaching: those on the staff who teach or mentor somebody whom the case is about
    :param left: those who were given work before the case was handed over to a school where they
        do not work
    :param school_form: of the pupil whose unit leads, in the words of SS 12000; empty if unknown
    """

    persons: tuple[PersonInCase, ...] = ()
    guardians: tuple[GuardianInCase, ...] = ()
    accused: frozenset[UUID] = frozenset()
    own_people: frozenset[UUID] = frozenset()
    opened_by: OpenedBy = OpenedBy.STAFF
    lead: Role = Role.PRINCIPAL
    assignments: Mapping[str, UUID] = field(default_factory=dict)
    teaching: frozenset[UUID] = frozenset()
    left: frozenset[UUID] = frozenset()
    school_form: str = ""
    used: tuple[Use, ...] = ()

    @property
    def staff_accused(self) -> bool:
        """Whether a member of staff is accused."""
        return any(
            person.kind is PersonKind.STAFF and person.id in self.accused for person in self.persons
        )

    @property
    def lead_passed(self) -> bool:
        """Whether the lead has passed on from the principal."""
        return self.lead is not Role.PRINCIPAL

    def in_role(self, *roles: str) -> tuple[PersonInCase, ...]:
        """Return those in any of the roles, each person once, in the order they were named."""
        found: dict[UUID, PersonInCase] = {}
        for person in self.persons:
            if person.role in roles:
                found.setdefault(person.id, person)
        return tuple(found.values())

    def home_is_open(self, pupil: UUID) -> bool:
        """Say whether everybody at home may know: what a child reads there is read beside her."""
        answers = {home.answer for home in self.guardians if home.pupil == pupil}
        return answers == {HomeAnswer.INFORM}

    def person(self, person_id: UUID) -> tuple[PersonInCase, ...]:
        """Return a person in each of the roles she stands in."""
        return tuple(person for person in self.persons if person.id == person_id)
