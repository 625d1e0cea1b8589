"""Words for what stands in the logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from elevakt.trust.access.enums import Pattern

BASES = {
    "leads": _("Leder skolan"),
    "mentors": _("Är mentor"),
    "teaches": _("Undervisar"),
    "cares": _("Arbetar på fritids eller i förskolan"),
    "administers": _("Är skoladministratör"),
    "covers": _("Är vikarie"),
    "assists": _("Är elevassistent"),
    "decides": _("Beslutar i rektors ställe"),
    "participates": _("Arbetar i ett ärende"),
    "reported": _("Har rapporterat"),
    "officer": _("Huvudmannens handläggare"),
    "guardian": _("Vårdnadshavare"),
    "self": _("Eleven själv"),
    "search": _("Sökte bland eleverna"),
    "task": _("Har en uppgift"),
    "break_glass": _("Nödöppning"),
    "oversees": _("Granskar loggar"),
    "imports": _("Läste in elevregistret"),
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
    "administration:": _("Administration"),
    "job:": _("Systemet"),
}
"""How the names of pages begin, and what they are. What is not here is called "Annat"."""


def page_words_of(page: str) -> str | Promise:
    """Return what a page is, in words."""
    return next((words for start, words in PAGES.items() if page.startswith(start)), _("Annat"))


def pattern_words_of(pattern: str, number: int) -> str | Promise:
    """Return what is worth a look, in words."""
    match pattern:
        case Pattern.STRANGERS:
            words = ngettext(
                "Sökte fram %d elev på andra håll", "Sökte fram %d elever på andra håll", number
            )
        case Pattern.OWN_KIN:
            return _("Öppnade en närståendes sidor som personal")
        case Pattern.AT_NIGHT:
            words = ngettext(
                "Öppnade %d sida mitt i natten", "Öppnade %d sidor mitt i natten", number
            )
        case Pattern.AFTER_LEAVING:
            words = ngettext(
                "Öppnade %d sida efter sin sista arbetsdag",
                "Öppnade %d sidor efter sin sista arbetsdag",
                number,
            )
        case Pattern.SEARCHES:
            words = ngettext(
                "Sökte %d gång på andra skolor", "Sökte %d gånger på andra skolor", number
            )
        case _other:
            return _("Stickprov: utvald av en slump")
    return words % number
