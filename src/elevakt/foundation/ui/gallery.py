"""Examples for the page that shows every component: for those who build, never in production."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy

from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.charts import BarChart, LineChart, Series
from elevakt.foundation.ui.chrome import Chrome, NavItem, Standing
from elevakt.foundation.ui.forms import (
    DateInput,
    DateTimeInput,
    FilesField,
    Form,
    Look,
    Option,
    Picker,
    Section,
)

PUPILS = (
    Option("1", "Elis Lindqvist", "7B"),
    Option("2", "Noor Haddad", "7B"),
    Option("3", "Alva Åkerblom", "7A"),
    Option("4", "Ali Östberg", "8A"),
)


def find(query: str) -> list[Option]:
    """Return the example pupils whose name holds the words."""
    return [one for one in PUPILS if query and query.casefold() in one.label.casefold()]


def chosen(values: Sequence[str]) -> list[Option]:
    """Return the example pupils with these keys."""
    return [one for one in PUPILS if one.value in values]


class ExampleForm(Form):
    """One of each kind of field."""

    danger = forms.ChoiceField(
        label="Är någon i fara nu?",
        widget=forms.RadioSelect,
        choices=[("no", "Nej"), ("yes", "Ja")],
        error_messages={"required": "Svara ja eller nej"},
    )
    pupil = forms.CharField(
        label="Vem gäller det?",
        widget=Picker(reverse_lazy("ui:gallery_options"), chosen),
        help_text="Sök på namn eller klass.",
        error_messages={"required": "Välj en elev"},
    )
    what = forms.CharField(
        label="Vad har hänt?",
        widget=forms.Textarea,
        help_text="Det du sett, hört eller fått berättat. Gärna elevens egna ord. Inga diagnoser.",
        error_messages={"required": "Skriv vad som har hänt"},
    )
    kind = forms.ChoiceField(
        label="Hur fick du veta det?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("saw", "Såg själv"),
            ("exposed", "Eleven berättade"),
            ("other_pupil", "En annan elev"),
            ("guardian", "Vårdnadshavare"),
        ],
    )
    kinds = forms.MultipleChoiceField(
        label="Vad gäller det?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("physical", "Slag, knuffar"),
            ("verbal", "Elaka ord"),
            ("threat", "Hot"),
            ("exclusion", "Utfrysning, ryktesspridning"),
            ("written", "Text eller bild, även på nätet"),
            ("property", "Stöld eller förstörda saker"),
            ("other", "Annat"),
        ],
    )
    readers = forms.Field(
        label="Låt även läsa",
        required=False,
        widget=Picker(reverse_lazy("ui:gallery_options"), chosen, many=True),
    )
    happened_on = forms.DateField(label="Vilken dag?", required=False, widget=DateInput)
    met_at = forms.DateTimeField(label="När träffades ni?", required=False, widget=DateTimeInput)
    cost = forms.DecimalField(label="Kostnad", required=False)
    place = forms.ChoiceField(
        label="Var?",
        required=False,
        choices=[("", "Välj plats"), ("yard", "Skolgård"), ("canteen", "Matsal")],
    )
    note = forms.CharField(label="Rubrik", required=False)
    attachments = FilesField(
        label="Bilagor", required=False, help_text="PDF eller bild, högst 10 MB."
    )
    agreed = forms.BooleanField(label="Jag har pratat med eleven", required=False)

    sections = (
        Section(("kind", "kinds", "happened_on"), folded=True),
        Section(
            ("readers", "met_at", "cost", "place", "note", "attachments", "agreed"),
            title="Uppföljning",
            hint="Det här fyller den som tar emot i.",
        ),
    )
    looks = {
        "danger": Look(tells={"yes": "Ring rektor nu, eller 112. Skriv sedan."}, is_acute=True),
        "cost": Look(unit="kr"),
        "place": Look(is_narrow=True, shown_when=("danger", ("no",))),
        "note": Look(limit=80),
    }


class ExampleRow(Form):
    """One row of a table of fields."""

    measure = forms.CharField(label="Åtgärd")
    until = forms.DateField(label="Till och med", required=False, widget=DateInput)


ExampleRows = forms.formset_factory(ExampleRow, extra=1)


def frame() -> dict[str, Any]:
    """Return an example of what stands around every page."""
    return {
        "chrome": Chrome(
            place="Norra skolan",
            initials="MM",
            person_key="example",
            unread=3,
            search_href="#search",
            notices_href="#notices",
            log_in_href="#log-in",
            log_out_href="#log-out",
            switch_href="#switch",
            standings=(
                Standing("1", "Personal, Norra skolan", current=True),
                Standing("2", "Vårdnadshavare"),
            ),
        ),
        "nav": (
            NavItem(href="#home", icon="house", label="Hem", current=True),
            NavItem(href="#report", icon="megaphone", label="Rapportera"),
            NavItem(href="#pupils", icon="users", label="Mina elever"),
            NavItem(href="#cases", icon="folder-open", label="Ärenden", count=7),
            NavItem(href="#overview", icon="chart-column", label="Statistik"),
            NavItem(href="#help", icon="circle-question-mark", label="Hjälp"),
        ),
    }


def page() -> dict[str, Any]:
    """Return the context of the page that shows every component."""
    today, now = clock.today(), clock.now()
    return {
        **frame(),
        "days": [today + dt.timedelta(days=days) for days in (-2, 0, 2, 20)],
        "now": now,
        "crumbs": [("#pupils", "Mina elever"), ("#7b", "7B")],
        "tabs": [
            {"href": "#now", "label": "Nu", "current": True},
            {"href": "#cases", "label": "Ärenden", "count": 2},
            {"href": "#documents", "label": "Dokument"},
            {"href": "#contacts", "label": "Kontakter"},
        ],
        "steps": [
            {"title": "Anmäl", "state": "done", "note": "14 sep"},
            {"title": "Ta emot", "state": "done", "note": "15 sep"},
            {"title": "Prata", "state": "current", "note": "till 22 sep", "href": "#talk"},
            {"title": "Åtgärder", "state": "late", "note": "försenat"},
            {"title": "Bedöm", "state": "todo", "note": "till 6 okt"},
            {"title": "Följ upp", "state": "skipped"},
        ],
        "events": [
            {
                "icon": "phone",
                "tone": "accent",
                "at": now,
                "title": "Samtal med hemmet",
                "text": "Vi kom överens om en ny rutin.\n\nMentor ringer på fredag.",
                "by": "Kurator",
            },
            {
                "icon": "clipboard-check",
                "tone": "success",
                "at": now - dt.timedelta(days=3),
                "title": "Åtgärden är klar",
                "by": "Mentor",
                "href": "#measure",
            },
            {
                "icon": "file-text",
                "at": now - dt.timedelta(days=400),
                "title": "Anmälan till huvudmannen",
                "by": "Rektor",
            },
        ],
        "people": [
            {"name": "Mia Mentor", "role": "Mentor", "phone": "010-000 00 00"},
            {"name": "Kim Kurator", "role": "Kurator", "href": "#kim"},
        ],
        "facts": [("Skola", "Norra skolan"), ("Klass", "7B"), ("Läser", "")],
        "files": [
            {"title": "Anmälan till huvudmannen", "href": "#1", "note": "14 sep", "size": 48_128},
            {"title": "Utredning", "href": "#2", "note": "6 okt", "size": 1_204_224},
        ],
        "charts": [
            LineChart(
                key="reports",
                title="Anmälningar per månad",
                summary="Färre i år än förra läsåret.",
                label_heading="Månad",
                labels=("aug", "sep", "okt", "nov", "dec", "jan"),
                series=(
                    Series("Läsåret 2026/27", (4.0, 7.0, 9.0, 6.5, None, None)),
                    Series("Läsåret 2025/26", (6.0, 9.0, 12.0, 10.0, 8.0, 7.0)),
                ),
            ),
            BarChart(
                key="steps",
                title="Pågående ärenden per steg",
                summary="Flest ärenden väntar på samtal.",
                label_heading="Steg",
                value_heading="Ärenden",
                items=(("Ta emot", 9), ("Prata", 23), ("Bedöm", 11), ("Följ upp", None)),
            ),
        ],
    }
