"""The settings of the product, with one of our own: mails lie in a folder, and can be counted."""

from elevakt.config.settings import *  # noqa: F403
from elevakt.config.settings import HOME

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mails"
