"""What is asked before something is opened, and when it has been looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from elevakt.foundation.ui.forms import Form, Look


class EmergencyForm(Form):
    """Why a pupil is opened in an emergency, and for how long. Made with ``emergency_form``."""

    reason = forms.CharField(
        label=_("Vad har hänt?"),
        help_text=_("Rektor på elevens skola läser det."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )
    looks = {"reason": Look(limit=300)}


def emergency_form(minutes: tuple[int, ...]) -> type[EmergencyForm]:
    """Return the class of the form, with the minutes that may be chosen."""
    choices = [(str(one), ngettext("%d minut", "%d minuter", one) % one) for one in minutes]
    field = forms.ChoiceField(
        label=_("Hur länge?"),
        help_text=_("Sedan stängs det av sig självt. Du kan avsluta tidigare."),
        choices=choices,
        initial=choices[0][0],
        widget=forms.RadioSelect,
    )
    return type("OneEmergencyForm", (EmergencyForm,), {"minutes": field})


class OverseeForm(Form):
    """Why the logs are looked at now."""

    reason = forms.CharField(
        label=_("Varför granskar du?"), help_text=_("Det sparas."), max_length=300
    )


class SignForm(Form):
    """What whoever has looked at something says of it."""

    words = forms.CharField(
        label=_("Vad kom du fram till?"),
        help_text=_("En mening räcker. Det går inte att ändra sedan."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )
    looks = {"words": Look(limit=300)}
