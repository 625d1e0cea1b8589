"""The settings of the product, with one page beside its own: a view that does nothing."""

from elevakt.config.settings import *  # noqa: F403

ROOT_URLCONF = "measure.urls"
