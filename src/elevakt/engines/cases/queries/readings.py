"""How the actor stands to one case: on which bases she reads it, and what she is there to do."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.asking import asked
from elevakt.trust.access.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which the actor reads a case; ``about`` narrows it to what is about one person."""

    basis: str
    role: str
    about: uuid.UUID | None
    may_write: bool

    @property
    def writes_of_all(self) -> bool:
        """Whether the database takes an act of it about anybody in the case."""
        return self.may_write and self.about is None


@dataclass(frozen=True, slots=True)
class Readings:
    """Every way in which the actor reads a case, and who she is."""

    ways: tuple[Reading, ...]
    person: uuid.UUID | None = None

    @property
    def bases(self) -> frozenset[str]:
        """The bases, for the log and for what a page may say."""
        return frozenset(way.basis for way in self.ways)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that she holds, for whomever."""
        return frozenset(way.role for way in self.ways if way.role)

    @property
    def roles_for_all(self) -> frozenset[str]:
        """The roles in which she may act for the whole case, and not for some persons only."""
        return frozenset(way.role for way in self.ways if way.role and way.writes_of_all)

    @property
    def has_only_reported(self) -> bool:
        """Whether she has reported, and has nothing else to do with it."""
        return self.bases == {Basis.REPORTED}

    @property
    def reads_of_all(self) -> bool:
        """Whether she reads of the whole case, and not of some persons only."""
        return any(way.about is None and way.basis != Basis.REPORTED for way in self.ways)

    @property
    def may_write(self) -> bool:
        """Whether the database takes an act from her."""
        return any(way.may_write for way in self.ways)

    @property
    def writes_of_all(self) -> bool:
        """Whether she may write of the whole case, and not of some persons only."""
        return any(way.writes_of_all for way in self.ways)

    @property
    def writes_of(self) -> frozenset[uuid.UUID]:
        """The persons whom she may write of, where it is not the whole case."""
        return frozenset(way.about for way in self.ways if way.may_write and way.about)

    def holds(self, roles: Iterable[str], about: uuid.UUID | None) -> bool:
        """Say whether she holds one of the roles, for this person or the whole case."""
        wanted = set(roles)
        return any(way.role in wanted and way.about in (None, about) for way in self.ways)


def readings_of(actor: Actor, case_id: uuid.UUID) -> Readings:
    """Return how the actor reads a case now; nothing when she is shut out of it."""
    rows = asked(
        """
        select basis, role, about_person_id, may_write
          from access.my_reading where matter_id = %(case)s
         order by basis, role, about_person_id nulls first
        """,
        {"case": case_id},
    )
    return Readings(tuple(Reading(*row) for row in rows), actor.person_id)
