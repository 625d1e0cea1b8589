"""Questions that are made of rows: their place in a form, and the rows themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from elevakt.engines.cases.forms.controls import PlainBound, Unjudged
from elevakt.engines.cases.forms.posting import Data
from elevakt.foundation.ui.forms import Bound


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
