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
    GivenBasis.COVERS: gettext_lazy("Vikarie"),
    GivenBasis.ASSISTS: gettext_lazy("Elevassistent"),
    GivenBasis.DECIDES: gettext_lazy("Beslutar i rektors ställe"),
}
"""What each basis is called."""

FOR_A_SCOPE = (GivenBasis.OFFICER, GivenBasis.OVERSEES, GivenBasis.ADMINISTRATOR)
"""What an administrator gives. The others are for whoever leads."""


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
        _check_days(self, found)
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
            choices=[(basis.value, TITLES[basis]) for basis in FOR_A_SCOPE],
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


def _check_days(form: Form, found: Mapping[str, Any]) -> None:
    first, last = found.get("first_on"), found.get("last_on")
    if first and first < clock.today():
        form.add_error("first_on", _("Välj i dag eller en dag som kommer."))
    if first and last and last < first:
        form.add_error("last_on", _("Välj samma dag eller en senare."))


class LentForm(Form):
    """Who covers or assists, and on which days. Made with one of the functions below."""

    most = 0

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if the days cannot be, or are too many
        """
        found: dict[str, Any] = super().clean() or {}
        _check_days(self, found)
        first, last = found.get("first_on"), found.get("last_on")
        if first and last and (last - first).days >= self.most:
            self.add_error("last_on", _("Högst %(most)d dagar åt gången.") % {"most": self.most})
        return found


class CoverForm(LentForm):
    """Who covers, for whom or in which groups, and on which days."""

    sections = (
        Section(("person", "away", "first_on", "last_on")),
        Section(
            ("groups",),
            title=gettext_lazy("Eller välj grupper"),
            hint=gettext_lazy("när det inte är alla som någon undervisar"),
            folded=True,
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if the days cannot be, or it is not said for which groups
        """
        found = super().clean()
        if not found.get("away") and not found.get("groups") and "groups" not in self.errors:
            self.add_error("away", _("Välj den som är borta, eller minst en grupp."))
        return found


def cover_form(picker: Picker, groups: Mapping[str, str], most: int) -> type[CoverForm]:
    """Return the class of the form; ``picker`` chooses among colleagues.

    :param groups: what each group of the unit is called, by its key
    :param most: how many days it may be at most
    """
    content = {
        "person": _colleague(picker, _("Vem är vikarie?")),
        "away": forms.CharField(
            label=_("I stället för"),
            required=False,
            widget=picker,
            help_text=_("Vikarien får alla grupper som kollegan undervisar på skolan."),
        ),
        "groups": forms.MultipleChoiceField(
            label=_("Grupper"),
            required=False,
            choices=list(groups.items()),
            widget=forms.CheckboxSelectMultiple,
        ),
        **_days(most),
    }
    return type("OneCoverForm", (CoverForm,), content)


def assist_form(picker: Picker, most: int) -> type[LentForm]:
    """Return the class of the form; ``picker`` chooses among colleagues."""
    content = {"person": _colleague(picker, _("Vem är elevassistent?")), **_days(most)}
    return type("OneAssistForm", (LentForm,), content)


def decide_form(picker: Picker, kinds: Mapping[str, str], most: int) -> type[LentForm]:
    """Return the class of the form; ``picker`` chooses among colleagues.

    :param kinds: what each process is called in which somebody else may decide
    """
    content = {
        "person": _colleague(picker, _("Vem får besluta?")),
        "kinds": forms.MultipleChoiceField(
            label=_("I vilka ärenden?"),
            choices=list(kinds.items()),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Välj minst ett slags ärenden.")},
        ),
        **_days(most),
    }
    return type("OneDecideForm", (LentForm,), content)


def _colleague(picker: Picker, label: str) -> forms.Field:
    return forms.CharField(
        label=label, widget=picker, error_messages={"required": _("Välj en kollega.")}
    )


def _days(most: int) -> dict[str, Any]:
    return {
        "most": most,
        "first_on": forms.DateField(label=_("Från och med"), widget=DateInput, initial=clock.today),
        "last_on": forms.DateField(
            label=_("Till och med"),
            widget=DateInput,
            help_text=_("Då slutar det av sig självt."),
            error_messages={"required": _("Välj den sista dagen.")},
        ),
    }


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
