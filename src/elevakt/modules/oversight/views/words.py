"""Words for what stands in the logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BASES = {
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
    "break_glass": _("Nödöppning"),
    "oversees": _("Granskar loggar"),
    "machinery": _("Systemet"),
}
"""Every basis that an opening can have."""

PAGES = {
    "pupils:": _("Elevens sidor"),
    "cases:": _("Ärenden"),
    "report:": _("Rapportera"),
    "home:": _("Första sidan och sök"),
    "overview:": _("Enhetens sidor"),
    "oversight:": _("Granskning"),
    "job:": _("Systemet"),
}
"""How the names of pages begin, and what they are. What is not here is called "Annat"."""


def page_words_of(page: str) -> str | Promise:
    """Return what a page is, in words."""
    return next((words for start, words in PAGES.items() if page.startswith(start)), _("Annat"))
