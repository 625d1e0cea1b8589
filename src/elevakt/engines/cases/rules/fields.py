"""What a definition may ask: fields, the columns of their tables, and the texts that are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from elevakt.engines.cases.enums import AtClose, Barred, FieldType, From, Precision, Role


class Text(str):
    """A text to show, which knows its language: what a translation lacks stays Swedish."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, value: str, language: str = "sv") -> Self:
        """Return the text, marked with its language."""
        text = super().__new__(cls, value)
        text.language = language
        return text


@dataclass(frozen=True)
class AnswerIs:
    """An answer that has one of these values."""

    answer: str
    values: tuple[str | bool, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Say whether these answers have it."""
        return answers.get(self.answer) in self.values


@dataclass(frozen=True)
class IfYes:
    """What a yes means: words to say at once, an acute notice, or that the step passes on."""

    say: Text | None = None
    acute: bool = False
    passes_to: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Call:
    """A call to a home: what whoever calls has before her, and how it went in one tap.

    :param outcome: the question of the step whose every answer is a button that does the step
    :param again: in how many school days to try again, after an answer that leaves the step open
    :param words: what to say, in this order
    :param avoid: what not to say
    """

    outcome: str
    again: int
    words: Mapping[str, Text]
    avoid: Mapping[str, Text]


@dataclass(frozen=True)
class EarlierRows:
    """The table of an earlier step whose rows a table begins with, in the columns they share."""

    step: str
    field: str


@dataclass(frozen=True)
class Column:
    """A column of a table. Its circle is that of the table unless it says another."""

    id: str
    type: FieldType
    label: Text
    hint: Text | None = None
    required: bool = False
    options: Mapping[str, Text] = field(default_factory=dict)
    circle: str | None = None
    phrases: str | None = None
    shown_if: AnswerIs | None = None


@dataclass(frozen=True)
class Wording:
    """How a question is put to whoever answers at home; what it lacks is as it is to staff."""

    label: Text | None = None
    hint: Text | None = None
    say: Text | None = None
    options: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """A question of a step.

    :param later: folded as "Fler uppgifter"; whoever takes the case fills in what is missing
    :param shown_when: condition on what is answered so far; unseen questions have no answer
    :param prefill: expression that gives a first answer
    :param prefill_assignment: the standing assignment whose holder is the first answer
    :param prefill_rows: the earlier table whose rows are the first answer
    :param prefill_in_force: the kind of instruction whose rows, in force for the one whom the case
        is about, are the first answer: as far as whoever answers may see them
    :param bars: who may not be chosen
    :param among: among whom one chooses, if not among everybody of the kind
    :param joins_as: the role in the case that the chosen person gets
    :param keeps_open: answers that are logged but leave the step to be done, as no answer does
    :param per_person: the role of person that the question is asked for, one answer each
    :param must_hold: roles whose every person must have a row of the table
    :param one_of: columns of which each row must have one
    :param about: the column that says whom a row is about
    :param creates: the kind of instruction that each row is while it is in force
    :param at_close: what becomes of those when the case is closed; unsaid, one with a day of its
        own goes on until that day, and one without ends with the case
    :param sensitive: counted only; never a filter, list or search over persons
    :param at_home: how it is put to a guardian or a pupil who opens a case
    """

    id: str
    type: FieldType
    label: Text
    hint: Text | None = None
    required: bool = False
    later: bool = False
    many: bool = False
    figure: bool = False
    sensitive: bool = False
    law: str | None = None
    circle: str | None = None
    options: Mapping[str, Text] = field(default_factory=dict)
    precision: tuple[Precision, ...] = ()
    least: int | None = None
    most: int | None = None
    shown_when: str | None = None
    prefill: str | None = None
    prefill_assignment: str | None = None
    prefill_rows: EarlierRows | None = None
    prefill_in_force: str | None = None
    if_yes: IfYes = IfYes()
    bars: frozenset[Barred] = frozenset()
    joins_as: Role | None = None
    among: From | None = None
    keeps_open: tuple[str, ...] = ()
    per_person: str | None = None
    columns: tuple[Column, ...] = ()
    must_hold: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    about: str | None = None
    creates: str | None = None
    at_close: AtClose | None = None
    at_home: Wording = Wording()

    def put_at_home(self) -> "Field":
        """Return the question as it is put at home: other words, the same answers."""
        said = self.at_home
        return replace(
            self,
            label=said.label or self.label,
            hint=said.hint or self.hint,
            if_yes=replace(self.if_yes, say=said.say or self.if_yes.say),
            options={**self.options, **said.options},
        )

    def column(self, column_id: str) -> Column:
        """Return a column of the table by its id."""
        return next(column for column in self.columns if column.id == column_id)
