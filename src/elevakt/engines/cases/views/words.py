"""The words of the case engine on screen: states, roles, events. Nothing of any topic."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elevakt.engines.cases.enums import CaseState, Circle, EntryKind, Role
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.trust.access.enums import Basis

STATES = {
    CaseState.NEW: gettext_lazy("Nytt"),
    CaseState.ONGOING: gettext_lazy("Pågår"),
    CaseState.READY_TO_CLOSE: gettext_lazy("Kan avslutas"),
    CaseState.CLOSED: gettext_lazy("Avslutat"),
}
ENDED: Mapping[EntryKind | None, Promise] = {
    EntryKind.ANNULLED: gettext_lazy("Makulerat"),
    EntryKind.ENDED: gettext_lazy("Avslutat i förtid"),
    EntryKind.RECLASSIFIED: gettext_lazy("Har bytt slag"),
}
"""How a case stands that ended before its last step, in place of its state."""

STATE_TONES = {
    CaseState.NEW: "warning",
    CaseState.ONGOING: "info",
    CaseState.READY_TO_CLOSE: "success",
    CaseState.CLOSED: "neutral",
}
FOR_REPORTER = {
    CaseState.NEW: gettext_lazy("Det du skrev har kommit fram."),
    CaseState.ONGOING: gettext_lazy("Det du skrev har tagits emot. Det utreds."),
    CaseState.READY_TO_CLOSE: gettext_lazy("Det du skrev har tagits emot. Det utreds."),
    CaseState.CLOSED: gettext_lazy("Avslutat."),
}
"""How it goes, in the words of one who reported: the same whoever leads the case."""

FOR_HOME = {
    CaseState.NEW: gettext_lazy("Skolan har fått en anmälan."),
    CaseState.ONGOING: gettext_lazy("Skolan utreder vad som har hänt."),
    CaseState.READY_TO_CLOSE: gettext_lazy("Skolan utreder vad som har hänt."),
    CaseState.CLOSED: gettext_lazy("Skolan har avslutat ärendet."),
}
"""How it goes, in the words of a home that has been told."""

ROLES = {
    Role.OPENER: gettext_lazy("den som anmälde"),
    Role.PRINCIPAL: gettext_lazy("rektor"),
    Role.DEPUTY: gettext_lazy("biträdande rektor"),
    Role.DELEGATE: gettext_lazy("rektors delegat"),
    Role.ORGANISER: gettext_lazy("huvudmannen"),
    Role.REGISTRAR: gettext_lazy("registrator"),
    Role.INVESTIGATOR: gettext_lazy("utredaren"),
    Role.DECIDER: gettext_lazy("den som beslutar"),
    Role.OWNER: gettext_lazy("den som ansvarar för åtgärden"),
    Role.INVITED: gettext_lazy("de som bjudits in"),
    Role.WRITER: gettext_lazy("de som bjudits in att skriva"),
    Role.ASKED: gettext_lazy("den som tillfrågas"),
}
_EVENTS = {
    EntryKind.NOTE: gettext_lazy("Tjänsteanteckning"),
    EntryKind.DECISION: gettext_lazy("Beslut"),
    EntryKind.DOCUMENT_ADDED: gettext_lazy("Dokument"),
    EntryKind.PERSON_ADDED: gettext_lazy("Någon har lagts till i ärendet"),
    EntryKind.ASSIGNED: gettext_lazy("Uppgiften har fått en annan ansvarig"),
    EntryKind.RECLASSIFIED: gettext_lazy("Ärendet har bytt slag"),
    EntryKind.PAUSED: gettext_lazy("Ärendet vilar"),
    EntryKind.RESUMED: gettext_lazy("Ärendet har tagits upp igen"),
    EntryKind.LINKED: gettext_lazy("Ärendet hör ihop med ett annat"),
    EntryKind.HANDED_OVER: gettext_lazy("Ärendet har lämnats över"),
    EntryKind.CLOSED: gettext_lazy("Ärendet är avslutat"),
    EntryKind.ANNULLED: gettext_lazy("Ärendet är makulerat"),
    EntryKind.ENDED: gettext_lazy("Ärendet är avslutat i förtid: eleven har bytt skola"),
    EntryKind.KEPT: gettext_lazy("Ärendet stannar, fast eleven har bytt skola"),
    EntryKind.OPENED: gettext_lazy("Anmälan"),
}
_READERS = {
    Basis.REPORTED: gettext_lazy("den som anmälde, i sin egen anmälan"),
    Basis.PARTICIPATES: gettext_lazy("de som har en uppgift i ärendet"),
    Basis.OFFICER: gettext_lazy("huvudmannens handläggare"),
    Basis.REGISTERS: gettext_lazy("registrator"),
    Basis.TEACHES: gettext_lazy("de som undervisar eleven"),
    Basis.MENTORS: gettext_lazy("elevens mentor"),
    Basis.GUARDIAN: gettext_lazy("vårdnadshavare som får kontaktas"),
    Basis.SELF: gettext_lazy("eleven själv"),
}


def role_words(definition: Definition, role: str) -> str:
    """Return a role or an assignment in words."""
    if role in definition.assignments:
        return _("den som %(does)s") % {"does": str(definition.assignments[role].title).lower()}
    return str(ROLES[Role(role)])


def event_words(kind: EntryKind) -> str:
    """Return what an entry was, where no step says it better."""
    return str(_EVENTS.get(kind, ""))


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: "rektor, utredaren och mentor"."""
    every = list(dict.fromkeys(words))
    if len(every) < 2:
        return "".join(every)
    return _("%(first)s och %(last)s") % {"first": ", ".join(every[:-1]), "last": every[-1]}


def readers(definition: Definition, circle: str, lead: str) -> str:
    """Return in words who reads a circle."""
    found: list[str] = []
    for reader, circles in reading(definition).items():
        if circle not in circles:
            continue
        if reader == Basis.LEADS:
            found.insert(0, role_words(definition, lead))
        elif reader in set(Basis):
            found.append(str(_READERS[Basis(reader)]))
        else:
            found.append(role_words(definition, str(reader)))
    return listed(found)


def who_reads(definition: Definition, step: Step, lead: str, *, as_written: bool) -> list[str]:
    """Return in sentences who reads what is written in a step: the step, then what differs."""
    circle = Circle.REPORT if as_written and step.starts else step.circle or Circle.WORK
    usual = readers(definition, circle, lead)
    found = [_("Läses av %(readers)s.") % {"readers": usual}]
    for field in step.fields:
        narrower = field.circle or (Circle.SENSITIVE if field.sensitive else None)
        for label, own in ((field.label, narrower), *((c.label, c.circle) for c in field.columns)):
            others = readers(definition, own, lead) if own else usual
            if others != usual:
                words = {"label": said(label), "readers": others}
                found.append(_("”%(label)s” läses av %(readers)s.") % words)
    return found
