"""The form of a step: made from its definition, filled from what is known, judged by the rules."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.forms.controls import Around, PlainBound, form_class
from elevakt.engines.cases.forms.posting import lists_of
from elevakt.engines.cases.forms.questions import Moment, PerPerson, Question
from elevakt.engines.cases.forms.rows import RowsForm
from elevakt.engines.cases.forms.tables import HomeDecisions, Table
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.sentences import Sentence
from elevakt.foundation.ui.forms import Section


class AnswerBound(PlainBound):
    """A question of a step."""

    @property
    def is_marked_optional(self) -> bool:
        """Whether to say "frivilligt": never where an answer calls for help at once."""
        return super().is_marked_optional and not self.look.is_acute


class AnswerForm(RowsForm):
    """The questions of one step. Make its class with ``answer_form``."""

    bound_field_class = AnswerBound
    questions: Sequence[Question] = ()
    words: Mapping[str, str] = {}

    def __init__(self, data: Any, files: Any = None, *, more: str = "") -> None:
        super().__init__(MultiValueDict(lists_of(data)), files)
        self.rows = {
            one.asked.id: one.rows(self, more)
            for one in self.questions
            if isinstance(one, Table | HomeDecisions)
        }

    @property
    def posted(self) -> dict[str, object]:
        """What is answered, as the rules read it."""
        return {one.asked.id: one.answer(self) for one in self.questions}

    def blame(self, faults: Mapping[str, Sentence]) -> None:
        """Say each fault at the question it is about, in the language of the page."""
        for path, why in faults.items():
            for one in self.questions:
                if path.split(".")[0] == one.asked.id:
                    one.blame(self, path, why.called(self.words).said_by(_))


def question(asked: Field, around: Around) -> Question:
    """Return a field of a definition as a question in a form."""
    if asked.type is FieldType.TABLE:
        return Table(asked, around)
    if asked.type is FieldType.HOME_DECISION:
        return HomeDecisions(asked, around)
    if asked.per_person:
        return PerPerson(asked, around)
    if asked.type is FieldType.DATETIME and asked.precision:
        return Moment(asked, around)
    return Question(asked, around)


def answer_form(fields: Iterable[Field], around: Around) -> type[AnswerForm]:
    """Return the class of the form that asks these fields; what can wait lies folded at the end."""
    # What sends the form comes last in it.
    ordered = sorted(fields, key=lambda field: field.id == around.taps)
    # A question that chooses whom to ask is not put when there is nobody to choose.
    ordered = [field for field in ordered if around.may_be_asked.get(field.id, True)]
    questions = [question(field, around) for field in ordered]
    later = tuple(name for one in questions if one.asked.later for name in one.controls())
    return form_class(
        AnswerForm,
        {name: made for one in questions for name, made in one.controls().items()},
        questions=tuple(questions),
        words=around.words,
        looks={name: look for one in questions for name, look in one.looks().items()},
        sections=(Section(later, folded=True),) if later else (),
    )


def filled(
    questions: Iterable[Question],
    known: Mapping[str, object],
    drafted: Mapping[str, Sequence[str]],
) -> MultiValueDict[str, str]:
    """Return what a form is filled with: what is known, and over it what was written before."""
    data: dict[str, list[str]] = {}
    for one in questions:
        data |= one.data(known.get(one.asked.id))
    return MultiValueDict({**data, **{name: list(values) for name, values in drafted.items()}})
