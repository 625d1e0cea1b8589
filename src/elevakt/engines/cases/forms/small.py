"""The small forms beside the steps: a reason, a note, and who somebody is."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.engines.cases.enums import Onwards
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import DateInput, Form, Option, Picker


class ReasonForm(Form):
    """Why something is done that is out of the ordinary."""

    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv varför.")},
        max_length=2000,
    )


class MoreTimeForm(ReasonForm):
    """Until when a step gets more time, and why."""

    due_on = forms.DateField(
        label=gettext_lazy("Ny sista dag"),
        widget=DateInput(),
        error_messages={
            "required": gettext_lazy("Välj dag."),
            "invalid": gettext_lazy("Välj dag."),
        },
    )
    field_order = ("due_on", "reason")

    def __init__(self, *given: Any, now: dt.date, **named: Any) -> None:
        """Take the last day that is set now."""
        super().__init__(*given, **named)
        self._now = now

    def clean_due_on(self) -> Any:
        """Return the day; it must be later than the one that is set, and than today."""
        day = self.cleaned_data["due_on"]
        if day <= max(self._now, clock.today()):
            raise forms.ValidationError(
                _("Välj en dag som är senare än både i dag och den som gäller nu.")
            )
        return day


class RestForm(ReasonForm):
    """Until when a case rests, and why."""

    until = forms.DateField(
        label=gettext_lazy("Tas upp igen"),
        widget=DateInput(),
        error_messages={
            "required": gettext_lazy("Välj dag."),
            "invalid": gettext_lazy("Välj dag."),
        },
    )
    field_order = ("until", "reason")

    def clean_until(self) -> Any:
        """Return the day; it must be one that comes."""
        day = self.cleaned_data["until"]
        if day <= clock.today():
            raise forms.ValidationError(_("Välj en dag som kommer."))
        return day


ONWARDS = (
    (Onwards.HAND_OVER, gettext_lazy("Lämna över till den nya skolans rektor")),
    (Onwards.KEEP, gettext_lazy("Behåll här")),
    (Onwards.END, gettext_lazy("Avsluta nu: det som gäller för eleven upphör")),
)


class MovedForm(ReasonForm):
    """What becomes of a case whose pupil has changed school or school form, and why."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Välj"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad som ska hända.")},
    )
    field_order = ("choice", "reason")

    def __init__(self, *given: Any, may_hand_over: bool, **named: Any) -> None:
        """Offer to hand over only where there is another school."""
        super().__init__(*given, **named)
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = ONWARDS if may_hand_over else ONWARDS[1:]


class LinkForm(Form):
    """Which other case belongs with this one."""

    number = forms.CharField(
        label=gettext_lazy("Ärendets nummer"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv ett nummer.")},
        max_length=30,
    )


class PhraseForm(Form):
    """Words to keep, where they are offered, and for whom."""

    text = forms.CharField(
        label=gettext_lazy("Fras"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Skriv så att den passar vem som helst. Inga namn."),
        error_messages={
            "required": gettext_lazy("Skriv något först."),
            "max_length": gettext_lazy("Skriv högst 300 tecken."),
        },
        max_length=300,
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Där den föreslås"),
        error_messages={
            "required": gettext_lazy("Välj en fråga."),
            "invalid_choice": gettext_lazy("Välj en fråga."),
        },
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("För vem?"),
        widget=forms.RadioSelect,
        choices=[("own", gettext_lazy("Bara mig")), ("all", gettext_lazy("Alla som arbetar här"))],
        initial="own",
    )

    def __init__(
        self, *given: Any, places: Sequence[tuple[str, str]], may_edit: bool, **named: Any
    ) -> None:
        """Offer the places of a process.

        :param may_edit: whether what is kept may be for everybody
        """
        super().__init__(*given, **named)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", _("Välj")), *places]
        if not may_edit:
            del self.fields["whose"]


class NoteForm(Form):
    """A dated and signed note, in the case for those who work in it."""

    text = forms.CharField(
        label=gettext_lazy("Vad har hänt eller sagts?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Anteckningen signeras med ditt namn och kan inte ändras sedan."),
        error_messages={"required": gettext_lazy("Skriv något först.")},
        max_length=50_000,
    )
    happened_on = forms.DateField(
        label=gettext_lazy("Vilken dag?"),
        widget=DateInput(),
        error_messages={"required": gettext_lazy("Välj dag.")},
    )
    about = forms.ChoiceField(label=gettext_lazy("Vem gäller det?"), required=False)

    def __init__(self, *given: Any, people: Sequence[Option], of_all: bool, **named: Any) -> None:
        """Offer those whom the writer may write of.

        :param of_all: whether the note may be about the whole case
        """
        super().__init__(*given, **named)
        self.fields["happened_on"].initial = clock.today
        about = self.fields["about"]
        assert isinstance(about, forms.ChoiceField)
        everybody = [("", _("Hela ärendet"))] if of_all else []
        about.choices = [*everybody, *((one.value, one.label) for one in people)]
        about.required = not of_all

    def clean_happened_on(self) -> Any:
        """Return the day; nothing has happened tomorrow."""
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return day


class NamingForm(Form):
    """Who somebody is: in which role, and which pupil."""

    role = forms.ChoiceField(label=gettext_lazy("Roll"), widget=forms.RadioSelect)
    pupil = forms.CharField(
        label=gettext_lazy("Elev"),
        help_text=gettext_lazy("Sök på namn bland skolans elever."),
        error_messages={"required": gettext_lazy("Välj en elev i listan.")},
    )

    def __init__(self, *given: Any, roles: Sequence[Option], picker: Picker, **named: Any) -> None:
        """Offer these roles, and pupils by this search."""
        super().__init__(*given, **named)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(one.value, one.label) for one in roles]
        self.fields["pupil"].widget = picker
