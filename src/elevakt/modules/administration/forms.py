"""What an administrator is asked when she gives something, and whoever leads when she signs."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import DateInput, Form, Look, Picker, Section
from elevakt.trust.access.enums import GivenBasis

TITLES = {
    GivenBasis.OFFICER: gettext_lazy("Huvudmannens handläggare"),
    GivenBasis.OVERSEES: gettext_lazy("Dataskyddsombud: granskar loggar"),
    GivenBasis.ADMINISTRATOR: gettext_lazy("Administratör"),
}
"""What each basis is called."""


class GrantForm(Form):
    """Who gets what, from when and why. Make its class with ``grant_form``."""

    looks = {"process": Look(shown_when=("basis", (GivenBasis.OFFICER,)))}
    sections = (
        Section(("person", "basis", "process")),
        Section(("first_on", "last_on", "reason")),
    )

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if the days cannot be, or it is not said for what
        """
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first_on"), found.get("last_on")
        if first and first < clock.today():
            self.add_error("first_on", _("Välj i dag eller en dag som kommer."))
        if first and last and last < first:
            self.add_error("last_on", _("Välj samma dag eller en senare."))
        if found.get("basis") == GivenBasis.OFFICER and not found.get("process"):
            self.add_error("process", _("Välj vad uppdraget gäller."))
        return found


def grant_form(picker: Picker, processes: Mapping[str, str]) -> type[GrantForm]:
    """Return the class of the form; ``picker`` chooses among colleagues."""
    by_title = sorted(processes.items(), key=lambda one: one[1])
    content = {
        "person": forms.CharField(
            label=_("Vem?"), widget=picker, error_messages={"required": _("Välj en kollega.")}
        ),
        "basis": forms.ChoiceField(
            label=_("Vilket uppdrag?"),
            choices=[(basis.value, title) for basis, title in TITLES.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Välj ett uppdrag.")},
            help_text=_(
                "Handläggaren ser det huvudmannen har fått veta. De andra läser inga ärenden."
            ),
        ),
        "process": forms.ChoiceField(
            label=_("För vilka ärenden?"),
            required=False,
            choices=[("", _("Välj")), *by_title],
        ),
        "first_on": forms.DateField(label=_("Från och med"), widget=DateInput, initial=clock.today),
        "last_on": forms.DateField(
            label=_("Till och med"),
            required=False,
            help_text=_("Då slutar det av sig självt. Tomt: tills det avslutas."),
            widget=DateInput,
        ),
        "reason": forms.CharField(
            label=_("Varför?"),
            max_length=300,
            error_messages={"required": _("Skriv varför.")},
            help_text=_("Till exempel beslutet som ligger bakom. Skriv inget om elever."),
        ),
    }
    return type("OneGrantForm", (GrantForm,), content)


class ResetForm(Form):
    """Whose second steps are taken away, and how she was recognised. Made with ``reset_form``."""


def reset_form(picker: Picker) -> type[ResetForm]:
    """Return the class of the form; ``picker`` chooses among colleagues."""
    content = {
        "person": forms.CharField(
            label=_("Vem?"), widget=picker, error_messages={"required": _("Välj en kollega.")}
        ),
        "reason": forms.CharField(
            label=_("Hur vet du att det är hon eller han?"),
            max_length=300,
            error_messages={"required": _("Skriv hur du vet det.")},
            help_text=_("Till exempel: kom hit och visade legitimation. Ett mejl räcker inte."),
        ),
    }
    return type("OneResetForm", (ResetForm,), content)


class LogOutForm(Form):
    """Who is logged out everywhere. Made with ``log_out_form``."""


def log_out_form(picker: Picker) -> type[LogOutForm]:
    """Return the class of the form; ``picker`` chooses among colleagues."""
    person = forms.CharField(
        label=_("Vem?"), widget=picker, error_messages={"required": _("Välj en kollega.")}
    )
    return type("OneLogOutForm", (LogOutForm,), {"person": person})


class SignForm(Form):
    """What whoever leads has to say about who reaches her pupils."""

    words = forms.CharField(
        label=gettext_lazy("Är det något som ska ändras?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Skriv inget om elever."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
