"""What an administrator is asked about a term or a break."""

from django import forms
from django.utils.translation import gettext_lazy as _

from elevakt.foundation.ui.forms import DateInput, Form
from elevakt.trust.people.enums import CalendarKind


class PeriodForm(Form):
    """A term, a break or a day when pupils are free."""

    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=[
            (CalendarKind.TERM.value, _("Termin")),
            (CalendarKind.BREAK.value, _("Lov eller studiedag")),
        ],
        widget=forms.RadioSelect,
        initial=CalendarKind.BREAK.value,
    )
    name = forms.CharField(
        label=_("Namn"),
        max_length=60,
        help_text=_("Till exempel Höstlov."),
        error_messages={"required": _("Skriv ett namn.")},
    )
    starts_on = forms.DateField(label=_("Första dagen"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Sista dagen"),
        widget=DateInput,
        required=False,
        help_text=_("Tomt: bara den första dagen."),
    )
