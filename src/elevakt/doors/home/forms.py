"""The own settings."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elevakt.engines.notifications.enums import Rhythm
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import DateInput, Form, Picker, Section, TimeInput
from elevakt.trust.access.actions.standing_in import AT_MOST

RHYTHMS = (
    (Rhythm.NONE, _("Aldrig")),
    (Rhythm.DAILY, _("Varje arbetsdag")),
    (Rhythm.WEEKLY, _("En gång i veckan")),
)


class MailForm(Form):
    """When somebody wants mail, and how often of how much waits for her."""

    rhythm = forms.ChoiceField(
        label=_("Hur ofta?"), choices=RHYTHMS, widget=forms.RadioSelect, required=True
    )
    begin = forms.TimeField(label=_("Tidigast"), widget=TimeInput)
    end = forms.TimeField(label=_("Senast"), widget=TimeInput)
    sections = (
        Section(
            ("rhythm",),
            title=_("Mejl om hur mycket som väntar"),
            hint=_(
                "Bara antal: att göra, försenat, den här veckan och olästa aviseringar. "
                "Aldrig vem eller vad det gäller. Väntar inget kommer inget mejl."
            ),
        ),
        Section(
            ("begin", "end"),
            title=_("Tider för mejl"),
            hint=_(
                "Mejl kommer på arbetsdagar mellan de här tiderna. Det som är akut kommer alltid "
                "direkt."
            ),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if no mail could ever come
        """
        found: dict[str, Any] = super().clean() or {}
        begin, end = found.get("begin"), found.get("end")
        if isinstance(begin, dt.time) and isinstance(end, dt.time) and begin >= end:
            self.add_error("end", _("Välj en tid som är senare än den första."))
        return found


class AwayForm(Form):
    """Who stands in, and on which days. Make its class with ``away_form``."""

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if the days are in the wrong order, have been already, or are many
        """
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first_on"), found.get("last_on")
        if first and first < clock.today():
            self.add_error("first_on", _("Välj i dag eller en dag som kommer."))
        if first and last and last < first:
            self.add_error("last_on", _("Välj samma dag eller en senare."))
        if first and last and last - first > AT_MOST:
            self.add_error("last_on", _("Välj högst ett år."))
        return found


def away_form(picker: Picker) -> type[AwayForm]:
    """Return the class of the form; ``picker`` chooses among colleagues."""
    content = {
        "person": forms.CharField(label=_("Vem är ersättare?"), widget=picker),
        "first_on": forms.DateField(label=_("Från och med"), widget=DateInput, initial=clock.today),
        "last_on": forms.DateField(
            label=_("Till och med"),
            help_text=_("Då slutar det av sig självt."),
            widget=DateInput,
        ),
    }
    return type("OneAwayForm", (AwayForm,), content)
