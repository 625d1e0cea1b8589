"""The settings of the product, with one page beside its own: a view that does nothing."""

from elevakt.config.settings import *  # noqa: F403
from elevakt.config.settings import PACKAGE

ROOT_URLCONF = "measure.urls"
STATIC_ROOT = PACKAGE.parents[1] / "var" / "static"
