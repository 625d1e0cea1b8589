"""Terms and breaks of the schools."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from elevakt.modules.administration.actions import calendars as actions
from elevakt.modules.administration.forms.calendars import PeriodForm
from elevakt.modules.administration.queries import calendars as queries
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.people.actions.calendars import WrongPeriod
from elevakt.trust.people.enums import CalendarKind
from elevakt.trust.people.rules.calendars import Wrong, school_year_of

UNPROCESSABLE = 422

WRONG = {
    Wrong.ORDER: gettext_lazy("Sista dagen ligger före den första."),
    Wrong.TOO_LONG: gettext_lazy("Det är för långt. Ett lov är högst fem veckor."),
    Wrong.OVERLAPS: gettext_lazy("Det finns redan en termin de dagarna."),
    Wrong.OUTSIDE: gettext_lazy("Ett lov ska ligga i en termin. Lägg in terminen först."),
}


@require_GET
def calendars(request: ActorRequest) -> HttpResponse:
    """Let me choose a school; with only one, go to it."""
    try:
        units = queries.calendar_units(request.actor)
    except NotFound:
        raise Http404 from None
    if len(units) == 1:
        return redirect("administration:calendar", units[0].id)
    return render(request, "administration/calendars.html", {"units": units})


@require_http_methods(["GET", "POST"])
def calendar(request: ActorRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show a school year of a unit; posted, add a term or a break."""
    is_posted = request.method == "POST"
    form = PeriodForm(request.POST) if is_posted else PeriodForm()
    try:
        if is_posted and _is_kept(request, form, unit_id):
            return redirect(_year_of(form, unit_id))
        page = queries.calendar_year(request.actor, unit_id, _year(request.GET.get("lasar", "")))
    except NotFound:
        raise Http404 from None
    status = UNPROCESSABLE if form.errors else 200
    context = {"page": page, "form": form, "last": page.year - 1, "next": page.year + 1}
    return render(request, "administration/calendar.html", context, status=status)


@require_http_methods(["GET", "POST"])
def period(request: ActorRequest, period_id: uuid.UUID) -> HttpResponse:
    """Ask how a term or a break is to be changed; posted, change it."""
    try:
        found = queries.calendar_period(request.actor, period_id)
        first = {name: getattr(found, name) for name in ("kind", "name", "starts_on", "ends_on")}
        is_posted = request.method == "POST"
        form = PeriodForm(request.POST) if is_posted else PeriodForm(initial=first)
        if is_posted and _is_kept(request, form, found.school_unit_id, period_id):
            return redirect(_year_of(form, found.school_unit_id))
    except NotFound:
        raise Http404 from None
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request, "administration/period.html", {"period": found, "form": form}, status=status
    )


@require_POST
def remove_period(request: ActorRequest, period_id: uuid.UUID) -> HttpResponse:
    """Take away a term or a break."""
    try:
        unit_id = actions.remove_period(request.actor, period_id)
    except NotFound:
        raise Http404 from None
    _said(request, _("Borttaget."))
    return redirect("administration:calendar", unit_id)


def _is_kept(
    request: ActorRequest, form: PeriodForm, unit_id: uuid.UUID, period_id: uuid.UUID | None = None
) -> bool:
    """Keep what the form says, and tell whether it is kept; what is wrong is said in the form."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        actions.set_period(
            request.actor,
            unit_id,
            kind=CalendarKind(said["kind"]),
            name=said["name"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"] or said["starts_on"],
            period_id=period_id,
        )
    except WrongPeriod as wrong:
        form.add_error("starts_on", str(WRONG[wrong.why]))
        return False
    _said(request, _("Sparat."))
    return True


def _said(request: ActorRequest, word: str) -> None:
    counted = _("Tider i skoldagar räknas om i ärenden som pågår.")
    messages.success(request, f"{word} {counted}")


def _year_of(form: PeriodForm, unit_id: uuid.UUID) -> str:
    year = school_year_of(form.cleaned_data["starts_on"])
    return f"{reverse('administration:calendar', args=[unit_id])}?lasar={year}"


def _year(text: str) -> int:
    """Return the year that an address says; 0 is no year, and this one is shown."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
