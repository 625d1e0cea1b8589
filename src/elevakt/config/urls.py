"""Every address of the house. What a person may not know of answers 404, never 403."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from elevakt.foundation.ui.views import token
from elevakt.trust.access.rules.sides import for_home_too

# A guardian too must get a new form when the session was lost meanwhile.
for_home_too(token)

handler500 = "elevakt.doors.operation.views.failed"
urlpatterns = [
    path("", include("elevakt.doors.login.urls.account")),
    path("", include("elevakt.doors.login.urls.login")),
    path("", include("elevakt.doors.operation.urls")),
    path("", include("elevakt.doors.home.urls")),
    path("elever/", include("elevakt.modules.pupils.urls")),
    path("sa-gor-vi/", include("elevakt.engines.cases.urls.processes")),
    path("rapportera/", include("elevakt.engines.cases.urls.report")),
    path("arenden/", include("elevakt.engines.cases.urls.cases")),
    path("", include("elevakt.modules.directory.urls")),
    path("", include("elevakt.modules.overview.urls")),
    path("", include("elevakt.modules.administration.urls")),
    path("", include("elevakt.modules.oversight.urls")),
    path("anteckningar/", include("elevakt.modules.notes.urls")),
    path("ui/", include("elevakt.foundation.ui.urls")),
    *(
        path(f"moduler/{name}/", include(f"{app}.urls"))
        for name, app in settings.OUTSIDE.items()
        if find_spec(f"{app}.urls")
    ),
]
