"""What has happened in a case, newest first, and what may be done about it."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from elevakt.engines.cases.enums import EntryKind, Role, StepState
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.ledger import DOING, Entry, in_force
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.cases.views.telling import Teller, Told, gathered
from elevakt.engines.cases.views.words import event_words, role_words
from elevakt.foundation.ui.templatetags.ui import day, planned

_LOOKS: Mapping[EntryKind, Mapping[str, str]] = {
    EntryKind.OPENED: {"icon": "megaphone", "tone": "accent"},
    EntryKind.STEP_DONE: {"icon": "check", "tone": "success"},
    EntryKind.DECISION: {"icon": "gavel", "tone": "success"},
    EntryKind.CLOSED: {"icon": "folder-check", "tone": "success"},
    EntryKind.ANNULLED: {"icon": "ban", "tone": "warning"},
    EntryKind.ENDED: {"icon": "ban", "tone": "warning"},
    EntryKind.RECLASSIFIED: {"icon": "corner-up-right", "tone": "warning"},
    EntryKind.PAUSED: {"icon": "pause", "tone": "warning"},
    EntryKind.RESUMED: {"icon": "play", "tone": "neutral"},
    EntryKind.SKIPPED: {"icon": "minus", "tone": "neutral"},
    EntryKind.REOPENED: {"icon": "rotate-ccw", "tone": "warning"},
    EntryKind.NOTE: {"icon": "notebook-pen", "tone": "neutral"},
    EntryKind.PERSON_ADDED: {"icon": "user-plus", "tone": "neutral"},
    EntryKind.DEADLINE_EXTENDED: {"icon": "clock", "tone": "warning"},
}
_PLAIN = {"icon": "file-text", "tone": "neutral"}
_WITHDRAWN = {"icon": "eye-off", "tone": "warning"}


@dataclass(frozen=True)
class Link:
    """Something that can be done about an event."""

    href: str
    text: str


@dataclass(frozen=True)
class Event:
    """One thing that has happened."""

    id: str
    icon: str
    tone: str
    at: dt.datetime
    title: str
    by: str
    said: Sequence[Told] = ()
    before: Sequence[Told] = ()
    text: str = ""
    notes: Sequence[str] = ()
    links: Sequence[Link] = field(default_factory=list)


def events(page: CasePage, definition: Definition) -> list[Event]:
    """Return what the actor may read of what has happened, newest first."""
    return list(_Telling(page, definition).events())[::-1]


def titled(page: CasePage, definition: Definition, step: str, key: str) -> str:
    """Return the title of an instance of a step, with whom it is about."""
    instance = Instance.of(key)
    title = str(said(definition.step(step).title))
    if instance.guardian and instance.person:
        guardian = page.names.guardian(instance.person, instance.guardian)
        title = _("%(title)s: %(guardian)s, för %(pupil)s") % {
            "title": title,
            "guardian": guardian,
            "pupil": page.names.person(instance.person),
        }
    elif instance.doer:
        asks = definition.step(step).asks
        who = page.names.asked(instance.doer) if asks else page.names.colleague(instance.doer)
        title = f"{title}: {who}"
    elif instance.person:
        title = f"{title}: {page.names.person(instance.person)}"
    if instance.round > 1:
        title = _("%(title)s, gång %(round)d") % {"title": title, "round": instance.round}
    return title


class _Telling:
    def __init__(self, page: CasePage, definition: Definition) -> None:
        self._page, self._definition = page, definition
        self._teller = Teller(page.names, page.files)
        self._kept = {kept.entry.id: kept.answers for kept in in_force(page.entries)}
        self._about = self._corrections()

    def events(self) -> Iterator[Event]:
        named_first = [
            entry
            for entry in self._page.entries
            if entry.kind is EntryKind.PERSON_ADDED
            and entry.by_role == Role.OPENER
            and entry.id in self._kept
        ]
        for entry in self._page.entries:
            if entry in named_first or entry.kind in (EntryKind.CORRECTED, EntryKind.WITHDRAWN):
                continue
            if entry.kind is EntryKind.OPENED:
                yield self._event(entry, gathered(map(self._naming, named_first)))
            else:
                yield self._event(entry, [])
            yield from self._done_with(entry)

    def _done_with(self, entry: Entry) -> Iterator[Event]:
        """Give what an entry did besides its own step; the proof of it is the entry itself."""
        for one in self._page.steps:
            if one.done_no == entry.no and one.done_with and one.step != entry.step:
                look = _LOOKS[EntryKind.STEP_DONE]
                other = self._definition.step(one.done_with).title
                yield Event(
                    id=f"h{entry.no}-{one.step}",
                    icon=look["icon"],
                    tone=look["tone"],
                    at=entry.at,
                    title=titled(self._page, self._definition, one.step, one.instance),
                    by=self._page.names.colleague(None),
                    notes=[_("Gjordes av sig självt när ”%(step)s” gjordes.") % {"step": other}],
                )

    def _event(self, entry: Entry, first: list[Told]) -> Event:
        is_withdrawn = entry.id not in self._kept
        return Event(
            id=f"h{entry.id}",
            **(_WITHDRAWN if is_withdrawn else _LOOKS.get(entry.kind, _PLAIN)),
            at=entry.at,
            title=self._title(entry),
            by=self._by(entry),
            said=[] if is_withdrawn else [*first, *self._said(entry)],
            before=[] if is_withdrawn else self._before(entry),
            text=""
            if is_withdrawn
            else "\n\n".join(part.text for part in entry.parts if part.text),
            notes=[
                *self._dated(entry),
                *self._when_due(entry),
                *self._new_day(entry),
                *self._about.get(entry.id, ()),
            ],
            links=[] if is_withdrawn else list(self._links(entry)),
        )

    def _title(self, entry: Entry) -> str:
        if entry.kind is EntryKind.PERSON_ADDED and entry.answers:
            return ": ".join(self._naming(entry))
        if entry.step is None:
            is_case = entry.kind is EntryKind.REOPENED
            return _("Ärendet har öppnats igen") if is_case else event_words(entry.kind)
        title = titled(self._page, self._definition, entry.step, entry.instance)
        if entry.kind is EntryKind.SKIPPED:
            return _("%(step)s: hoppades över") % {"step": title}
        if entry.kind is EntryKind.REOPENED:
            return _("%(step)s: öppnades igen") % {"step": title}
        if entry.kind is EntryKind.DEADLINE_EXTENDED:
            return _("%(step)s: mer tid") % {"step": title}
        return title

    def _by(self, entry: Entry) -> str:
        name = self._page.names.colleague(entry.by_person)
        if not entry.by_role or entry.by_person is None:
            return name
        words = f"{name}, {role_words(self._definition, entry.by_role)}"
        if entry.on_behalf_of is None:
            return words
        away = self._page.names.colleague(entry.on_behalf_of)
        return _("%(who)s, i stället för %(away)s") % {"who": words, "away": away}

    def _said(self, entry: Entry) -> list[Told]:
        if entry.step is None or entry.kind not in DOING:
            return []
        return self._teller.answers(self._definition.step(entry.step), self._kept[entry.id])

    def _before(self, entry: Entry) -> list[Told]:
        """Return what stood where it has been corrected since."""
        if entry.step is None or entry.kind not in DOING:
            return []
        now = self._kept[entry.id]
        changed = {name: said for name, said in entry.answers.items() if now.get(name) != said}
        return self._teller.answers(self._definition.step(entry.step), changed)

    def _naming(self, entry: Entry) -> tuple[str, str]:
        answers = entry.answers
        role = self._definition.people.get(str(answers.get("role")))
        who = self._page.names.person(uuid.UUID(str(answers["key"])))
        return (str(said(role.title)) if role else "", who)

    def _dated(self, entry: Entry) -> list[str]:
        return [_("Hände %(day)s") % {"day": day(entry.happened_on)}] if entry.happened_on else []

    def _new_day(self, entry: Entry) -> list[str]:
        told = {
            EntryKind.DEADLINE_EXTENDED: ("due_on", _("Ska vara klart %(day)s")),
            EntryKind.PAUSED: ("until", _("Tas upp igen %(day)s")),
        }
        name, words = told.get(entry.kind, ("", ""))
        if name not in entry.answers:
            return []
        return [words % {"day": planned(dt.date.fromisoformat(str(entry.answers[name])))}]

    def _when_due(self, entry: Entry) -> list[str]:
        is_by_itself = entry.by_person is None and entry.kind in DOING
        return [_("Gjordes av sig självt när tiden var ute.")] if is_by_itself else []

    def _corrections(self) -> Mapping[uuid.UUID, list[str]]:
        """Return what later entries say of earlier ones, by the entry they point at."""
        found: dict[uuid.UUID, list[str]] = {}
        for entry in self._page.entries:
            if entry.corrects is None:
                continue
            words = {"day": day(entry.at), "by": self._by(entry)}
            why = " ".join(part.text for part in entry.parts if part.text)
            if entry.kind is EntryKind.WITHDRAWN:
                line = _("Texten togs tillbaka %(day)s av %(by)s.") % words
            else:
                line = _("Rättat %(day)s av %(by)s.") % words
            found.setdefault(entry.corrects, []).append(f"{line} {why}".strip())
        return found

    def _links(self, entry: Entry) -> Iterator[Link]:
        if not self._page.readings.may_write:
            return
        case = self._page.case.matter_id
        is_done = entry.step is not None and entry.kind in DOING
        if (
            is_done
            and self._definition.step(entry.step or "").fields
            and self._may(EntryKind.CORRECTED, entry)
        ):
            text = _("Rätta eller fyll i") if entry.kind is EntryKind.OPENED else _("Rätta")
            yield Link(reverse("cases:correct", args=[case, entry.id]), text)
        opens_again = is_done and entry.kind not in (EntryKind.OPENED, EntryKind.CLOSED)
        if opens_again and self._is_latest(entry) and self._may(EntryKind.REOPENED, entry):
            href = address("cases:reopen_step", case, entry.step or "", entry.instance)
            yield Link(href, _("Öppna igen"))
        if entry.kind in (EntryKind.NOTE, *DOING) and self._may(EntryKind.WITHDRAWN, entry):
            yield Link(reverse("cases:withdraw", args=[case, entry.id]), _("Ta tillbaka"))

    def _is_latest(self, entry: Entry) -> bool:
        one = self._page.plan.at(entry.step or "", entry.instance)
        return one is not None and one.state is StepState.DONE and one.no == entry.no

    def _may(self, kind: EntryKind, entry: Entry) -> bool:
        act = Act(kind, entry.step, entry.instance, by=self._page.readings.person)
        return may(self._page.plan, self._page.definition, act, self._page.readings.roles) is None
