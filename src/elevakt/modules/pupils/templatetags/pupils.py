"""Bases of access in words."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS = {
    "leads": _("Leder skolan"),
    "mentors": _("Är mentor"),
    "teaches": _("Undervisar"),
    "participates": _("Arbetar i ett ärende"),
    "reported": _("Har rapporterat"),
    "officer": _("Huvudmannens handläggare"),
    "guardian": _("Vårdnadshavare"),
    "self": _("Eleven själv"),
    "search": _("Sökte bland eleverna"),
    "task": _("Har en uppgift"),
}


@register.filter
def basis_words(basis: str) -> str | Promise:
    """Return why somebody might read, in words."""
    return WORDS.get(basis, basis)
