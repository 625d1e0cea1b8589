"""The WSGI application that granian serves. Processes and templates that are wrong stop it here."""

from django.core.wsgi import get_wsgi_application

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.records.queries import templates

application = get_wsgi_application()
definitions()
templates()
