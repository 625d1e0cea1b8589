"""The WSGI application that granian serves. Processes and templates that are wrong stop it here."""

import gc

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from elevakt.config.utf8 import only_utf8
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.records.queries import templates

application = only_utf8(get_wsgi_application())
if settings.PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, settings.PROXIES)
definitions()
templates()
# What was just read lives as long as the process, and a page makes thousands of objects and hardly
# a circle of them: looking for circles as often as Python does took a fifth of every page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
