"""The posted answers of a step: checked, and in the form in which they are stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.answers.forms import NotAnAnswer, is_blank, shown, stored
from elevakt.engines.cases.rules.answers.tables import Faults, read_home_decision, read_table
from elevakt.engines.cases.rules.conditions.compiled import conditions_of
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import EarlierRows, Field
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.sentences import Sentence, say
from elevakt.engines.cases.rules.values import Answers, Json, StepAnswers


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be stored, and what is wrong by the path of the field.

    :param passes_on: whether the answer is that somebody is concerned: then nothing else is asked
    """

    answers: dict[str, Json]
    faults: Faults
    passes_on: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it can be kept as an act."""
        return not self.faults


def check_answers(
    definition: Definition,
    step: Step,
    posted: Mapping[str, object],
    *,
    facts: Facts,
    answers: Answers | None = None,
    instance: str = "",
    is_partial: bool = False,
) -> Checked:
    """Return the posted answers of a step as they are stored, with what is wrong.

    :param answers: the answers in force, which conditions may read
    :param is_partial: for a correction or what is filled in later: nothing is required
    """
    given, faults = _read(definition, step, posted, facts, is_partial=is_partial)
    for field in step.fields:
        if field.if_yes.passes_to and given.get(field.id) is True:
            return Checked({field.id: True}, {}, passes_on=True)
    for field in step.fields:
        if not is_shown(
            definition, step, field, given, facts=facts, answers=answers, instance=instance
        ):
            given.pop(field.id, None)
            faults = {path: why for path, why in faults.items() if path.split(".")[0] != field.id}
        elif _is_needed(step, field) and not is_partial and field.id not in given:
            faults.setdefault(field.id, _required(field))
    return Checked(given, faults)


def is_shown(
    definition: Definition,
    step: Step,
    field: Field,
    given: StepAnswers,
    *,
    facts: Facts,
    answers: Answers | None = None,
    instance: str = "",
) -> bool:
    """Say whether a question is asked, when the step has these answers so far."""
    if field.shown_when is None:
        return True
    whole = with_answers(answers or {}, step, instance, given)
    return conditions_of(definition).holds(field.shown_when, whole, facts)


def prefilled(
    definition: Definition,
    step: Step,
    *,
    facts: Facts,
    answers: Answers | None = None,
    instance: str = "",
    in_force: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
) -> dict[str, object]:
    """Return the first answers of a step as a form takes them.

    :param in_force: the instructions that whoever answers sees in force for the one whom the case
        is about, by kind
    """
    found: dict[str, object] = {}
    for field in step.fields:
        holder = facts.assignments.get(field.prefill_assignment or "")
        if holder and holder not in facts.accused | facts.own_people:
            found[field.id] = str(holder)
        elif field.prefill_in_force:
            found[field.id] = _rows_of(field, (in_force or {}).get(field.prefill_in_force, ()))
        elif field.prefill_rows:
            found[field.id] = _earlier_rows(field, field.prefill_rows, answers or {}, instance)
        elif field.prefill:
            value = conditions_of(definition).prefilled(
                field.prefill, answers or {}, facts, field.type
            )
            found[field.id] = shown(field, value)
    return found


def _rows_of(field: Field, rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return rows with the columns that a table has."""
    columns = [column.id for column in field.columns]
    return [{name: row[name] for name in columns if row.get(name)} for row in rows]


def _earlier_rows(field: Field, rows: EarlierRows, answers: Answers, instance: str) -> object:
    """Return the rows last answered in an earlier table, of the same person if done for each."""
    mine = Instance.of(instance)
    earlier = [
        given[rows.field]
        for key, given in answers.get(rows.step, {}).items()
        if rows.field in given
        and Instance.of(key).person in (None, mine.person)
        and Instance.of(key).doer in (None, mine.doer)
    ]
    return shown(field, earlier[-1] if earlier else None)


def as_posted(step: Step, answers: StepAnswers) -> dict[str, object]:
    """Return stored answers as a form takes them."""
    return {
        field.id: _shown_field(field, answers[field.id])
        for field in step.fields
        if field.id in answers
    }


def lacking_people(definition: Definition, facts: Facts) -> tuple[Sentence, ...]:
    """Return in words who must be named before a case can be opened, and who cannot be named so."""
    lacking = [
        say("Skriv vem det gäller: {title}.", title=role.title)
        for role in definition.people.values()
        if len(facts.in_role(role.id)) < role.least
    ]
    crowded = [
        say("Det kan bara gälla {most}: {title}.", most=role.most, title=role.title)
        for role in definition.people.values()
        if role.most is not None and len(facts.in_role(role.id)) > role.most
    ]
    wrong = [
        say("{title} kan inte vara det.", title=definition.people[person.role].title)
        for person in facts.persons
        if person.kind not in definition.people[person.role].kinds
    ]
    return (*lacking, *crowded, *wrong)


def with_answers(answers: Answers, step: Step, instance: str, given: StepAnswers) -> Answers:
    """Return the answers as they would be with these; of a list they are the last."""
    others = {key: said for key, said in answers.get(step.id, {}).items() if key != instance}
    return {**answers, step.id: {**others, instance: given}}


def _read(
    definition: Definition,
    step: Step,
    posted: Mapping[str, object],
    facts: Facts,
    *,
    is_partial: bool,
) -> tuple[dict[str, Json], Faults]:
    given: dict[str, Json] = {}
    faults: Faults = {}
    for field in step.fields:
        value = posted.get(field.id)
        if field.type is FieldType.HOME_DECISION and not (is_partial and is_blank(value)):
            given[field.id], wrong = _rows(read_home_decision(field, value, definition, facts))
            faults |= wrong
        elif is_blank(value):
            continue
        elif field.type is FieldType.TABLE:
            given[field.id], wrong = _rows(read_table(field, value, facts, is_whole=not is_partial))
            faults |= wrong
        elif field.per_person:
            given[field.id], wrong = _per_person(field, value, facts, is_whole=not is_partial)
            faults |= wrong
        else:
            try:
                given[field.id] = stored(field, value, facts)
            except NotAnAnswer as not_an_answer:
                faults[field.id] = not_an_answer.why
    return given, faults


def _rows(read: tuple[list[Json], Faults]) -> tuple[Json, Faults]:
    rows, faults = read
    return rows, faults


def _per_person(
    field: Field, value: object, facts: Facts, *, is_whole: bool
) -> tuple[Json, Faults]:
    """Read an answer for each person in the field's role."""
    given: dict[str, Json] = {}
    faults: Faults = {}
    posted = value if isinstance(value, Mapping) else {}
    for person in facts.in_role(field.per_person or ""):
        key = str(person.id)
        if is_blank(posted.get(key)):
            if field.required and is_whole:
                faults[f"{field.id}.{key}"] = _required(field)
            continue
        try:
            given[key] = stored(field, posted[key], facts)
        except NotAnAnswer as wrong:
            faults[f"{field.id}.{key}"] = wrong.why
    return given, faults


def _shown_field(field: Field, value: Json) -> object:
    if field.per_person and isinstance(value, dict):
        return {person: shown(field, said) for person, said in value.items()}
    return shown(field, value)


def _is_needed(step: Step, field: Field) -> bool:
    """Say whether a step is not sent without an answer: the law asks for it, or the tap is it."""
    return field.required or (step.call is not None and step.call.outcome == field.id)


def _required(field: Field) -> Sentence:
    return say("Fyll i ”{label}”.", label=field.label)
