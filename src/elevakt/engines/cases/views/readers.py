"""Who can read a case now: by name and why to those who lead or work in it, to others by role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from elevakt.engines.cases.enums import Circle, Informed, Role, StepState
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.views.words import listed, readers, role_words, who_reads
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.queries.reasons import Reader, readers_of
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.people.enums import Side

_DOES = {
    Role.OPENER: gettext_lazy("anmälde, och gör egna steg i ärendet"),
    Role.INVESTIGATOR: gettext_lazy("utreder"),
    Role.DECIDER: gettext_lazy("beslutar"),
    Role.OWNER: gettext_lazy("ansvarar för en åtgärd"),
    Role.INVITED: gettext_lazy("har bjudits in att läsa"),
    Role.WRITER: gettext_lazy("har bjudits in att skriva"),
}
_READS = {
    Basis.REPORTED: gettext_lazy("anmälde, ser sin egen anmälan och hur det går"),
    Basis.REGISTERS: gettext_lazy("registrator"),
    Basis.GUARDIAN: gettext_lazy("vårdnadshavare, ser det som skolan har berättat"),
    Basis.SELF: gettext_lazy("ser det som skolan har berättat"),
}

_ORDER = [Basis.LEADS, Basis.OFFICER, Basis.DECIDES, Basis.PARTICIPATES, *_READS]


@dataclass(frozen=True)
class ReaderRow:
    """Somebody who can read, or a role, and why."""

    who: str
    why: str = ""


@dataclass(frozen=True)
class ReaderList:
    """Everybody who can read; how many they are is said only where they are named."""

    rows: Sequence[ReaderRow]
    count: str = ""


def reader_list(actor: Actor, page: CasePage, definition: Definition) -> ReaderList:
    """Return who can read the case now."""
    found = readers_of(actor, page.case.matter_id)
    if not found:
        return ReaderList([ReaderRow(words) for words in _by_role(page, definition)])
    persons: dict[tuple[UUID, str], list[Reader]] = {}
    for one in sorted(found, key=_first_those_who_lead):
        persons.setdefault((one.person, one.side), []).append(one)
    rows = [ReaderRow(_who(ways[0]), _why(page, definition, ways)) for ways in persons.values()]
    return ReaderList(rows, _counted(len({person for person, _side in persons})))


def readers_of_step(
    actor: Actor, page: CasePage, definition: Definition, step: Step, about: UUID | None
) -> list[str]:
    """Return in sentences who reads what is written in a step: how many now, and in which roles."""
    roles = who_reads(definition, step, page.case.lead, as_written=False)
    return [*_how_many(actor, page, step.circle or Circle.WORK, about), *roles]


def readers_of_note(actor: Actor, page: CasePage, definition: Definition) -> list[str]:
    """Return in sentences who reads a note: how many now, and in which roles."""
    who = readers(definition, Circle.WORK, page.case.lead)
    return [
        *_how_many(actor, page, Circle.WORK, None),
        _("Läses av %(readers)s.") % {"readers": who},
    ]


def _how_many(actor: Actor, page: CasePage, circle: str, about: UUID | None) -> list[str]:
    """Say how many read a circle now, to those who may know it."""
    persons = {
        one.person
        for one in readers_of(actor, page.case.matter_id)
        if circle in one.circles and one.basis != Basis.REPORTED and one.about in (None, about)
    }
    return [_counted(len(persons))] if persons else []


def _counted(persons: int) -> str:
    return ngettext("%(n)d person kan läsa nu.", "%(n)d personer kan läsa nu.", persons) % {
        "n": persons
    }


def _first_those_who_lead(one: Reader) -> tuple[bool, int]:
    leads = bool(one.role) and one.basis in (Basis.LEADS, Basis.OFFICER)
    return not leads, _ORDER.index(Basis(one.basis))


def _who(one: Reader) -> str:
    if one.side == Side.FAMILY:
        return one.name or capfirst(_("någon hemma"))
    name = one.name or capfirst(_("en kollega"))
    return ", ".join(part for part in (name, one.title) if part)


def _why(page: CasePage, definition: Definition, ways: Iterable[Reader]) -> str:
    """Return in words why somebody reads: each reason once, with those it is narrowed to."""
    about: dict[str, list[str]] = {}
    for one in ways:
        names = about.setdefault(_way(page, definition, one), [])
        if one.about and one.side == Side.STAFF:
            names.append(page.names.person(one.about))
    return "; ".join(
        _("%(why)s, bara om %(pupil)s") % {"why": why, "pupil": listed(names)} if names else why
        for why, names in about.items()
    )


def _way(page: CasePage, definition: Definition, one: Reader) -> str:
    """Return a basis in words."""
    if one.basis == Basis.LEADS:
        leads = one.role and one.role == page.case.lead
        return _("leder skolan och ärendet") if leads else _("leder skolan")
    if one.basis == Basis.OFFICER:
        return (
            _("leder ärendet för huvudmannen")
            if one.role
            else _("huvudmannens handläggare, ser anmälan och läget")
        )
    if one.basis == Basis.DECIDES:
        return _("får besluta i rektors ställe")
    if one.basis == Basis.PARTICIPATES:
        given = definition.assignments.get(one.role)
        return str(given.title).lower() if given else str(_DOES[Role(one.role)])
    return str(_READS[Basis(one.basis)])


def _by_role(page: CasePage, definition: Definition) -> Iterable[str]:
    lead = role_words(definition, page.case.lead)
    yield _("%(role)s, som leder ärendet") % {"role": lead.capitalize()}
    for role in _given(page, definition):
        yield role_words(definition, role).capitalize()
    begun = {
        role
        for one in page.steps
        if one.state in (StepState.OPEN, StepState.DONE)
        for role in one.roles
    }
    for name in definition.assignments:
        if name in begun:
            words = role_words(definition, name).capitalize()
            yield _("%(role)s: bara om sin elev") % {"role": words}
    done = [definition.step(one.step) for one in page.steps if one.state is StepState.DONE]
    if any(inform.who is Informed.ORGANISER for step in done for inform in step.informs):
        yield _("Huvudmannens handläggare: anmälan och läget")
    yield _("Den som anmälde: sin egen anmälan och hur det går")


def _given(page: CasePage, definition: Definition) -> list[Role]:
    """Return the roles that are given in the case, also where she may not see to whom."""
    done = {one.step for one in page.steps if one.state is StepState.DONE}
    giving = [field for step in definition.steps if step.id in done for field in step.fields]
    given = [field.joins_as for field in giving if field.joins_as and field.required]
    return sorted({*given, *page.plan.joined})
