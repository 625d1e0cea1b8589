"""What others may react to about people. Ids only."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EnrolmentsChanged:
    """An import has changed who goes to which school, or in which school form."""

    organiser_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class MarkingArrived:
    """A person has become protected by an import; everything about her is closed from now on."""

    organiser_id: uuid.UUID
    person_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """The terms or breaks of a school unit have changed, so school days are counted anew."""

    organiser_id: uuid.UUID
    unit_id: uuid.UUID
