"""The ground of these tests: this floor alone, without what stands above it."""

import copy
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(autouse=True)
def _this_floor_alone():
    """Take away the context of the floors above, and show the gallery's addresses."""
    templates: list[dict[str, Any]] = copy.deepcopy(settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [
        name for name in options["context_processors"] if not name.startswith("elevakt.doors")
    ]
    middleware = [name for name in settings.MIDDLEWARE if name in KEPT]
    with override_settings(
        TEMPLATES=templates, MIDDLEWARE=middleware, ROOT_URLCONF="elevakt.foundation.ui.tests.urls"
    ):
        yield


KEPT = {
    "elevakt.foundation.ui.middleware.readable",
    "csp.middleware.CSPMiddleware",
    "elevakt.foundation.ui.middleware.swedish_first",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "elevakt.foundation.ui.middleware.appearance",
    "elevakt.foundation.ui.middleware.page_headers",
    "elevakt.foundation.ui.middleware.partial_redirects",
}
