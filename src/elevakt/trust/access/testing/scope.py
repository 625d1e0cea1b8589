"""Who reads what of matters, in plain Python over the rows of the tables.

It knows no SQL and no trigger. The tests hold the database to it, whatever happens to the roster.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from elevakt.trust.access.enums import BarReason, Basis
from elevakt.trust.access.models import Grant
from elevakt.trust.access.testing.reach import CUSTODY, Reach, is_lead
from elevakt.trust.people.enums import Side

__all__ = ["CUSTODY", "Reading", "Scope"]

_SAID = {BarReason.ACCUSED, BarReason.CONCERNED}


class Reading(NamedTuple):
    """Somebody reads some circles of a matter now, about everybody or about one."""

    person: uuid.UUID
    matter: uuid.UUID
    basis: str
    side: str
    circles: tuple[str, ...]
    role: str
    about: uuid.UUID | None
    may_write: bool


@dataclass(frozen=True)
class Scope(Reach):
    """The scope at one moment."""

    # ---- matters ---------------------------------------------------------------------------------

    @cached_property
    def readings(self) -> frozenset[Reading]:
        """Everybody who reads something of a matter now, those who are shut out among them."""
        return frozenset(
            (
                *self._invited(),
                *self._chosen(),
                *self._leading(),
                *self._other_leads(),
                *self._officers(),
                *self._deciders(),
            )
        )

    def _invited(self) -> Iterator[Reading]:
        chosen = {one.id for one in self.rows.roster_readers}
        for reader in self.rows.matter_readers:
            if (
                reader.basis not in (Basis.LEADS, Basis.OFFICER, Basis.DECIDES)
                and reader.source_id not in chosen
                and self.now in reader.valid_during
            ):
                yield Reading(
                    reader.person_id,
                    reader.matter_id,
                    reader.basis,
                    reader.side,
                    tuple(reader.circles),
                    reader.role,
                    reader.about_person_id,
                    reader.may_write,
                )

    def _chosen(self) -> Iterator[Reading]:
        for one in self.rows.roster_readers:
            for edge in self.edges:
                if (
                    edge.pupil == one.about_person_id
                    and edge.basis == one.by_basis
                    and edge.side is Side.STAFF
                ):
                    yield Reading(
                        edge.person,
                        one.matter_id,
                        "participates",
                        "staff",
                        tuple(one.circles),
                        one.role,
                        one.about_person_id,
                        True,
                    )

    def _leading(self) -> Iterator[Reading]:
        for matter in self.rows.matters:
            for person, away in self.leading(matter.led_by_unit_id):
                circles = tuple(matter.lead_circles)
                if not self._is_shut_out(away, matter.id):
                    yield Reading(
                        person,
                        matter.id,
                        "leads",
                        "staff",
                        circles,
                        matter.lead_role,
                        None,
                        True,
                    )

    def _other_leads(self) -> Iterator[Reading]:
        for matter in self.rows.matters:
            for about in self.rows.matter_persons:
                if (
                    about.matter_id == matter.id
                    and about.unit_id != matter.led_by_unit_id
                    and matter.part_circles
                    and self._is_at(about.person_id, about.unit_id)
                    and not self._is_led_by_one_of(about.unit_id, matter.id)
                ):
                    for person, away in self.leading(about.unit_id):
                        circles = tuple(matter.part_circles)
                        if not self._is_shut_out(away, matter.id):
                            yield Reading(
                                person,
                                matter.id,
                                "leads",
                                "staff",
                                circles,
                                "",
                                about.person_id,
                                False,
                            )

    def _is_at(self, pupil: uuid.UUID, unit: uuid.UUID | None) -> bool:
        return any(
            enrolment.person_id == pupil
            and enrolment.school_unit_id == unit
            and self.now in enrolment.period
            for enrolment in self.rows.enrolments
        )

    def _is_led_by_one_of(self, unit: uuid.UUID | None, matter: uuid.UUID) -> bool:
        """Say whether a person of the matter leads a unit, or has ever led it."""
        persons = {row.person_id for row in self.rows.matter_persons if row.matter_id == matter}
        return any(
            duty.person_id in persons and duty.school_unit_id == unit and is_lead(duty)
            for duty in self.rows.duties.values()
        )

    def _officers(self) -> Iterator[Reading]:
        for matter in self.rows.matters:
            for grant in self.rows.grants:
                if (
                    grant.basis == Basis.OFFICER
                    and grant.scope == matter.scope
                    and grant.organiser_id == matter.organiser_id
                    and self.now in grant.valid_during
                    and matter.officer_circles
                ):
                    circles, role = tuple(matter.officer_circles), matter.officer_role
                    for person in (grant.person_id, *self._instead_of(grant, matter.id)):
                        yield Reading(
                            person,
                            matter.id,
                            "officer",
                            "staff",
                            circles,
                            role,
                            None,
                            role != "",
                        )

    def _deciders(self) -> Iterator[Reading]:
        """Yield who decides in a principal's place, as long as she works at the unit."""
        for matter in self.rows.matters:
            for grant in self.rows.grants:
                if (
                    grant.basis == Basis.DECIDES
                    and (grant.scope, grant.unit_id) == (matter.scope, matter.led_by_unit_id)
                    and self.now in grant.valid_during
                    and matter.delegate_role
                    and any(
                        duty.person_id == grant.person_id
                        and duty.school_unit_id == grant.unit_id
                        and self.now in duty.period
                        for duty in self.rows.duties.values()
                    )
                ):
                    yield Reading(
                        grant.person_id,
                        matter.id,
                        "decides",
                        "staff",
                        tuple(matter.lead_circles),
                        matter.delegate_role,
                        None,
                        True,
                    )

    def _instead_of(self, grant: Grant, matter: uuid.UUID) -> Iterator[uuid.UUID]:
        """Yield who stands in for an officer, as long as she could read a matter herself."""
        may_read = self.works_here(grant.person_id) and not self._is_shut_out(
            grant.person_id, matter
        )
        for one in self.stand_ins():
            if may_read and one.for_person_id == grant.person_id:
                yield one.person_id

    def _is_shut_out(self, away: uuid.UUID | None, matter: uuid.UUID) -> bool:
        """Say whether the one whom somebody stands in for is shut out of a matter."""
        return away is not None and self.is_barred(away, matter)

    def is_barred(self, person: uuid.UUID | None, matter: uuid.UUID) -> bool:
        """Say whether a person is of the matter's own people: no staff basis reaches it."""
        if any(
            bar.person_id == person and bar.matter_id == matter and bar.reason in _SAID
            for bar in self.rows.matter_bars
        ):
            return True
        return any(
            about.matter_id == matter and self.is_kin(person, about.person_id)
            for about in self.rows.matter_persons
        )
