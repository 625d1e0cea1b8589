"""The Django application of the user interface."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Holds templates and static files; stores nothing."""

    name = "elevakt.foundation.ui"
    label = "ui"
