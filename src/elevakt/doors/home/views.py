"""The first page, search, notices, and the frame around every page."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elevakt.doors.home.actions import ask_to_stand_in
from elevakt.doors.home.forms import MailForm, away_form
from elevakt.doors.home.queries import (
    colleague,
    colleagues,
    home_page,
    notices_page,
    stand_ins_page,
)
from elevakt.engines.cases.queries import cases
from elevakt.engines.cases.queries.asked import my_questions
from elevakt.engines.cases.queries.tasks import my_counts
from elevakt.engines.cases.queries.told import told_cases
from elevakt.engines.notifications import actions as notifications
from elevakt.engines.notifications.enums import Rhythm
from elevakt.engines.notifications.queries import unread, wished_mail
from elevakt.engines.notifications.rules import MailHours
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui import classroom
from elevakt.foundation.ui.chrome import HOUSE_THEME, Chrome, NavItem, PutOn
from elevakt.foundation.ui.classroom import shown_in_classroom
from elevakt.foundation.ui.forms import Picker
from elevakt.foundation.ui.places import HELP, MENU
from elevakt.foundation.ui.seeking import Words, seeks
from elevakt.foundation.ui.templatetags.ui import clock_time
from elevakt.foundation.ui.theme import Theme
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.actions.standing_in import come_back
from elevakt.trust.access.queries import finding, homes, pupils, units
from elevakt.trust.access.queries.standing_in import may_be_away, standing_in
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.rules.sides import for_home_too
from elevakt.trust.people.enums import Side

IN_THE_HEADER = ("home:search", "home:notices", "home:settings", "home:away")
"""Pages that are reached from the header: no line of the menu is current on them."""
UNPROCESSABLE = 422


@for_home_too
@shown_in_classroom
def home(request: ActorRequest) -> HttpResponse:
    """Show what is mine to do, what waits for others, and that nothing is left when so."""
    actor = request.actor
    if classroom.is_on(request):
        counted = my_counts(actor, until=clock.today()) if actor.is_staff else None
        return render(request, "home/classroom.html", {"counted": counted})
    if actor.side is Side.FAMILY:
        children = homes.children(actor)
        page = {
            "children": children,
            "questions": my_questions(actor),
            "told": told_cases(actor),
            "is_pupil": actor.person_id in {child.id for child in children},
            "reports": cases.my_reports(actor),
        }
        return render(request, "home/family.html", page)
    is_whole = "alla" in request.GET
    context = {"page": home_page(actor, is_whole=is_whole), "is_whole": is_whole}
    return render(request, "home/home.html", context)


@seeks("q")
def search(request: ActorRequest, sought: Words) -> HttpResponse:
    """Find pupils of the own units by name, and cases by number. No text is searched."""
    words = sought["q"]
    page: dict[str, Any] = {"words": words, "pupils": [], "cases": []}
    if words:
        page["pupils"] = finding.find_pupils(request.actor, words, most=20)
        page["cases"] = cases.find_cases(request.actor, words)
        page["mine"] = pupils.seen_among(request.actor, [card.id for card in page["pupils"]])
    return render(request, "home/search.html", page)


@for_home_too
def notices(request: ActorRequest) -> HttpResponse:
    """Show my notices, newest first, each with what it leads to: at home also what was told."""
    found = notices_page(request.actor)
    return render(
        request, "home/notices.html", {"notices": found, "is_home": not request.actor.is_staff}
    )


@for_home_too
@require_POST
def read_notices(request: ActorRequest) -> HttpResponse:
    """Mark all my notices as read."""
    notifications.read_all(request.actor)
    return redirect("home:notices")


@require_http_methods(["GET", "POST"])
def settings(request: ActorRequest) -> HttpResponse:
    """Show what I have chosen for myself; posted, choose it."""
    wished = wished_mail(request.actor)
    begun = {
        "rhythm": wished.rhythm,
        "begin": wished.hours.begin,
        "end": wished.hours.end,
    }
    form = MailForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        notifications.choose_mail(
            request.actor,
            rhythm=Rhythm(form.cleaned_data["rhythm"]),
            hours=MailHours(form.cleaned_data["begin"], form.cleaned_data["end"]),
        )
        messages.success(request, _("Sparat."))
        return redirect("home:settings")
    status = UNPROCESSABLE if form.errors else 200
    has_away = may_be_away(request.actor) or bool(standing_in(request.actor))
    context = {"form": form, "has_away": has_away}
    return render(request, "home/settings.html", context, status=status)


@require_http_methods(["GET", "POST"])
def away(request: ActorRequest) -> HttpResponse:
    """Show who stands in for me and for whom I do; posted, let a colleague stand in."""
    actor, form = request.actor, None
    if may_be_away(actor):
        picker = Picker(reverse("cases:staff"), lambda keys: colleagues(actor, keys))
        form = away_form(picker)(request.POST or None)
    if form and request.method == "POST" and form.is_valid():
        person = colleague(actor, form.cleaned_data["person"])
        if person is None:
            form.add_error("person", _("Välj någon i listan."))
        else:
            days = {name: form.cleaned_data[name] for name in ("first_on", "last_on")}
            ask_to_stand_in(actor, person, **days)
            messages.success(request, _("Sparat."))
            return redirect("home:away")
    context = {"form": form, "stand_ins": stand_ins_page(actor)}
    status = UNPROCESSABLE if form and form.errors else 200
    return render(request, "home/away.html", context, status=status)


@require_POST
def back(request: ActorRequest, stand_in_id: uuid.UUID) -> HttpResponse:
    """End before its time that somebody stands in for me."""
    try:
        come_back(request.actor, stand_in_id)
    except NotFound:
        raise Http404 from None
    messages.success(request, _("Avslutat."))
    return redirect("home:away")


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give every page its frame: the menu, where one is, and what is unread. Never a name."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    around = units.surroundings(actor)
    match = request.resolver_match
    here = match.app_name if match and match.view_name not in IN_THE_HEADER else ""
    nav = tuple(
        NavItem(
            href=reverse(entry.url_name),
            icon=entry.icon,
            label=entry.label,
            current=entry.url_name.split(":")[0] == here,
        )
        for entry in sorted(MENU.contributions(), key=lambda entry: entry.position)
        if entry.shown(around)
    )
    frame = Chrome(
        place=around.place or (_("Hemmet") if actor.side is Side.FAMILY else _("Huvudmannen")),
        initials=around.initials,
        person_key=str(actor.standing_id or ""),
        unread=unread(actor),
        home_href=reverse("home:home"),
        search_href=reverse("home:search") if actor.is_staff else "",
        notices_href=reverse("home:notices"),
        settings_href=reverse("home:settings" if actor.is_staff else "login:devices"),
        log_in_href=reverse("account_login"),
        log_out_href=reverse("account_logout"),
        switch_href=reverse("login:standing"),
        help_href=next((reverse(one.url_name) for one in HELP.contributions()), "")
        if actor.is_staff
        else "",
        put_on=tuple(_put_on(around)),
        theme=Theme(around.accent, around.neutral) if around.accent else HOUSE_THEME,
        name=around.name,
        logo_href=reverse("administration:logo", args=[around.logo]) if around.logo else "",
    )
    return {"chrome": frame, "nav": nav}


def _put_on(around: units.Surroundings) -> Iterator[PutOn]:
    """Yield what whoever looks has put on for a while: on every page, as long as it lasts."""
    if around.emergency_until:
        words = _("Nödöppning till {time}. Allt du öppnar sparas.")
        off = reverse("oversight:take_off", args=["nodoppning"])
        until = clock_time(localtime(around.emergency_until))
        yield PutOn(words.format(time=until), "triangle-alert", off)
    if around.oversees_until:
        words = _("Du granskar loggar till {time}.")
        off = reverse("oversight:take_off", args=["granskning"])
        until = clock_time(localtime(around.oversees_until))
        yield PutOn(words.format(time=until), "eye", off, tone="info")
