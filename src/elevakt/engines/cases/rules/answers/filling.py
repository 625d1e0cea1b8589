"""Fill in any step of any definition, as a form would post it: for a demo, and for tests."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from elevakt.engines.cases.enums import FieldType, From
from elevakt.engines.cases.rules.answers.checking import is_shown
from elevakt.engines.cases.rules.answers.tables import home_rows
from elevakt.engines.cases.rules.asking import may_be_asked
from elevakt.engines.cases.rules.definition import AnswerDay, Definition, Step
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase
from elevakt.engines.cases.rules.fields import Column, Field
from elevakt.engines.cases.rules.values import Answers, Json
from elevakt.trust.access.enums import HomeAnswer

Thing = TypeVar("Thing")
AHEAD = dt.timedelta(weeks=6)
"""So far ahead lies a day on which something is to be looked at again."""
HOUR = "08:30"
SCHOOL = "11111111-1111-4111-8111-111111111111"


class Choosing(Protocol):
    """Picks one of several, as a random draw would."""

    def __call__(self, several: Sequence[Thing], /) -> Thing: ...


def leads_on(definition: Definition, step: Step, field: Field) -> tuple[str, ...]:
    """Return the options of a choice that lead on to the close, those that a step waits for first.

    Others are logged and leave the step to be done, ask again later, or open what was done before.
    """
    if step.repeat and step.repeat.until.answer == field.id:
        return tuple(map(str, step.repeat.until.values))
    back = set(field.keeps_open)
    if step.reopens and step.reopens.when.answer == field.id:
        back |= set(map(str, step.reopens.when.values))
    onward = [option for option in field.options if option not in back]
    return tuple(sorted(onward, key=lambda option: not _is_waited_for(definition, option)))


def _is_waited_for(definition: Definition, option: str) -> bool:
    """Say whether some step is done because of this answer, as far as its condition says so."""
    conditions = [step.when.replace(f"!= '{option}'", "") for step in definition.steps if step.when]
    return any(f"'{option}'" in condition for condition in conditions)


def _is_needed(step: Step, field: Field) -> bool:
    """Say whether a step is left open, or comes again for ever, without this answer."""
    decides = step.repeat is not None and step.repeat.until.answer == field.id
    return field.required or bool(field.keeps_open) or decides


class Filler:
    """Fills in forms.

    :param choose: picks one of several
    :param staff: those on the staff who may be given something to do
    :param day: the day on which it is filled in
    :param say: what to write where words are asked for
    :param home: picks the answer about a guardian
    :param is_on_the_way: whether to choose only what leads on to the close
    """

    def __init__(
        self,
        definition: Definition,
        facts: Facts,
        *,
        choose: Choosing,
        staff: Iterable[UUID],
        day: dt.date,
        say: Callable[[Field | Column], str],
        home: Callable[[GuardianInCase], HomeAnswer] | None = None,
        is_on_the_way: bool = False,
    ) -> None:
        self.definition, self.facts, self.choose = definition, facts, choose
        self.staff = [str(one) for one in staff]
        self._day, self._say, self._home = day, say, home
        self._is_on_the_way = is_on_the_way

    def posted(
        self,
        step: Step,
        *,
        answers: Answers | None = None,
        instance: str = "",
        whole: bool = True,
    ) -> dict[str, object]:
        """Return what is posted of a step; if not the whole, only what it cannot do without."""
        given: dict[str, object] = {}
        read: dict[str, Json] = {}
        for field in step.fields:
            asked = is_shown(
                self.definition,
                step,
                field,
                read,
                facts=self.facts,
                answers=answers,
                instance=instance,
            )
            if asked and (_is_needed(step, field) or (whole and field.type is not FieldType.FILE)):
                given[field.id] = self._field(step, field)
                read[field.id] = as_read(field, given[field.id])
        return given

    def _field(self, step: Step, field: Field) -> object:
        if field.type is FieldType.HOME_DECISION:
            return [self._decided(field, one) for one in home_rows(self.definition, self.facts)]
        if field.type is FieldType.TABLE:
            return self._rows(field)
        if field.per_person:
            there = self.facts.in_role(field.per_person)
            return {str(one.id): self._one(step, field) for one in there}
        return [self._one(step, field)] if field.many else self._one(step, field)

    def _decided(self, field: Field, one: GuardianInCase) -> dict[str, str]:
        return {
            "pupil": str(one.pupil),
            "guardian": str(one.guardian),
            "answer": self._home(one) if self._home else self.choose(list(HomeAnswer)),
            "reason": self._say(field),
        }

    def _rows(self, field: Field) -> list[dict[str, object]]:
        held = [str(one.id) for one in self.facts.in_role(*field.must_hold)]
        return [self._row(field, whom) for whom in held or [self._person()]]

    def _row(self, field: Field, whom: str) -> dict[str, object]:
        cells: dict[str, object] = {}
        for column in field.columns:
            if column.shown_if and not column.shown_if.holds(cells):
                continue
            cells[column.id] = whom if column.id == field.about else self._cell(field, column)
        return cells

    def _cell(self, field: Field, column: Column) -> object:
        days = [one.id for one in field.columns if one.type is FieldType.DATE]
        if field.creates and column.id in days[1:]:
            return (self._day + AHEAD).isoformat()
        return self._any(column)

    def _one(self, step: Step, field: Field) -> object:
        match field.type:
            case FieldType.YES_NO if field.if_yes.passes_to:
                # Who says that she is concerned steps out, and the case goes past her.
                return "no"
            case FieldType.CHOICE if self._is_on_the_way:
                return self.choose(leads_on(self.definition, step, field))
            case FieldType.NUMBER | FieldType.MONEY:
                return str(field.least or 1)
            case FieldType.DATE if self._is_appointment(step, field):
                return (self._day + AHEAD).isoformat()
            case FieldType.DATETIME if field.precision:
                on = self._day.isoformat()
                return {"precision": field.precision[0], "on": on, "at": HOUR}
        return self._any(field)

    def _any(self, asked: Field | Column) -> object:
        match asked.type:
            case FieldType.YES_NO:
                return self.choose(["yes", "no"])
            case FieldType.CHOICE:
                return self.choose(list(asked.options))
            case FieldType.CHOICES:
                return [self.choose(list(asked.options))]
            case FieldType.NUMBER | FieldType.MONEY:
                return "1"
            case FieldType.DATE:
                return self._day.isoformat()
            case FieldType.TIME:
                return HOUR
            case FieldType.DATETIME:
                return f"{self._day.isoformat()}T{HOUR}"
            case _ if isinstance(asked, Field) and asked.among in (From.TEACHES, From.TOLD):
                there = sorted(map(str, may_be_asked(asked, self.facts)))
                return self.choose(there) if there else ""
            case FieldType.STAFF:
                return self.choose(self.staff)
            case FieldType.PUPIL | FieldType.PERSON:
                return self._person()
            case FieldType.GUARDIAN:
                return str(self.choose(self.facts.guardians).guardian)
            case FieldType.UNIT:
                return SCHOOL
        return self._say(asked)

    def _is_appointment(self, step: Step, field: Field) -> bool:
        """Say whether something is due on the very day that is answered."""
        answer = AnswerDay(step.id, field.id)
        due = [one.within for one in self.definition.steps if one.within]
        return any(one.origin_answer == answer and one.working_days == 0 for one in due)

    def _person(self) -> str:
        """Return one of those in the case, or nobody when every naming has been taken back."""
        return str(self.choose(self.facts.persons).id) if self.facts.persons else ""


def as_read(field: Field, posted: object) -> Json:
    """Return what a posted answer is read as, where a condition can ask of it."""
    if field.type is FieldType.YES_NO and isinstance(posted, str):
        return posted == "yes"
    if field.type in (FieldType.NUMBER, FieldType.MONEY) and isinstance(posted, str):
        return int(posted)
    return _json(posted)


def _json(posted: object) -> Json:
    if isinstance(posted, Mapping):
        return {str(name): _json(one) for name, one in posted.items()}
    if isinstance(posted, list):
        return [_json(one) for one in posted]
    return str(posted)
