"""What one case is made of, beside its ledger: steps, people, files and documents.

Asked as the actor, so that the database leaves out what is not hers to read.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from elevakt.engines.cases.enums import PersonKind, StepState
from elevakt.trust.access.queries.asking import asked


@dataclass(frozen=True, slots=True)
class StepRow:
    """One instance of a step."""

    step: str
    instance: str
    about: uuid.UUID | None
    state: StepState
    roles: tuple[str, ...]
    done_with: str
    done_when_due: bool
    may_be_skipped: bool
    due_on: dt.date | None
    due_at: dt.datetime | None
    opened_at: dt.datetime | None
    done_at: dt.datetime | None
    done_no: int | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in a role of the case; ``person`` is None for one who has no record here."""

    key: uuid.UUID
    person: uuid.UUID | None
    role: str
    kind: PersonKind


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file, without what it holds."""

    id: uuid.UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; ``made_at`` is None while it is being made."""

    id: uuid.UUID
    title: str
    made_at: dt.datetime | None


def steps_in(case_id: uuid.UUID) -> tuple[StepRow, ...]:
    """Return the steps of a case, in the order of its definition."""
    rows = asked(
        """
        select step, instance, about_person_id, state, roles, done_with, done_when_due,
               may_be_skipped, due_on, due_at, opened_at, done_at, done_no
          from cases.step where matter_id = %(case)s order by position, instance
        """,
        {"case": case_id},
    )
    return tuple(StepRow(*(*row[:3], StepState(row[3]), tuple(row[4]), *row[5:])) for row in rows)


def people_in(case_id: uuid.UUID) -> tuple[PersonRow, ...]:
    """Return those whom a case is about, in the order in which they were named."""
    rows = asked(
        """
        select key, person_id, role, kind
          from cases.case_person where matter_id = %(case)s order by added_at, id
        """,
        {"case": case_id},
    )
    return tuple(PersonRow(*(*row[:3], PersonKind(row[3]))) for row in rows)


def files_in(case_id: uuid.UUID) -> dict[uuid.UUID, FileRow]:
    """Return the files of a case by key."""
    rows = asked(
        "select id, name, size from cases.attachment where matter_id = %(case)s",
        {"case": case_id},
    )
    return {row[0]: FileRow(*row) for row in rows}


def documents_in(case_id: uuid.UUID) -> tuple[DocumentRow, ...]:
    """Return the documents of a case, those that are being made among them."""
    rows = asked(
        """
        select id, title, made_at
          from records.document
         where matter_id = %(case)s and withdrawn_at is null order by asked_at, id
        """,
        {"case": case_id},
    )
    return tuple(DocumentRow(*row) for row in rows)
