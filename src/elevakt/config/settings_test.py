"""Settings for the tests: a server of their own, the log-in ``_test``, standing as ``_web``.

pytest-django reads the settings before any ``conftest.py``, so the server is started here; the
last process of the test run stops it.
"""

import atexit
import os
from contextlib import ExitStack
from pathlib import Path

from elevakt.config.postgres import Server

PREFIX = "elevakt_test"

_leaving = ExitStack()
atexit.register(_leaving.close)
if os.environ.get("ELEVAKT_PREFIX") != PREFIX:
    _home = Path(os.environ.get("ELEVAKT_TEST_HOME", "var/test"))
    # A vacuum at work in a database would keep a worker from dropping its clone.
    _configuration = {"fsync": "off", "max_connections": "60", "autovacuum": "off"}
    _server = Server(_home, prefix=PREFIX, database=PREFIX, configuration=_configuration)
    _leaving.enter_context(_server.in_use()).allow_tests()
    os.environ.update(_server.environment())
os.environ["ELEVAKT_LOGIN"] = "test"
os.environ["ELEVAKT_DEMO"] = "1"
os.environ.setdefault("ELEVAKT_SECRET_KEY", "only-for-tests-" + "x" * 40)

from elevakt.config.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["*"]
MOST_A_MINUTE = 1_000_000  # a story is told faster than it would happen
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
