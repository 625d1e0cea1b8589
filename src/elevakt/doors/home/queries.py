"""The first page and the notices, as one value each."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime

from elevakt.engines.cases.queries.asked import QuestionRow, my_questions, unanswered
from elevakt.engines.cases.queries.cases import (
    CaseRow,
    my_reports,
    numbers_of,
    seen_among,
    unit_counts,
)
from elevakt.engines.cases.queries.drafts import unsent
from elevakt.engines.cases.queries.moved import MovedRow, moves_waiting, my_moves
from elevakt.engines.cases.queries.naming import key_of
from elevakt.engines.cases.queries.tasks import MOST, Task, my_counts, my_work
from elevakt.engines.notifications.models import Notice
from elevakt.engines.notifications.places import LEADS
from elevakt.engines.notifications.queries import all_unread, notices
from elevakt.engines.notifications.rules import last_of_week
from elevakt.foundation.kernel import clock
from elevakt.foundation.ui.forms import Option
from elevakt.trust.access.queries.aside import Aside, aside
from elevakt.trust.access.queries.finding import find_staff
from elevakt.trust.access.queries.names import staff_names
from elevakt.trust.access.queries.standing_in import standing_in
from elevakt.trust.access.queries.units import led_units
from elevakt.trust.access.rules.actor import Actor

AT_FIRST = 20
"""So much is shown that one has to do; the rest is a tap away."""
WAITING_AT_MOST = 10


@dataclass
class Line:
    """A line of what is to do; ``count`` says how many times the same is left."""

    task: Task
    count: int = 1


@dataclass(frozen=True, slots=True)
class HomePage:
    """What is somebody's to do, what waits for others, and what she has told.

    :param questions: what she is asked in cases that she has nothing else to do with
    :param moves: cases that she leads and whose pupil has moved
    :param has_more: whether she may have more to do than is shown
    :param has_unsent: whether she has written something that was never sent
    """

    aside: Aside
    questions: list[QuestionRow]
    moves: list[MovedRow]
    tasks: list[Line]
    has_more: bool
    waiting: list[Line]
    reports: list[CaseRow]
    has_unsent: bool

    @property
    def has_unanswered(self) -> bool:
        """Whether somebody waits for her answer."""
        return any(not one.is_answered for one in self.questions)


def home_page(actor: Actor, *, is_whole: bool = False) -> HomePage:
    """Return the first page of one who works.

    :param is_whole: whether as much is shown of what she has to do as a page can hold
    """
    most = MOST if is_whole else AT_FIRST
    work = my_work(actor, most=most, most_of_others=MOST)
    return HomePage(
        aside=aside(actor),
        questions=my_questions(actor),
        moves=my_moves(actor),
        tasks=lines(work.mine),
        has_more=len(work.mine) == most,
        waiting=lines(work.others)[:WAITING_AT_MOST],
        reports=my_reports(actor),
        has_unsent=bool(unsent(actor)),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for somebody: figures only, and what a figure counts she sees herself.

    :param late_led: the late cases of the units that she leads
    """

    to_do: int
    late: int
    this_week: int
    unread: int
    late_led: int


def what_waits(actor: Actor) -> Waiting:
    """Return how much waits for the actor now, by the predicate of the pages that show it.

    So nothing is counted that she may not open, and no figure tells of it by a gap.
    """
    steps = my_counts(actor, until=last_of_week(clock.today()))
    return Waiting(
        to_do=sum(
            (
                steps.to_do,
                aside(actor).count,
                unanswered(actor),
                moves_waiting(actor),
            )
        ),
        late=steps.late,
        this_week=steps.until,
        unread=all_unread(actor),
        late_led=sum(unit_counts(actor, unit.id).late for unit in led_units(actor)),
    )


@dataclass(frozen=True, slots=True)
class Instead:
    """Somebody stands in for another, as one of the two sees it.

    :param is_mine: whether it is for the actor
    :param name: of the other; empty for one who is not named to colleagues
    """

    id: uuid.UUID
    is_mine: bool
    name: str
    first_on: dt.date
    last_on: dt.date


def stand_ins_page(actor: Actor) -> list[Instead]:
    """Return who stands in for the actor, and for whom she does."""
    found = standing_in(actor)
    names = staff_names(actor, [key for one in found for key in (one.person, one.away)])
    rows = []
    for one in found:
        is_mine = one.away == actor.person_id
        card = names.get(one.person if is_mine else one.away)
        rows.append(Instead(one.id, is_mine, card.name if card else "", one.first_on, one.last_on))
    return rows


def colleagues(actor: Actor, keys: Iterable[str]) -> list[Option]:
    """Return the colleagues with these keys, as a picker shows them."""
    cards = staff_names(actor, [key for one in keys if (key := key_of(one))])
    return [Option(str(key), card.name, card.title) for key, card in cards.items()]


def colleague(actor: Actor, given: str) -> uuid.UUID | None:
    """Return the colleague who was picked, or the only one whose name begins so; not oneself."""
    key = key_of(given)
    found = [key] if key else [card.pk for card in find_staff(actor, given, most=2)]
    known = [one for one in staff_names(actor, found) if one != actor.person_id]
    return known[0] if len(found) == 1 and known else None


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody has been told on a day; what was said again of the same stands once.

    :param notice: the newest of them
    :param href: the page that it leads to, or nothing
    :param number: of its case, for one who works in it
    """

    notice: Notice
    href: str
    number: str
    count: int
    is_unread: bool


def notices_page(actor: Actor) -> list[Told]:
    """Return somebody's notices, newest first."""
    found = notices(actor)
    matters = {one.matter_id for one in found if one.matter_id}
    leading = seen_among(actor, matters)
    pages = {one.kind: reverse(one.url_name) for one in LEADS.contributions()}
    numbers = numbers_of(actor, matters) if actor.is_staff else {}
    return [
        Told(
            notice=of[0],
            href=_leads_to(of[0], leading, pages),
            number=numbers.get(of[0].matter_id, "") if of[0].matter_id else "",
            count=len(of),
            is_unread=any(one.read_at is None for one in of),
        )
        for of in _same_day(found)
    ]


def _leads_to(notice: Notice, leading: Collection[uuid.UUID], pages: Mapping[str, str]) -> str:
    if notice.matter_id in leading:
        return reverse("cases:go", args=[notice.matter_id])
    return pages.get(notice.kind, "") if notice.matter_id is None else ""


def _same_day(found: Iterable[Notice]) -> list[list[Notice]]:
    """Return notices together that say the same of the same on the same day."""
    days: dict[tuple[object, ...], list[Notice]] = {}
    for one in found:
        key = (localtime(one.created_at).date(), one.matter_id or one.id, one.title)
        days.setdefault(key, []).append(one)
    return list(days.values())


def lines(tasks: Iterable[Task]) -> list[Line]:
    """Return tasks as lines: the same step of a case, for the same child, is said once."""
    found: dict[tuple[object, ...], Line] = {}
    for task in tasks:
        same = (task.case_id, task.step, task.about, task.due_on)
        if same in found:
            found[same].count += 1
        else:
            found[same] = Line(task)
    return list(found.values())
