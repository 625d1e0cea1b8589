"""What a document says: a pure function of the ledger, the names and the template.

It says what was known when the act that produced it was done. It takes the parts of its own circle
only; and one about a person takes that person's parts only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from elevakt.engines.cases.enums import Role, SecrecyClass
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.documents.aliases import aliases
from elevakt.engines.cases.rules.documents.answers import STOCKHOLM, Speaker, moment_in_words
from elevakt.engines.cases.rules.documents.hiding import Hider, names_in
from elevakt.engines.cases.rules.ledger import Entry, Part, answers_in_force
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.plan.values import Plan
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.records.rules.documents import Fact, Letter, Section
from elevakt.engines.records.rules.templates import Template

SECRECY = {
    SecrecyClass.S0: "Offentlig handling",
    SecrecyClass.S1: "Kan innehålla uppgifter som omfattas av sekretess (23 kap. 2 § OSL)",
}
OTHER_SECRECY = "Kan innehålla uppgifter som omfattas av sekretess (OSL)"

BY_ROLE = {
    Role.PRINCIPAL: "Rektor",
    Role.DEPUTY: "Biträdande rektor",
    Role.DELEGATE: "Rektors delegat",
    Role.ORGANISER: "Huvudmannens handläggare",
    Role.INVESTIGATOR: "Utredare",
    Role.OPENER: "Den som anmälde",
}
BY_ITSELF = "Av sig självt, när tiden var ute"


@dataclass(frozen=True)
class Names:
    """Who everybody is. What of it may be said, the document decides.

    :param people: every name of each person of the case, in the roster's spelling
    :param homes: every name of each guardian, by the pupil
    :param staff: how to name those who work with the case, if they may be named
    :param shown: how the person it is about may be named, by her family's agreement if protected
    :param is_protected: whether that person's personal data are protected
    """

    people: Mapping[UUID, tuple[str, ...]]
    homes: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    staff: Mapping[UUID, str] = field(default_factory=dict)
    shown: str = ""
    is_protected: bool = False


@dataclass(frozen=True)
class Source:
    """A case, as far as a document is made from it.

    :param entries: the ledger up to and including the act that produced the document
    :param people: everybody who is named in the case, also later: a name found since is hidden too
    :param plan: where the case stood after that act
    """

    definition: Definition
    entries: tuple[Entry, ...]
    people: tuple[Named, ...]
    plan: Plan
    organiser: str
    unit: str
    number: str


def letter(template: Template, source: Source, names: Names, about: UUID | None) -> Letter:
    """Return the document.

    :param about: whom it is about; None for one about the whole case
    :raises CannotBeSaid: if the template takes what must never stand in a document
    """
    called = aliases(source.people)
    subject = about or named_by(template, source.people)
    speaker = Speaker(
        called={
            **names.staff,
            **called,
            **({subject: names.shown} if subject and names.shown else {}),
        },
        hider=_hider(source, names, subject, called),
    )
    last = source.entries[-1]
    return Letter(
        title=template.title,
        organiser=source.organiser,
        unit=source.unit,
        number=source.number,
        secrecy=SECRECY.get(source.definition.secrecy, OTHER_SECRECY),
        facts=(
            Fact("Diarienummer", source.number),
            *([Fact("Skola", source.unit)] if source.unit else []),
            Fact("Huvudman", source.organiser),
            *([Fact("Elev", names.shown or called[subject])] if subject else []),
            *_moments(template, source),
            *_shorts(template, source, speaker, about),
        ),
        law=provisions(source.definition, last.step),
        sections=tuple(_sections(template, source, speaker, about)),
        note=template.note,
        signed_by=_signed(last, names, called),
        signed_on=last.at.astimezone(STOCKHOLM).date(),
    )


def provisions(definition: Definition, step: str | None) -> tuple[str, ...]:
    """Return what a document rests on: a decision on its own provisions, else all of the process.

    Whoever gets a decision must see which provisions were applied (förvaltningslagen 32 §).
    """
    decision = definition.step(step).decision if step else None
    return (decision.law,) if decision else definition.legal_basis


def named_by(template: Template, people: Iterable[Named]) -> UUID | None:
    """Return whom a document about the whole case names: the only one in a role.

    Several are named in no document together, since each is a secret to the others' homes.
    """
    found = {one.key: one.person for one in people if one.role == template.names}
    return next(iter(found.values())) if len(found) == 1 else None


def _hider(source: Source, names: Names, about: UUID | None, called: Mapping[UUID, str]) -> Hider:
    """Return what takes out everybody's names but those that the document itself says."""
    hidden: dict[str, tuple[str, ...]] = {}
    for one in source.people:
        known = names.people.get(one.key, ()) + tuple(sorted(names_in(one.words)))
        hidden[called[one.key]] = hidden.get(called[one.key], ()) + known
    for pupil, home in names.homes.items():
        if pupil in called and (pupil != about or names.is_protected):
            hidden[f"vårdnadshavare till {called[pupil]}"] = home
    return Hider(hidden, shown=[names.shown] if about and names.shown else [])


def _moments(template: Template, source: Source) -> Iterator[Fact]:
    numbers = {entry.no: entry for entry in source.entries}
    for moment in template.moments:
        for one in source.plan.of(moment.step):
            entry = numbers.get(one.no or 0)
            if entry is not None:
                yield Fact(moment.label, f"{moment_in_words(entry.at)} (händelse {entry.no})")
                break


def _shorts(
    template: Template, source: Source, speaker: Speaker, about: UUID | None
) -> Iterator[Fact]:
    for short in template.shorts:
        asked = source.definition.step(short.step).field(short.field)
        given = _answers(template, source, about, short.step, short.field)
        yield Fact(short.label, speaker.say(asked, given[-1] if given else None))


def _sections(
    template: Template, source: Source, speaker: Speaker, about: UUID | None
) -> Iterator[Section]:
    for extract in template.extracts:
        asked = source.definition.step(extract.step).field(extract.field)
        given = _answers(template, source, about, extract.step, extract.field)
        yield speaker.section(extract.heading, asked, given, extract.columns)


def _answers(
    template: Template, source: Source, about: UUID | None, step: str, field_id: str
) -> list[Json]:
    """Return the answers to one field, each time it was answered, of the parts that are taken."""
    own = [
        replace(entry, parts=tuple(_taken(entry.parts, template.circle, about)))
        for entry in source.entries
    ]
    given = [one.get(field_id) for one in answers_in_force(own).get(step, {}).values()]
    # What is asked for each person is answered by person, and here the others are left out.
    return [one.get(str(about)) if about and isinstance(one, dict) else one for one in given]


def _taken(parts: Iterable[Part], circle: str, about: UUID | None) -> Iterator[Part]:
    for part in parts:
        if part.circle == circle and (about is None or part.about_person == about):
            yield part


def _signed(entry: Entry, names: Names, called: Mapping[UUID, str]) -> str:
    if entry.by_person is None:
        return BY_ITSELF
    role = BY_ROLE.get(Role(entry.by_role), "") if entry.by_role in set(Role) else ""
    name = called.get(entry.by_person) or names.staff.get(entry.by_person, "")
    return ", ".join(one for one in (name, role.lower() if name else role) if one)
