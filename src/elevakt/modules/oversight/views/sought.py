"""What is looked for in a log, as the address says it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.typed import moment
from elevakt.modules.oversight.views.words import BASES, PAGES
from elevakt.trust.access.queries.reasons import Sought

PERIODS = {
    "": (_("Hela tiden"), None),
    "dygn": (_("Senaste dygnet"), 1),
    "vecka": (_("Senaste veckan"), 7),
    "manad": (_("Senaste månaden"), 31),
    "ar": (_("Senaste året"), 366),
}
"""How far back, as the address says it: words and days."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What was chosen, what there is to choose, and how the address goes on saying it."""

    sought: Sought
    period: str
    pages: str
    basis: str
    reader: str

    @property
    def periods(self) -> list[tuple[str, str | Promise]]:
        """The periods that one may choose."""
        return [(key, words) for key, (words, _days) in PERIODS.items()]

    @property
    def all_pages(self) -> list[tuple[str, str | Promise]]:
        """The kinds of pages that one may choose."""
        return list(PAGES.items())

    @property
    def all_bases(self) -> list[tuple[str, str | Promise]]:
        """The bases that one may choose."""
        return list(BASES.items())

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.period or self.pages or self.basis or self.reader)

    @property
    def query(self) -> str:
        """The address that says what was chosen, without what it says of paging."""
        chosen = {
            "tid": self.period,
            "sida": self.pages,
            "grund": self.basis,
            "vem": self.reader,
        }
        return urlencode({key: value for key, value in chosen.items() if value})


def filter_of(asked: QueryDict) -> Filter:
    """Return what an address asks for; what it says that there is not, is not asked for."""
    period = asked.get("tid", "")
    period = period if period in PERIODS else ""
    pages, basis = asked.get("sida", ""), asked.get("grund", "")
    pages = pages if pages in PAGES else ""
    basis = basis if basis in BASES else ""
    reader = _key(asked.get("vem", ""))
    days = PERIODS[period][1]
    sought = Sought(
        since=clock.now() - dt.timedelta(days=days) if days else None,
        before=moment(asked.get("fore", "")),
        reader=reader,
        pages=pages,
        basis=basis,
    )
    return Filter(sought, period, pages, basis, str(reader) if reader else "")


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
