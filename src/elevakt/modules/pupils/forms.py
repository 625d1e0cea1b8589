"""What whoever leads is asked about special circumstances."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import DateInput, Form, Look
from elevakt.trust.access.enums import CircumstanceDeed, CircumstanceKind

KINDS = {
    CircumstanceKind.HONOUR: gettext_lazy("Hedersrelaterat våld och förtryck"),
    CircumstanceKind.VIOLENCE: gettext_lazy("Våld hemma"),
    CircumstanceKind.CONTACT_BAN: gettext_lazy("Kontaktförbud"),
    CircumstanceKind.SHELTER: gettext_lazy("Skyddat boende"),
    CircumstanceKind.CUSTODY: gettext_lazy("Vårdnadstvist"),
    CircumstanceKind.OTHER: gettext_lazy("Något annat"),
}
"""What each kind is called."""

DEEDS = {
    CircumstanceDeed.REVIEWED: gettext_lazy("Det gäller fortfarande"),
    CircumstanceDeed.LIFTED: gettext_lazy("Det ska sluta gälla nu"),
}
"""What whoever looks at them again may come to."""


class CircumstanceForm(Form):
    """What it is, why, and until when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Vad handlar det om?"),
        choices=[(kind.value, words) for kind, words in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad det handlar om.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Vad bygger det på?"),
        max_length=1000,
        help_text=gettext_lazy("Rektor, biträdande rektor och mentor kan läsa det."),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv vad det bygger på.")},
    )
    review_on = forms.DateField(
        label=gettext_lazy("När ska du titta på det igen?"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Då står det på din första sida."),
    )
    last_on = forms.DateField(
        label=gettext_lazy("Till och med"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Då slutar det av sig självt. Tomt: tills du lyfter det."),
    )

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if it is without end, or a day has been already
        """
        found: dict[str, Any] = super().clean() or {}
        days = {name: found[name] for name in ("review_on", "last_on") if found.get(name)}
        if not days and not {"review_on", "last_on"} & set(self.errors):
            self.add_error("review_on", _("Välj en dag, här eller nedanför."))
        for name, day in days.items():
            if day < clock.today():
                self.add_error(name, _("Välj i dag eller en dag som kommer."))
        return found


class ReviewForm(Form):
    """What whoever looks at them again has come to, and why."""

    looks = {"review_on": Look(shown_when=("deed", (CircumstanceDeed.REVIEWED,)))}
    deed = forms.ChoiceField(
        label=gettext_lazy("Vad kom du fram till?"),
        choices=[(deed.value, words) for deed, words in DEEDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad du kom fram till.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Varför?"),
        max_length=1000,
        help_text=gettext_lazy("Det sparas och går inte att ändra sedan."),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv varför.")},
    )
    review_on = forms.DateField(
        label=gettext_lazy("När ska du titta på det igen?"), required=False, widget=DateInput
    )

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if it still holds and is not looked at again on a day to come
        """
        found: dict[str, Any] = super().clean() or {}
        day: dt.date | None = found.get("review_on")
        if found.get("deed") == CircumstanceDeed.REVIEWED and (day is None or day <= clock.today()):
            self.add_error("review_on", _("Välj en dag som kommer."))
        return found
