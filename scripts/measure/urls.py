"""The addresses of the product, and `nothing/`: the floor that no page can go below."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from elevakt.config.urls import urlpatterns as of_the_product


def nothing(_request: HttpRequest) -> HttpResponse:
    """Answer nothing, to somebody who has logged in."""
    return HttpResponse()


urlpatterns: list[URLPattern | URLResolver] = [*of_the_product, path("nothing/", nothing)]
