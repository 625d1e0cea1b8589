"""What stands around every page: the frame that others fill and `ui/base.html` draws.

A context processor above this floor gives the templates `chrome` (a `Chrome`) and `nav` (a tuple of
`NavItem`). Nothing here ever carries the name of a person or of a kind of case.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from elevakt.foundation.ui.theme import Theme

PHONE_ITEMS = 5
"""How many entries fit in the bar at the foot of a phone."""

HOUSE_THEME = Theme()

Text = str | Promise
"""A text, or one that is translated when it is shown."""


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the main menu, in the order in which they are given.

    `icon` is a name of the icon set, written `icon="house"` so that the build of the icons finds
    it. `count` is what waits for this person there; 0 is not shown.
    """

    href: str
    icon: str
    label: Text
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Standing:
    """One of the standings of the person who is logged in, as the menu offers it.

    `key` is posted as `standing` to `Chrome.switch_href`; `label` says side and place
    ("Personal, Norra skolan"), never a name.
    """

    key: str
    label: Text
    current: bool = False


@dataclass(frozen=True)
class PutOn:
    """Something that whoever looks has put on for a while: it stands above every page.

    `words` say what and until when, never whom; a post to `off_href` ends it.
    """

    words: Text
    icon: str
    off_href: str
    tone: str = "warning"


@dataclass(frozen=True)
class Chrome:
    """The header: where one is, what is unread, and the ways out.

    An address that is empty is not drawn. `person_key` is an opaque word for whoever the page was
    made for. It goes with every draft and partial request as `X-Person`, so that words written by
    one are never saved as another's when somebody else has logged in in the meantime.
    """

    place: Text
    initials: str
    person_key: str = ""
    unread: int = 0
    home_href: str = "/"
    search_href: str = ""
    notices_href: str = ""
    settings_href: str = ""
    help_href: str = ""
    log_in_href: str = ""
    log_out_href: str = ""
    switch_href: str = ""
    standings: tuple[Standing, ...] = ()
    put_on: tuple[PutOn, ...] = ()
    theme: Theme = HOUSE_THEME
    name: str = ""
    logo_href: str = ""


@dataclass(frozen=True)
class PhoneBar:
    """The main menu divided for a phone: what fits in the bar, and what lies under "Mer"."""

    shown: tuple[NavItem, ...]
    more: tuple[NavItem, ...]

    @property
    def is_more_current(self) -> bool:
        """Whether the page that is open lies under "Mer"."""
        return any(item.current for item in self.more)


def phone_bar(items: tuple[NavItem, ...]) -> PhoneBar:
    """Return the menu divided for a phone; the last place is "Mer" when not all fit."""
    if len(items) <= PHONE_ITEMS:
        return PhoneBar(shown=items, more=())
    return PhoneBar(shown=items[: PHONE_ITEMS - 1], more=items[PHONE_ITEMS - 1 :])
