"""Who does what at a unit: set once by whoever leads it."""

import uuid
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elevakt.engines.cases.actions.standing import set_standing
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.naming import key_of
from elevakt.engines.cases.queries.standing import StandingTask, standing_tasks
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.views.answering import UNPROCESSABLE, answered
from elevakt.engines.cases.views.lookups import around
from elevakt.foundation.ui.forms import Form, Picker, Section
from elevakt.trust.access.actions.acting import ActorRequest


@require_http_methods(["GET", "POST"])
@answered
def standing(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show who does what at a unit; posted, set it."""
    tasks = standing_tasks(request.actor, unit_id)
    form = _form(request, tasks)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(request, form)
        if not form.errors:
            set_standing(request.actor, unit_id, chosen)
            messages.success(request, _("Sparat. Det gäller nya ärenden."))
            return redirect("processes:standing", unit_id)
    context = {"form": form, "has_tasks": bool(tasks)}
    return render(
        request, "cases/standing.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _form(request: ActorRequest, tasks: list[StandingTask]) -> type[Form]:
    among = around(request.actor)
    content: dict[str, Any] = {}
    for one in tasks:
        content[_name(one)] = forms.CharField(
            label=capfirst(str(said(_shown(one.process).assignments[one.assignment].title))),
            help_text=_("Elevens mentor, om du inte väljer någon.") if one.is_mentors else "",
            required=False,
            initial=str(one.person) if one.person else "",
            widget=Picker(among.staff_href, among.staff),
        )
    sections = tuple(
        Section(tuple(map(_name, of)), title=str(said(_shown(process).title)))
        for process, of in groupby(tasks, key=lambda one: one.process)
    )
    return type("StandingForm", (Form,), {**content, "sections": sections})


def _chosen(request: ActorRequest, form: Form) -> dict[tuple[str, str], uuid.UUID | None]:
    """Return who is chosen for each task, also where only her name was written.

    Where nobody is called so, or several are, it says so in the form.
    """
    among = around(request.actor)
    given = {name: str(value) for name, value in form.cleaned_data.items()}
    known = {one.value for one in among.staff([value for value in given.values() if value])}
    found = {
        name: value if value in known or not value else among.staff_called(value)
        for name, value in given.items()
    }
    for name, value in found.items():
        if value is None:
            form.add_error(name, _("Välj någon i listan."))
    return {_task(name): key_of(value or "") for name, value in found.items()}


def _shown(process: Definition) -> Definition:
    return process.in_language(get_language() or "sv")


def _name(one: StandingTask) -> str:
    return f"{one.process.id}.{one.assignment}"


def _task(name: str) -> tuple[str, str]:
    process, _dot, assignment = name.partition(".")
    return process, assignment
