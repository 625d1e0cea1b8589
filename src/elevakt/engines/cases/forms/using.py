"""Ask the officer for a process which version is used, where and from when."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.engines.cases.actions.using import Review
from elevakt.engines.cases.queries.processes import Version
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import DateInput, Form, Look, Section

NONE = "none"
"""The answer that the process is no longer used."""
SCHOOL_YEARS = range(10)
REVIEWERS = {
    "lawyer": gettext_lazy("Jurist"),
    "archivist": gettext_lazy("Arkivarie"),
    "health_lead": gettext_lazy("Elevhälsans chef"),
}


def year_words(year: int) -> str:
    """Return a school year as it is called: the year before the first is the preschool class."""
    return str(year) if year else _("förskoleklass")


class UseForm(Form):
    """Which version is used, where and from when. Make its class with ``use_form``."""

    versions: Sequence[Version] = ()
    reviewed: Sequence[str] = ()
    class_names: Mapping[uuid.UUID, frozenset[str]] = {}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        asked = {str(one.definition.version) for one in self.versions if one.release is None}
        if self.is_bound and self.data.get("version") not in asked:
            for who in self.reviewed:
                self.fields[who].required = self.fields[f"{who}_on"].required = False

    def clean(self) -> dict[str, Any]:
        """Return what was chosen.

        :raises ValidationError: if it cannot begin on that day
        """
        found: dict[str, Any] = super().clean() or {}
        day = found.get("from_day")
        if day and day < clock.today():
            self.add_error("from_day", _("Det kan börja gälla tidigast i dag."))
        one = self.chosen
        if one is None:
            return found
        if day and not one.definition.applies_on(day):
            self.add_error("from_day", _("Reglerna i den versionen gäller inte den dagen."))
        for name in self.reviewed:
            if (found.get(f"{name}_on") or clock.today()) > clock.today():
                self.add_error(f"{name}_on", _("Den dagen har inte varit än."))
        return found

    def clean_classes(self) -> list[str]:
        """Return the classes that were written, as they are called.

        :raises ValidationError: if a chosen school has no such class, or years are chosen as well
        """
        written = [one.strip() for one in self.cleaned_data["classes"].split(",") if one.strip()]
        if written and self.cleaned_data.get("years"):
            raise forms.ValidationError(_("Välj årskurser eller klasser, inte båda."))
        there: dict[str, str] = {}
        for unit in self.cleaned_data.get("units", ()):
            names = self.class_names.get(uuid.UUID(unit), ())
            there |= {name.casefold(): name for name in names}
        for one in written:
            if one.casefold() not in there:
                raise forms.ValidationError(
                    _("Ingen av skolorna har en klass som heter %(name)s.") % {"name": one}
                )
        return [there[one.casefold()] for one in written]

    @property
    def chosen(self) -> Version | None:
        """The version that is chosen, or None when it is that none is used."""
        answer = self.cleaned_data.get("version")
        return next((one for one in self.versions if str(one.definition.version) == answer), None)

    @property
    def review(self) -> Review | None:
        """Who has gone through the chosen version, if that was asked."""
        one = self.chosen
        if one is None or one.release:
            return None
        names = (name for who in REVIEWERS for name in (who, f"{who}_on"))
        return Review(**{name: self.cleaned_data[name] for name in names})


def use_form(
    versions: Sequence[Version],
    units: Mapping[uuid.UUID, str],
    class_names: Mapping[uuid.UUID, frozenset[str]],
) -> type[UseForm]:
    """Return the class of the form about the versions of one process.

    :param versions: the newest first
    :param units: the units of the organiser, by name
    :param class_names: what the classes of each unit are called
    """
    unreleased = tuple(str(one.definition.version) for one in versions if one.release is None)
    content: dict[str, Any] = {
        "version": forms.ChoiceField(
            label=_("Vad ska gälla?"),
            widget=forms.RadioSelect,
            choices=[
                *((str(one.definition.version), _title(one)) for one in versions),
                (NONE, _("Processen används inte")),
            ],
        ),
        "from_day": forms.DateField(label=_("Från och med"), widget=DateInput, initial=clock.today),
        "units": forms.MultipleChoiceField(
            label=_("Skolor"),
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(key), name) for key, name in units.items()],
        ),
        "years": forms.TypedMultipleChoiceField(
            label=_("Årskurser"),
            help_text=_("Välj ingen om det gäller alla."),
            required=False,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(year), year_words(year)) for year in SCHOOL_YEARS],
        ),
        "classes": forms.CharField(
            label=_("Klasser"),
            help_text=_("Om det bara gäller några klasser. Till exempel 7A, 7B."),
            max_length=200,
            required=False,
        ),
        "instead": forms.CharField(
            label=_("Där den inte används: hur gör man i stället?"),
            help_text=_(
                "Visas för den som försöker rapportera en elev där. Skriv aldrig om någon."
            ),
            max_length=200,
            required=False,
        ),
    }
    looks: dict[str, Look] = {}
    for name, title in REVIEWERS.items() if unreleased else ():
        content[name] = forms.CharField(label=title, max_length=100)
        content[f"{name}_on"] = forms.DateField(
            label=_("%(who)s, dag") % {"who": title}, widget=DateInput
        )
        looks |= dict.fromkeys((name, f"{name}_on"), Look(shown_when=("version", unreleased)))
    asked = tuple(looks)
    reviewed = Section(
        asked,
        title=_("Vem har gått igenom den?"),
        hint=_("Första gången en version används ska tre ha gått igenom den, med namn och dag."),
    )
    return type(
        "OneUseForm",
        (UseForm,),
        {
            **content,
            "versions": versions,
            "class_names": class_names,
            "reviewed": tuple(REVIEWERS) if unreleased else (),
            "looks": looks,
            "sections": (reviewed,) if asked else (),
        },
    )


def _title(one: Version) -> str:
    words = _("Version %(n)s") % {"n": one.definition.version}
    return words if one.release else _("%(version)s, inte släppt än") % {"version": words}
