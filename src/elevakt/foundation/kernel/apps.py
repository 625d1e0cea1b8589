"""Furnishes the house when Django has loaded every app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from elevakt.foundation.kernel.house import Manifest, house


class KernelConfig(AppConfig):
    """Stands first in the list of apps; its ``ready`` comes when all models are there."""

    name = "elevakt.foundation.kernel"

    def ready(self) -> None:
        """Read every app's manifest, in the order of the house, and freeze them."""
        house().load(
            manifest
            for app in apps.get_app_configs()
            if find_spec(f"{app.name}.manifest") is not None
            for manifest in [import_module(f"{app.name}.manifest").MANIFEST]
            if isinstance(manifest, Manifest)
        )
