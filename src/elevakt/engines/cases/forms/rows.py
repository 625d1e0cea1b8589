"""Questions that are made of rows: their place in a form, and the rows themselves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from elevakt.engines.cases.forms.controls import PlainBound, Unjudged
from elevakt.engines.cases.forms.posting import Data
from elevakt.foundation.ui.forms import Bound, Fault


class RowBound(PlainBound):
    """A control in a row: what must be there is said of the row, not of each cell."""

    @property
    def is_marked_optional(self) -> bool:
        """Whether to say "frivilligt": never."""
        return False


class Row(Unjudged):
    """One row of a table, or one guardian of a home decision."""

    bound_field_class = RowBound
    title: str = ""
    about: str = ""


def in_row(row: Row, number: int, why: str) -> str:
    """Return a fault of a row, as it is said above the form: whose row it is, or its number."""
    whose = row.title or _("Rad %(number)s") % {"number": number}
    return f"{whose}: {why}"


class GroupBound(Bound):
    """A question that is made of rows."""

    @property
    def template_name(self) -> str:
        """The template of this kind of rows."""
        assert isinstance(self.field, Group)
        return self.field.drawn_by

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they now stand."""
        assert isinstance(self.form, RowsForm)
        return self.form.rows.get(self.name, ())

    @property
    def empty_row(self) -> Row:
        """A row without number, of which a script makes more."""
        assert isinstance(self.field, Group)
        return self.field.row({}, "__prefix__")

    @property
    def anchor(self) -> str:
        """Where the error summary leads: the first control that is wrong, else the first."""
        first = next((one for row in self.rows for one in row if one.errors), None)
        return first.anchor if isinstance(first, Bound) else str(self.auto_id)

    @property
    def own_errors(self) -> list[str]:
        """What is wrong with the rows together: the rest is said where it is wrong."""
        in_rows = {fault.words for fault in self._in_rows()}
        return [str(error) for error in self.errors if str(error) not in in_rows]

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, each leading to its own control."""
        whole = [Fault(words, self.anchor) for words in self.own_errors]
        said = {str(error) for error in self.errors}
        return [*whole, *(fault for fault in self._in_rows() if fault.words in said)]

    def _in_rows(self) -> Iterator[Fault]:
        for number, row in enumerate(self.rows, 1):
            for one in row:
                assert isinstance(one, Bound)
                for error in one.errors:
                    yield Fault(in_row(row, number, str(error)), one.anchor)
            for error in row.non_field_errors():
                yield Fault(in_row(row, number, str(error)), str(self.auto_id))


class GroupWidget(forms.Widget):
    """Stands for rows, which have controls of their own."""

    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        """Return nothing: what is answered stands in the rows."""


class Group(forms.Field):
    """The place of rows in a form.

    :param drawn_by: the template that draws it
    """

    widget = GroupWidget
    bound_field_class = GroupBound

    def __init__(self, row_class: type[Row], name: str, drawn_by: str) -> None:
        super().__init__()
        self.row_class, self.name, self.drawn_by = row_class, name, drawn_by

    def row(self, data: Data, number: int | str) -> Row:
        """Return one row, filled from the data of the whole form."""
        return self.row_class(MultiValueDict(data), prefix=f"{self.name}-{number}")


class RowsForm(Unjudged):
    """A form with questions that are made of rows."""

    rows: Mapping[str, Sequence[Row]]
