"""Bases of access in words, where a circle is chosen."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS = {
    "teaches": _("Undervisar"),
    "cares": _("Arbetar på fritids eller i förskolan"),
    "mentors": _("Är mentor"),
    "covers": _("Är vikarie"),
    "assists": _("Är elevassistent"),
}


@register.filter
def basis_words(basis: str) -> str | Promise:
    """Return why somebody meets the pupil, in words."""
    return WORDS.get(basis, basis)
