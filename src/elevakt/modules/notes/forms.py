"""What is written, of whom, and on which day."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import DateInput, Form, Picker

MOST = 50_000
EMPTY = {"required": gettext_lazy("Skriv något först.")}


class MemoryForm(Form):
    """Something to remember. Make its class with ``memory_form``."""

    text = forms.CharField(
        label=gettext_lazy("Vad vill du minnas?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages=EMPTY,
        max_length=MOST,
    )


def memory_form(picker: Picker) -> type[MemoryForm]:
    """Return the class of the form; ``picker`` chooses among the own pupils."""
    pupil = forms.CharField(label=gettext_lazy("Vem gäller det?"), widget=picker, required=False)
    return type("OneMemoryForm", (MemoryForm,), {"pupil": pupil})


class ProfessionForm(Form):
    """A dated and signed note."""

    text = forms.CharField(
        label=gettext_lazy("Vad har hänt eller sagts?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Anteckningen signeras med ditt namn och kan inte ändras sedan."),
        error_messages=EMPTY,
        max_length=MOST,
    )
    happened_on = forms.DateField(
        label=gettext_lazy("Vilken dag?"),
        widget=DateInput(),
        initial=clock.today,
        error_messages={"required": gettext_lazy("Välj dag.")},
    )

    def clean_happened_on(self) -> Any:
        """Return the day; nothing has happened tomorrow."""
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return day
