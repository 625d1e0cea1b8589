"""When what is in force is looked at again, what it gave, and the decision that must be written.

A definition says it by what it already says: the table that begins with the rows of one that
``creates`` judges them; the first decisions that make a document are those that must be made.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.ledger import DOING, Entry, in_force
from elevakt.engines.cases.rules.ordering import steps_before
from elevakt.engines.cases.rules.values import Json

EFFECT, NONE = "effect", "none"
"""The column of a judging table that says what a measure gave, and the answer that it gave none."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What a definition says of the measures that it sets in force.

    :param creates: the steps that set them in force
    :param judges: the tables that say of each what it gave, by step
    :param reviews: the steps that look back: those that judge, and what comes of it
    :param decides: the steps of which one must be done: the first decisions that make a document
    """

    creates: frozenset[str]
    judges: Mapping[str, Field]
    reviews: frozenset[str]
    decides: frozenset[str]

    @property
    def steps(self) -> frozenset[str]:
        """The steps whose answers say whether a measure has given something."""
        return self.creates | self.judges.keys()


def reviewing(definition: Definition, kinds: frozenset[str]) -> Reviewing | None:
    """Return what a definition says of the measures of some kinds, or None if it sets none."""
    creates = frozenset(
        (step.id, field.id)
        for step in definition.steps
        for field in step.fields
        if field.creates in kinds
    )
    if not creates:
        return None
    before = {step.id: steps_before(definition, step.id) for step in definition.steps}
    judges = {
        step.id: field
        for step in definition.steps
        for field in step.fields
        if (rows := field.prefill_rows)
        and (rows.step, rows.field) in creates
        and judges_effect(field)
    }
    written = {step.id for step in definition.steps if step.decision and step.documents}
    return Reviewing(
        creates=frozenset(step for step, _ in creates),
        judges=judges,
        reviews=frozenset(
            step.id
            for step in definition.steps
            if _is_by_somebody(step) and (before[step.id] | {step.id}) & judges.keys()
        ),
        decides=frozenset(step for step in written if not before[step] & written),
    )


def judges_effect(field: Field) -> bool:
    """Say whether a table says of each row what it gave, and that may be nothing."""
    return any(
        column.id == EFFECT and column.type is FieldType.CHOICE and NONE in column.options
        for column in field.columns
    )


def without_effect(
    definition: Definition, found: Reviewing, ledger: Iterable[Entry], pupil: UUID
) -> tuple[str, ...]:
    """Return in words the measures that gave a pupil nothing, as last judged.

    What has been set anew since is another measure, and has not been judged.
    """
    entries = [
        one
        for one in in_force(ledger)
        if one.entry.kind in DOING and Instance.of(one.entry.instance).pupil_is(pupil)
    ]
    set_at = max((one.entry.no for one in entries if one.entry.step in found.creates), default=0)
    last = {one.entry.step or "": one for one in entries if one.entry.step in found.judges}
    return tuple(
        words
        for step, one in last.items()
        if one.entry.no > set_at
        for words in _gave_nothing(definition.step(step), found.judges[step].id, one.answers)
    )


def _is_by_somebody(step: Step) -> bool:
    return not step.closes and not step.done_when_due


def _gave_nothing(step: Step, field_id: str, answers: Mapping[str, Json]) -> Iterator[str]:
    field = step.field(field_id)
    rows = answers.get(field_id)
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and row.get(EFFECT) == NONE:
            yield _in_words(field, row)


def _in_words(field: Field, row: Mapping[str, Json]) -> str:
    """Return what a row is about: the first of its columns that says something in words."""
    for column in field.columns:
        said = row.get(column.id)
        if column.id != EFFECT and isinstance(said, str) and said:
            return str(column.options.get(said, said))
    return str(field.label)
