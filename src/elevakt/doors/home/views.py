"""The first page, search, notices, and the frame around every page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from elevakt.engines.cases.queries import cases, tasks
from elevakt.engines.notifications import actions as notifications
from elevakt.engines.notifications.queries import notices as notices_of
from elevakt.engines.notifications.queries import unread
from elevakt.foundation.ui.chrome import Chrome, NavItem
from elevakt.foundation.ui.places import MENU
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.queries import circles, finding, homes, pupils, units
from elevakt.trust.access.rules.sides import for_home_too
from elevakt.trust.people.enums import Side


@for_home_too
def home(request: ActorRequest) -> HttpResponse:
    """Show what is mine to do, what waits for others, and that nothing is left when so."""
    actor = request.actor
    if actor.side is Side.FAMILY:
        page = {"children": homes.children(actor), "reports": cases.my_reports(actor)}
        return render(request, "home/family.html", page)
    work = tasks.my_work(actor)
    page = {
        "tasks": work.mine,
        "circles": circles.circles_to_set(actor),
        "waiting": work.others,
        "reports": cases.my_reports(actor),
    }
    return render(request, "home/home.html", page)


def search(request: ActorRequest) -> HttpResponse:
    """Find pupils of the own units by name, and cases by number. No text is searched."""
    words = request.GET.get("q", "").strip()
    page: dict[str, Any] = {"words": words, "pupils": [], "cases": []}
    if words:
        page["pupils"] = finding.find_pupils(request.actor, words, most=20)
        page["cases"] = cases.find_cases(request.actor, words)
        page["mine"] = pupils.seen_among(request.actor, [card.id for card in page["pupils"]])
    return render(request, "home/search.html", page)


@for_home_too
def notices(request: ActorRequest) -> HttpResponse:
    """Show my notices, newest first. At home only what I have reported myself leads to a page."""
    actor, found = request.actor, notices_of(request.actor)
    if actor.is_staff:
        leads_on = {notice.matter_id for notice in found}
    else:
        leads_on = {report.id for report in cases.my_reports(actor, most=cases.MOST)}
    return render(request, "home/notices.html", {"notices": found, "leads_on": leads_on})


@for_home_too
@require_POST
def read_notices(request: ActorRequest) -> HttpResponse:
    """Mark all my notices as read."""
    notifications.read_all(request.actor)
    return redirect("home:notices")


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give every page its frame: the menu, where one is, and what is unread. Never a name."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    around = units.surroundings(actor)
    match = request.resolver_match
    here = match.app_name if match else ""
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
        log_in_href=reverse("account_login"),
        log_out_href=reverse("account_logout"),
        switch_href=reverse("login:standing"),
    )
    return {"chrome": frame, "nav": nav}
