"""Who may see what, in plain Python over the rows of the tables: the access rules of the design.

It knows no SQL, no policy and no view. The tests hold the database to it, row by row.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from elevakt.trust.access.enums import Basis, HomeAnswer
from elevakt.trust.access.models import HomeDecision
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.testing.scope import CUSTODY, Reading, Scope
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Contact, Enrolment, GroupMembership, Responsible

_KNOW_HOME = {Basis.MENTORS, Basis.LEADS, Basis.BREAK_GLASS}
_KNOW_WHY = {Basis.MENTORS, Basis.LEADS}


@dataclass(frozen=True)
class Oracle(Scope):
    """The answers at one moment."""

    # ---- persons ---------------------------------------------------------------------------------

    def bases(self, actor: Actor, pupil: uuid.UUID) -> set[Basis]:
        """Return every basis on which the actor reaches a pupil, on the side where she stands."""
        return {
            edge.basis
            for edge in self.edges
            if edge.person == actor.person_id
            and edge.pupil == pupil
            and edge.side == actor.side
            and self._is_of(actor, pupil)
        }

    def _is_of(self, actor: Actor, person: uuid.UUID) -> bool:
        return self.rows.persons[person].organiser_id == actor.organiser_id

    def in_circle(self, actor: Actor, person: uuid.UUID) -> bool:
        """Say whether the actor belongs to the circle around a protected person."""
        if any(
            circle.reader_id == actor.person_id
            and circle.protected_person_id == person
            and self.now in circle.valid_during
            for circle in self.rows.protected_circles
        ):
            return True
        return Basis.LEADS in self.bases(actor, person)

    def is_open(self, actor: Actor, person: uuid.UUID) -> bool:
        """Say whether a person of the actor's organiser is not hidden from her by protection."""
        if not self._is_of(actor, person):
            return False
        if person == actor.person_id:
            return True
        if not self.rows.persons[person].is_protected:
            return True
        return self.in_circle(actor, person)

    def sees_person(self, actor: Actor, person: uuid.UUID) -> bool:
        """Say whether the actor sees who somebody is."""
        if not self.is_open(actor, person):
            return False
        if person == actor.person_id or self.bases(actor, person):
            return True
        if self.works_with(actor, person) or self.leads_about(actor, person):
            return True
        return any(
            self.knows_home(actor, home, of=person) or self.decides_home(actor, home, of=person)
            for home in self.rows.responsibles
        )

    def knows_home(self, actor: Actor, home: Responsible, *, of: uuid.UUID | None = None) -> bool:
        """Say whether the actor may know that somebody (``of``) is responsible for a pupil."""
        if of not in (None, home.guardian_id):
            return False
        if not actor.is_staff:
            return False
        if self.now not in home.period:
            return False
        if home.relation_type == CUSTODY and not self.has_custody(home):
            return False
        if not self.is_open(actor, home.pupil_id):
            return False
        bases = self.bases(actor, home.pupil_id)
        if bases & _KNOW_HOME:
            return True
        if (
            Basis.ADMINISTERS in bases
            and home.relation_type == CUSTODY
            and home.guardian_id in self.may_call(actor, home.pupil_id)
        ):
            return True
        return self.works_with(actor, home.pupil_id, Basis.PARTICIPATES, Basis.DECIDES)

    def decides_home(self, actor: Actor, home: Responsible, *, of: uuid.UUID) -> bool:
        """Say whether the actor leads a matter in which the home of a pupil is decided about."""
        # One who is of age has no guardians to decide about.
        if of != home.guardian_id or not self.has_custody(home):
            return False
        if not self.is_open(actor, home.pupil_id):
            return False
        return self.leads_about(actor, home.pupil_id)

    # ---- rows about a person: they follow the person ---------------------------------------------

    def sees_enrolment(self, actor: Actor, row: Enrolment) -> bool:
        """Say whether the actor sees where a pupil is enrolled."""
        return self._sees_school_life(actor, row.person_id)

    def sees_membership(self, actor: Actor, row: GroupMembership) -> bool:
        """Say whether the actor sees that a pupil is in a group."""
        return actor.is_staff and self._sees_school_life(actor, row.person_id)

    def _sees_school_life(self, actor: Actor, pupil: uuid.UUID) -> bool:
        if not self.sees_person(actor, pupil):
            return False
        if self.bases(actor, pupil):
            return True
        return self.works_with(actor, pupil)

    def sees_responsible(self, actor: Actor, row: Responsible) -> bool:
        """Say whether the actor sees who is responsible for a pupil."""
        if not self.sees_person(actor, row.pupil_id):
            return False
        if not self.is_open(actor, row.guardian_id):
            return False
        if actor.side is Side.FAMILY:
            return row.guardian_id == actor.person_id and bool(self.bases(actor, row.pupil_id))
        return any(
            self.knows_home(actor, home, of=row.guardian_id)
            for home in self.rows.responsibles
            if home.pupil_id == row.pupil_id
        )

    def sees_contact(self, actor: Actor, row: Contact) -> bool:
        """Say whether the actor sees how somebody is reached."""
        if not actor.is_staff:
            return False
        if not self.is_open(actor, row.person_id):
            return False
        if row.person_id == actor.person_id:
            return True
        if self.bases(actor, row.person_id) & _KNOW_HOME:
            return True
        return any(
            self.knows_home(actor, home, of=row.person_id) for home in self.rows.responsibles
        )

    def sees_circumstances(self, actor: Actor, pupil: uuid.UUID) -> bool:
        """Say whether the actor sees the special circumstances of a pupil."""
        if not self.is_open(actor, pupil):
            return False
        return bool(self.bases(actor, pupil) & _KNOW_WHY)

    def sees_circle(self, actor: Actor, pupil: uuid.UUID) -> bool:
        """Say whether the actor sees who is in the circle around a protected pupil."""
        return Basis.LEADS in self.bases(actor, pupil)

    # ---- matters ---------------------------------------------------------------------------------

    def readings_of(self, actor: Actor) -> set[Reading]:
        """Return what the actor reads of matters, on the side where she stands."""
        return {
            reading
            for reading in self.readings
            if reading.person == actor.person_id
            and reading.side == actor.side
            and (not actor.is_staff or self.works_here(actor.person_id))
            and not (actor.is_staff and self.is_barred(actor.person_id, reading.matter))
            and self.is_let_know(reading)
        }

    def is_let_know(self, reading: Reading) -> bool:
        """Say whether a reading is not that of a home which may not know of the matter now."""
        pupil = reading.about
        if reading.basis not in (Basis.GUARDIAN, Basis.SELF):
            return True
        if pupil is None:
            return False
        told = {
            row.guardian_id
            for row in self.rows.home_decisions
            if (row.matter_id, row.pupil_id) == (reading.matter, pupil)
            and self.may_know_at_home(row)
        }
        if reading.basis == Basis.GUARDIAN:
            return reading.person in told
        # What a child reads at home is read beside her by everybody who has custody.
        everybody = {home.guardian_id for home in self._custody(pupil)}
        is_grown_part = self.is_of_age(pupil) and any(
            (row.matter_id, row.person_id) == (reading.matter, pupil)
            for row in self.rows.matter_persons
        )
        return reading.person == pupil and (is_grown_part or (bool(told) and everybody <= told))

    def may_know_at_home(self, row: HomeDecision) -> bool:
        """Say whether a decision is the latest, lets the guardian know, and still holds."""
        latest = max(
            (
                other
                for other in self.rows.home_decisions
                if (other.matter_id, other.pupil_id, other.guardian_id)
                == (row.matter_id, row.pupil_id, row.guardian_id)
            ),
            key=lambda other: (other.decided_at, other.id),
        )
        if row is not latest or row.answer != HomeAnswer.INFORM:
            return False
        if any(self.rows.persons[key].is_protected for key in (row.pupil_id, row.guardian_id)):
            return False
        if row.guardian_id not in {home.guardian_id for home in self._custody(row.pupil_id)}:
            return False
        return not any(
            special.pupil_id == row.pupil_id
            and self.now in special.valid_during
            and special.valid_during.lower > row.decided_at
            for special in self.rows.special_circumstances
        )

    def reads(self, actor: Actor, matter: uuid.UUID, circle: str, about: uuid.UUID | None) -> bool:
        """Say whether the actor reads a part of one circle about one person, or about nobody."""
        return any(
            reading.matter == matter
            and circle in reading.circles
            and reading.about in (None, about)
            for reading in self.readings_of(actor)
        )

    def works_in(self, actor: Actor, matter: uuid.UUID, *, about: uuid.UUID | None = None) -> bool:
        """Say whether the actor may write in a matter, or in its part about one person."""
        return any(
            reading.matter == matter
            and reading.may_write
            and (about is None or reading.about in (None, about))
            for reading in self.readings_of(actor)
        )

    def works_with(self, actor: Actor, person: uuid.UUID, *bases: Basis) -> bool:
        """Say whether the actor leads, or takes part in, a matter that is about a person."""
        if not actor.is_staff:
            return False
        matters = {row.matter_id for row in self.rows.matter_persons if row.person_id == person}
        return any(
            reading.matter in matters
            and reading.basis in (bases or (Basis.LEADS, Basis.PARTICIPATES, Basis.DECIDES))
            and reading.about in (None, person)
            for reading in self.readings_of(actor)
        )

    def leads_about(self, actor: Actor, person: uuid.UUID) -> bool:
        """Say whether the actor leads a matter about a person: of the unit, or for the organiser.

        An officer who is only told of a matter leads nothing.
        """
        if not actor.is_staff:
            return False
        matters = {row.matter_id for row in self.rows.matter_persons if row.person_id == person}
        return any(
            reading.matter in matters
            and reading.basis in (Basis.LEADS, Basis.OFFICER)
            and reading.may_write
            for reading in self.readings_of(actor)
        )

    def readers_of(self, actor: Actor, matter: uuid.UUID) -> set[Reading]:
        """Return who reads a matter, as far as one who leads or works in it may know."""
        if not actor.is_staff:
            return set()
        mine = [
            reading
            for reading in self.readings_of(actor)
            if reading.matter == matter
            and (reading.basis == Basis.PARTICIPATES or reading.may_write)
        ]
        return {
            reading
            for reading in self.readings
            if reading.matter == matter
            and (reading.side == Side.FAMILY or not self.is_barred(reading.person, matter))
            and self.is_let_know(reading)
            and any(one.about is None or reading.about in (None, one.about) for one in mine)
        }

    # ---- home: the answer is itself secret -------------------------------------------------------

    def sees_home_decision(self, actor: Actor, row: HomeDecision) -> bool:
        """Say whether the actor sees what was decided about telling a guardian of a matter."""
        if not self.works_in(actor, row.matter_id, about=row.pupil_id):
            return False
        return any(
            self.knows_home(actor, home, of=row.guardian_id)
            or self.decides_home(actor, home, of=row.guardian_id)
            for home in self.rows.responsibles
            if home.pupil_id == row.pupil_id
        )

    def may_call(self, actor: Actor, pupil: uuid.UUID) -> set[uuid.UUID]:
        """Return the guardians whom those around a pupil may call without asking first."""
        if not actor.is_staff:
            return set()
        if not self.bases(actor, pupil):
            return set()
        if self.is_kin(actor.person_id, pupil):
            return set()
        return {
            home.guardian_id
            for home in self._custody(pupil)
            if self._answer(actor, home) is HomeAnswer.INFORM
            and not self.rows.persons[home.guardian_id].is_protected
        }

    def home_answers(self, actor: Actor, pupil: uuid.UUID) -> dict[uuid.UUID, HomeAnswer]:
        """Return the answer for each guardian, for mentor and lead."""
        if not self.bases(actor, pupil) & _KNOW_HOME:
            return {}
        return {
            home.guardian_id: self._answer(actor, home)
            for home in self._custody(pupil)
            if self.knows_home(actor, home)
        }

    def _custody(self, pupil: uuid.UUID) -> Iterator[Responsible]:
        for home in self.rows.responsibles:
            if home.pupil_id == pupil and self.has_custody(home):
                yield home

    def _answer(self, actor: Actor, home: Responsible) -> HomeAnswer:
        """Return the strictest answer in force for a guardian, as the actor may know it."""
        answers = {HomeAnswer.INFORM}
        if self.rows.persons[home.pupil_id].is_protected:
            answers.add(HomeAnswer.ASK)
        for circumstance in self.rows.special_circumstances:
            if circumstance.pupil_id == home.pupil_id and self.now in circumstance.valid_during:
                answers.add(HomeAnswer.ASK)
        for matter in self.rows.matters:
            decisions = [
                row
                for row in self.rows.home_decisions
                if row.matter_id == matter.id and row.pupil_id == home.pupil_id
            ]
            own = [row for row in decisions if row.guardian_id == home.guardian_id]
            # The answer must not tell the accused that a matter exists.
            if decisions and not self.is_barred(actor.person_id, matter.id):
                latest = max(own, key=lambda row: (row.decided_at, row.id), default=None)
                # Who has come since the matter was decided for the others begins as "ask".
                answers.add(HomeAnswer(latest.answer) if latest else HomeAnswer.ASK)
        return max(answers, key=list(HomeAnswer).index)

    # ---- the log ---------------------------------------------------------------------------------

    def may_see_log(self, actor: Actor, pupil: uuid.UUID) -> bool:
        """Say whether the log of a pupil is the actor's to look at: she leads, or oversees."""
        if Basis.LEADS in self.bases(actor, pupil):
            return True
        is_own = any(
            home.guardian_id == actor.person_id and home.pupil_id == pupil
            for home in self.rows.responsibles
        )
        person = self.rows.persons[pupil]
        return (
            actor.is_staff
            and self.oversees(actor.person_id)
            and self._is_of(actor, pupil)
            and not person.is_protected
            and not is_own
        )

    def sees_in_log(self, actor: Actor, pupil: uuid.UUID, row: Opening) -> bool:
        """Say whether somebody sees, in the log of a pupil, that somebody opened something."""
        if not self.may_see_log(actor, pupil):
            return False
        if row.organiser_id != actor.organiser_id:
            return False
        return any(
            subject == pupil
            and self._may_be_told(actor, matter or row.matter_id)
            and not (basis == "search" and self._came_before_a_hidden_report(actor, pupil, row))
            for subject, basis, matter in zip(row.subjects, row.bases, row.matters, strict=True)
        )

    def _may_be_told(self, actor: Actor, matter: uuid.UUID | None) -> bool:
        return matter is None or self.works_in(actor, matter)

    def _came_before_a_hidden_report(self, actor: Actor, pupil: uuid.UUID, row: Opening) -> bool:
        """Say whether whoever searched has reported something about the pupil that is hidden."""
        reported = {
            reader.matter_id
            for reader in self.rows.matter_readers
            if reader.person_id == row.person_id and reader.basis == Basis.REPORTED
        }
        return any(
            about.person_id == pupil
            and about.matter_id in reported
            and not self.works_in(actor, about.matter_id)
            for about in self.rows.matter_persons
        )
