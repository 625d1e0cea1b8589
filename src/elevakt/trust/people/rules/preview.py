"""Says in words what an import would change, for the person who decides whether to take it in."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from uuid import UUID

from elevakt.trust.people.rules.difference import Difference, Gain
from elevakt.trust.people.rules.roster import (
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    Duty,
    Person,
    Roster,
)

NAMES = {
    "organisations": "Organisationer",
    "school_units": "Skolenheter",
    "persons": "Personer",
    "contacts": "Kontaktvägar",
    "enrolments": "Inskrivningar",
    "responsibles": "Vårdnadshavare och andra ansvariga",
    "duties": "Tjänster",
    "groups": "Grupper",
    "memberships": "Gruppmedlemskap",
    "assignment_roles": "Uppdrag",
    "activities": "Aktiviteter",
    "activity_groups": "Grupper i aktiviteter",
    "activity_teachers": "Lärare i aktiviteter",
}


def preview(found: Difference, incoming: Roster, *, longest: int = 20) -> tuple[str, ...]:
    """Return the lines of a preview; a list of persons shows its first ``longest`` rows.

    A protected person is never named here: a preview is read on screens and in logs.
    """
    if found.is_empty and not found.stops:
        return ("Inget har ändrats.", *_held(found))
    return (
        *_stops(found),
        *_counts(found),
        *_held(found),
        *_list("Nya skyddsmarkeringar", map(_name, found.newly_protected), longest),
        *_list("Inte längre skyddsmarkerade", map(_name, found.no_longer_protected), longest),
        *_list("Kan ge någon mer att läsa", _gains(found.gains, incoming), longest),
    )


def _stops(found: Difference) -> Iterator[str]:
    for each in found.stops:
        yield (
            f"STOPP: {NAMES[each.resource]}: {_percent(each.share_missing)} saknas i filerna. "
            "Kontrollera att exporten är hel, eller bekräfta att de ska saknas."
        )


def _counts(found: Difference) -> Iterator[str]:
    for each in found.resources:
        counts = {
            "nya": len(each.added),
            "ändrade": len(each.changed),
            "avslutade": len(each.removed),
        }
        words = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        if words:
            yield f"{NAMES[each.resource]}: {words}"


def _held(found: Difference) -> Iterator[str]:
    for each in found.resources:
        if each.held:
            yield f"{NAMES[each.resource]}: {len(each.held)} saknas, behålls till granskning"


def _list(heading: str, lines: Iterable[str], longest: int) -> Iterator[str]:
    rows = tuple(lines)
    if rows:
        yield f"{heading}: {len(rows)}"
        yield from (f"  {row}" for row in islice(rows, longest))
    if len(rows) > longest:
        yield f"  … och {len(rows) - longest} till"


def _gains(gains: Iterable[Gain], incoming: Roster) -> Iterator[str]:
    people = {person.id: person for person in incoming.persons}
    places = {part.id: part.name for part in incoming.organisations}
    places |= {unit.id: unit.name for unit in incoming.school_units}
    groups = {group.id: group.name for group in incoming.groups}
    holders = {duty.id: duty.person_id for duty in incoming.duties}
    activities = {activity.id: activity.name for activity in incoming.activities}

    def holder(duty_id: UUID) -> str:
        return _name(people[holders[duty_id]])

    for gain in gains:
        if isinstance(gain, Duty):
            said = (gain.duty_role, gain.description, places[gain.duty_at_id])
            yield f"{_name(people[gain.person_id])}: {', '.join(filter(None, said))}"
        elif isinstance(gain, AssignmentRole):
            yield f"{holder(gain.duty_id)}: {gain.role_type}, {groups[gain.group_id]}"
        elif isinstance(gain, ActivityTeacher):
            yield f"{holder(gain.duty_id)}: undervisar {activities[gain.activity_id]}"
        elif isinstance(gain, ActivityGroup):
            yield f"{groups[gain.group_id]}: ny grupp i {activities[gain.activity_id]}"
        else:
            pupil = _name(people[gain.pupil_id])
            relation_type = gain.relation_type or "ansvarig"
            yield f"{_name(people[gain.guardian_id])}: {relation_type} för {pupil}"


def _name(person: Person) -> str:
    return "en person med skyddade personuppgifter" if person.is_protected else person.name


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.1f} %".replace(".", ",")
