"""How the organiser looks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from elevakt.modules.administration.actions.appearance import look_like
from elevakt.modules.administration.forms.appearance import AppearanceForm
from elevakt.modules.administration.queries import appearance as queries
from elevakt.trust.access.actions.acting import ActorRequest
from elevakt.trust.access.queries.giving import is_administrator
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.rules.sides import for_home_too

UNPROCESSABLE = 422
A_YEAR = "private, max-age=31536000, immutable"


@require_http_methods(["GET", "POST"])
def appearance(request: ActorRequest) -> HttpResponse:
    """Ask how the organiser is to look; posted, let it."""
    if not is_administrator(request.actor):
        raise Http404
    now = queries.appearance(request.actor)
    first = {"name": now.name, "accent": f"#{now.accent}", "neutral": f"#{now.neutral}"}
    is_posted = request.method == "POST"
    form = (
        AppearanceForm(request.POST, request.FILES) if is_posted else AppearanceForm(initial=first)
    )
    if is_posted and form.is_valid():
        said = form.cleaned_data
        look_like(
            request.actor,
            name=said["name"],
            accent=said["accent"],
            neutral=said["neutral"],
            logo=b"" if said["no_logo"] else said["logo"],
        )
        messages.success(request, _("Sparat. Nya handlingar ser ut så här från och med nu."))
        return redirect("administration:appearance")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "administration/appearance.html", {"form": form}, status=status)


@for_home_too
@require_GET
def logo(request: ActorRequest, digest: str) -> HttpResponse:
    """Hand out the logo. Its address never changes meaning."""
    try:
        content = queries.logo(request.actor, digest)
    except NotFound:
        raise Http404 from None
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": A_YEAR})
