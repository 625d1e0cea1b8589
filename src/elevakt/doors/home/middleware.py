"""What a class may see when it looks on."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from elevakt.foundation.ui import classroom
from elevakt.foundation.ui.middleware import is_partial

Handler = Callable[[HttpRequest], HttpResponse]


class ClassroomMiddleware:
    """Show nothing but what is made for it while a class sees the screen.

    Asked when it is known who acts, so that the frame around the page is hers. What is sent goes
    through: nobody loses her words because a projector is on.
    """

    def __init__(self, get_response: Handler) -> None:
        """Keep the view's side of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request go on; the question is asked when its view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _named: Any
    ) -> HttpResponse | None:
        """Show in place of the page that it is not shown now."""
        if (
            not hasattr(request, "actor")
            or not classroom.is_on(request)
            or classroom.is_shown(view)
            or request.method not in {"GET", "HEAD"}
        ):
            return None
        if is_partial(request):
            return HttpResponse(status=204)
        return render(request, "home/not_now.html")
