"""Icons, initials, days and times: the small words of every template. Built in everywhere."""

import datetime as dt
import re
from functools import lru_cache

from django import template
from django.forms import BaseForm
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.chrome import NavItem, PhoneBar, phone_bar
from elevakt.foundation.ui.forms import Fault, faults
from elevakt.foundation.ui.theme import Theme

SOON_DAYS = 3
"""A deadline this near is shown as near."""

NEARNESS = {
    "late": gettext_lazy("Försenat"),
    "today": gettext_lazy("I dag"),
    "soon": gettext_lazy("Snart"),
    "later": gettext_lazy("Senare"),
}

STEP_WORDS = {
    "done": gettext_lazy("klart"),
    "current": gettext_lazy("pågår"),
    "late": gettext_lazy("försenat"),
    "skipped": gettext_lazy("överhoppat"),
}

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "", *, flip: bool = False) -> SafeString:
    """Draw an icon. It is decoration unless a label is given; `flip` mirrors it right to left."""
    css_class = "icon icon--flip" if flip else "icon"
    source = static("vendor/icons.svg")
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            css_class,
            label,
            source,
            name,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css_class, source, name
    )


@register.simple_tag
def theme_href(theme: Theme | None) -> str:
    """Return the address of a theme's style sheet; the house's own when there is no frame."""
    chosen = theme if isinstance(theme, Theme) else Theme()
    return reverse("ui:theme", args=[chosen.accent, chosen.neutral])


@register.simple_tag(name="phone_bar")
def phone_bar_of(items: tuple[NavItem, ...]) -> PhoneBar:
    """Return the main menu divided for a phone."""
    return phone_bar(items)


@register.filter(name="faults")
def faults_of(form: BaseForm) -> list[Fault]:
    """Return what is to be put right in a form."""
    return faults(form)


@register.filter
def first_name(name: str) -> str:
    """Return what a class calls somebody: the first of her names."""
    return str(name).partition(" ")[0]


@register.filter
def initials(name: str) -> str:
    """Return at most two initials: of the first and of the last name."""
    parts = [part for part in str(name).split() if part[0].isalpha()]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


@register.filter
def day(value: dt.date | None) -> str:
    """Return a day in short: "14 sep", with the year when it is not this one."""
    return _shown(value, is_planned=False)


@register.filter
def planned(value: dt.date | None) -> str:
    """Return a day that somebody plans by, with the day of the week: "mån 14 sep"."""
    return _shown(value, is_planned=True)


@register.filter
def near_day(value: dt.datetime) -> str:
    """Return the day of a moment, as a heading: "I dag", "I går", "Mån 14 sep"."""
    ago = (clock.today() - localtime(value).date()).days
    return {0: _("I dag"), 1: _("I går")}.get(ago) or capfirst(planned(value))


def _shown(value: dt.date | None, *, is_planned: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = localtime(value).date()
    is_this_year = value.year == clock.today().year
    return _shown_day(value, is_this_year, is_planned, get_language())


@lru_cache(maxsize=1024)
def _shown_day(value: dt.date, is_this_year: bool, is_planned: bool, _language: str | None) -> str:
    # A form of date is a text as well: in Swedish months are written small, in English large.
    of_day = _("D j b") if is_planned else _("j b")
    return date_format(value, of_day if is_this_year else f"{of_day} Y")


@register.filter
def clock_time(value: dt.datetime) -> str:
    """Return when something was saved: only the hour if it was today."""
    local = localtime(value)
    return date_format(local, "H:i") if local.date() == clock.today() else when(value)


@register.filter
def when(value: dt.datetime | None) -> str:
    """Return a moment in short: "14 sep 13:05", "i går 13:05", or "i dag 13:05"."""
    if value is None:
        return ""
    local = localtime(value)
    time = date_format(local, "H:i")
    ago = (clock.today() - local.date()).days
    if ago == 0:
        return _("i dag %(time)s") % {"time": time}
    if ago == 1:
        return _("i går %(time)s") % {"time": time}
    return f"{day(local)} {time}"


@register.simple_tag
def today() -> dt.date:
    """Return which day it is, for what is printed."""
    return clock.today()


@register.filter
def nearness(due_on: dt.date | None) -> str:
    """Return under which heading a deadline stands: "Försenat", "I dag", "Snart", "Senare"."""
    state = due_state((due_on - clock.today()).days) if due_on else "later"
    return str(NEARNESS[state])


@register.simple_tag
def due(due_on: dt.date | None) -> str:
    """Draw a deadline: its day, and in words how near it is. Nothing without one."""
    return _drawn_due(due_on, clock.today(), get_language()) if due_on else ""


@lru_cache(maxsize=1024)
def _drawn_due(due_on: dt.date, today: dt.date, _language: str | None) -> SafeString:
    """Draw it once for all who see it today: a list has as many as it has rows."""
    left = (due_on - today).days
    return format_html(
        '<span class="due" data-state="{}">{}<time datetime="{}">{}</time>'
        '<span class="due__words">{}</span></span>',
        due_state(left),
        icon("clock"),
        due_on.isoformat(),
        planned(due_on),
        due_words(left),
    )


def due_state(left: int) -> str:
    """Return how near a deadline is that has so many days left: late, today, soon or later."""
    if left < 0:
        return "late"
    if left == 0:
        return "today"
    return "soon" if left <= SOON_DAYS else "later"


def due_words(left: int) -> str:
    """Return in words how many days are left: "3 dagar kvar", "i dag", "2 dagar försenat"."""
    if left == 0:
        return _("i dag")
    if left == 1:
        return _("i morgon")
    if left < 0:
        words = ngettext("%(days)d dag försenat", "%(days)d dagar försenat", -left)
        return words % {"days": -left}
    return _("%(days)d dagar kvar") % {"days": left}


@register.filter
def phone(number: str) -> str:
    """Return a Swedish mobile number as it is read aloud: "070-174 06 79"; others as they are."""
    parts = re.fullmatch(r"(07\d)(\d{3})(\d{2})(\d{2})", number)
    return "{}-{} {} {}".format(*parts.groups()) if parts else number


@register.filter
def step_words(state: str) -> str:
    """Return what the mark of a step says, in words."""
    return str(STEP_WORDS.get(state, _("kommande")))
