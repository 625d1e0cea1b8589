"""Make what is shown from the ledger: the case as it stands, its people and steps, and its readers.

Called inside ``engine_writes()``. The same ledger, roster and calendar always give the same rows,
which is how ``elevakt cases rebuild`` proves the projections.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psycopg.types.range import Range

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.keeping import keep
from elevakt.engines.cases.enums import Circle, EntryKind, Informed, Role, StepState, Team
from elevakt.engines.cases.queries.definitions import definition as definition_of
from elevakt.engines.cases.queries.ledgers import ledger
from elevakt.engines.cases.queries.surroundings import Surroundings, around, facts_of
from elevakt.engines.cases.rules.asking import questions
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.in_force import instructions
from elevakt.engines.cases.rules.informing import at_home, is_for_home
from elevakt.engines.cases.rules.ledger import VOID, Entry, taken_back
from elevakt.engines.cases.rules.people import Named, named
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.rules.plan.values import Plan
from elevakt.foundation.kernel.rows import insert, put
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import Matter, MatterPerson, MatterReader, RosterReader
from elevakt.trust.people.enums import Side


@dataclass(frozen=True)
class Standing:
    """A case as the engine has just read it: everything the next act is decided by."""

    case: models.Case
    definition: Definition
    entries: tuple[Entry, ...]
    people: tuple[Named, ...]
    around: Surroundings
    facts: Facts
    plan: Plan


def stand(case: models.Case) -> Standing:
    """Read a case from its ledger."""
    entries = ledger(case.matter_id)
    return as_it_stands(case, entries, around(case, named(entries)))


def as_it_stands(case: models.Case, entries: Sequence[Entry], found: Surroundings) -> Standing:
    """Return a case with these entries, as it stands in these surroundings."""
    definition = definition_of(case.process, case.version)
    people = named(entries)
    facts = facts_of(case, definition, entries, people, found)
    return Standing(
        case=case,
        definition=definition,
        entries=tuple(entries),
        people=people,
        around=found,
        facts=facts,
        plan=plan(definition, entries, facts, found.calendar),
    )


def project(case: models.Case) -> Standing:
    """Write what is shown of a case anew, and return how it now stands."""
    now = stand(case)
    _write_people(now)
    _write_steps(now)
    _write_matter(now)
    _write_readers(now)
    _write_withdrawn(now)
    _write_in_force(now)
    _write_asked(now)
    _fill_case(now)
    case.save(update_fields=["state", "lead", "due_on", "closed_at", "last_no"])
    return now


def project_first(now: Standing) -> None:
    """Write a case, and its matter, of which nothing but the ledger is written yet."""
    _fill_matter(now)
    insert([now.case.matter])
    _fill_case(now)
    insert([now.case])
    _write_people(now, is_new=True)
    _write_steps(now, is_new=True)
    _write_readers(now, is_new=True)
    _write_in_force(now, is_new=True)


def _fill_case(now: Standing) -> None:
    open_until = [one.due_on for one in now.plan.open if one.due_on]
    closing = [one.at for one in now.entries if one.kind in {EntryKind.CLOSED} | VOID]
    case = now.case
    case.state = now.plan.case_state
    case.lead = now.plan.lead
    case.due_on = min(open_until, default=None)
    case.closed_at = closing[-1] if closing and case.state == "closed" else None
    case.last_no = max(entry.no for entry in now.entries)


def _write_people(now: Standing, *, is_new: bool = False) -> None:
    there = models.CasePerson.objects.filter(case=now.case)
    wanted = [
        models.CasePerson(
            organiser_id=now.case.organiser_id,
            case=now.case,
            matter_id=now.case.matter_id,
            key=one.key,
            person_id=one.person,
            role=one.role,
            kind=one.kind,
            unit_id=one.unit,
            added_at=one.at or now.case.opened_at,
        )
        for one in now.people
    ]
    if keep(there, wanted, by=("key", "role"), is_empty=is_new):
        _write_matter_people(now)


def _write_matter_people(now: Standing) -> None:
    put(
        [
            MatterPerson(
                organiser_id=now.case.organiser_id,
                matter_id=now.case.matter_id,
                person_id=person,
                unit_id=unit,
            )
            for person, unit in {one.person: one.unit for one in now.people}.items()
            if person is not None
        ],
        by=("matter_id", "person_id"),
        only=("unit_id",),
    )


def _write_steps(now: Standing, *, is_new: bool = False) -> None:
    order = {step.id: place for place, step in enumerate(now.definition.steps)}
    there = models.Step.objects.filter(case=now.case)
    wanted = [
        models.Step(
            organiser_id=now.case.organiser_id,
            case=now.case,
            matter_id=now.case.matter_id,
            step=one.step,
            instance=one.instance.key,
            about_person_id=one.instance.person,
            position=order[one.step],
            state=one.state,
            roles=list(one.roles),
            done_with=now.definition.step(one.step).done_with or "",
            done_when_due=one.done_when_due,
            may_be_skipped=one.may_be_skipped,
            due_on=one.due_on,
            due_at=one.due_at,
            opened_at=one.opened_at,
            done_at=one.finished_at,
            done_no=one.no,
            is_acute=now.definition.step(one.step).acute,
            is_for_home=is_for_home(now.definition.step(one.step), one),
        )
        for one in now.plan.steps
    ]
    keep(there, wanted, by=("step", "instance"), is_empty=is_new)


def _write_matter(now: Standing) -> None:
    matter = now.case.matter
    before = _values(matter)
    _fill_matter(now)
    if _values(matter) != before:
        matter.save()


def _fill_matter(now: Standing) -> None:
    """Say who leads and who is the officer; triggers make their readers from it."""
    readers = reading(now.definition)
    leads = sorted(readers.get(Basis.LEADS, frozenset()))
    passed_up = now.plan.lead is Role.ORGANISER
    told = any(
        one.state is StepState.DONE
        and any(
            inform.who is Informed.ORGANISER for inform in now.definition.step(one.step).informs
        )
        for one in now.plan.steps
    )
    officers = leads if passed_up else sorted(readers[Basis.OFFICER]) if told else []
    hidden = bool(now.around.leads.everybody & now.facts.accused)
    matter = now.case.matter
    matter.led_by_unit_id = None if hidden else now.case.unit_id
    matter.lead_circles = leads
    matter.lead_role = "" if passed_up else now.plan.lead.value
    matter.part_circles = [] if hidden else [Circle.WORK.value]
    matter.officer_circles = officers
    matter.officer_role = Role.ORGANISER.value if passed_up else ""
    # A delegate acts on the principal's right, and there must be something that she may decide.
    is_principals = now.plan.lead is Role.PRINCIPAL and not hidden
    matter.delegate_role = Role.DELEGATE if is_principals and _delegable(now) else ""


def _delegable(now: Standing) -> bool:
    return any(one.decision is not None and one.decision.delegable for one in now.definition.steps)


def _values(matter: Matter) -> list[object]:
    return [getattr(matter, field.attname) for field in matter._meta.concrete_fields]


def _write_readers(now: Standing, *, is_new: bool = False) -> None:
    """Name the readers whom the case gives, and those whom the roster is to choose.

    Those who follow the roster and the grants are made by triggers, from another source.
    """
    matter_id = now.case.matter_id
    given = MatterReader.objects.filter(matter_id=matter_id, source_id=matter_id)
    keep(
        given,
        (*_reporters(now), *_joined(now), *_assigned(now), *_at_home(now)),
        by=("person_id", "basis", "role", "about_person_id"),
        is_empty=is_new,
    )
    chosen = RosterReader.objects.filter(matter_id=matter_id)
    keep(chosen, _chosen(now), by=("about_person_id", "by_basis", "role"), is_empty=is_new)


def _reporters(now: Standing) -> Iterator[MatterReader]:
    opened = now.entries[0]
    if opened.by_person is not None:
        side = Side.STAFF if now.facts.opened_by == "staff" else Side.FAMILY
        yield _reader(
            now, opened.by_person, Basis.REPORTED, Role.OPENER, side=side, may_write=False
        )
        if now.definition.opener_works and side is Side.STAFF:
            yield _reader(now, opened.by_person, Basis.PARTICIPATES, Role.OPENER)


def _joined(now: Standing) -> Iterator[MatterReader]:
    for role, persons in sorted(now.plan.joined.items()):
        for person in sorted(persons):
            may_write = role is not Role.INVITED
            yield _reader(now, person, Basis.PARTICIPATES, role, may_write=may_write)


def _assigned(now: Standing) -> Iterator[MatterReader]:
    """Give those who hold a standing assignment by name, when a step of it has begun."""
    for name in sorted(now.definition.assignments):
        holder = now.facts.assignments.get(name)
        if holder is not None and _begun(now, name):
            yield _reader(now, holder, Basis.PARTICIPATES, name)


def _chosen(now: Standing) -> Iterator[RosterReader]:
    """Give the assignments that are the mentors', each for the pupils for whom a step has begun."""
    for name, assignment in sorted(now.definition.assignments.items()):
        if assignment.among == Team.MENTORS and name not in now.facts.assignments:
            for pupil in sorted(filter(None, _begun(now, name))):
                yield RosterReader(
                    organiser_id=now.case.organiser_id,
                    matter_id=now.case.matter_id,
                    about_person_id=pupil,
                    by_basis=Basis.MENTORS,
                    circles=_circles(now, Basis.PARTICIPATES, name),
                    role=name,
                )


def _begun(now: Standing, role: str) -> set[uuid.UUID | None]:
    """Return for whom a step of a role has begun; None where it is for the whole case."""
    return {
        one.instance.person
        for one in now.plan.steps
        if role in one.roles and one.state in (StepState.OPEN, StepState.DONE)
    }


def _at_home(now: Standing) -> Iterator[MatterReader]:
    """Give those at home who have been told: each reads of the own child alone."""
    told = {
        home
        for one in now.plan.steps
        if one.state is StepState.DONE
        for inform in now.definition.step(one.step).informs
        for home in at_home(now.definition, inform, one, now.facts)
    }
    for home in told:
        yield _reader(
            now, home.person, home.basis, "", side=Side.FAMILY, about=home.pupil, may_write=False
        )


def _reader(
    now: Standing,
    person: uuid.UUID,
    basis: Basis,
    role: str,
    *,
    side: Side = Side.STAFF,
    about: uuid.UUID | None = None,
    may_write: bool = True,
) -> MatterReader:
    return MatterReader(
        organiser_id=now.case.organiser_id,
        matter_id=now.case.matter_id,
        person_id=person,
        basis=basis,
        side=side,
        circles=_circles(now, basis, role),
        role=role,
        about_person_id=about,
        may_write=may_write,
        source_id=now.case.matter_id,
        valid_during=Range(now.case.opened_at, None),
    )


def _circles(now: Standing, basis: Basis, role: str) -> list[str]:
    circles = reading(now.definition)
    wider = circles.get(Role(role), frozenset()) if role in set(Role) else frozenset()
    return sorted(circles.get(basis, frozenset()) | wider)


def _write_withdrawn(now: Standing) -> None:
    of = {"organiser_id": now.case.organiser_id, "matter_id": now.case.matter_id}
    there = models.Withdrawn.objects.filter(matter_id=now.case.matter_id)
    keep(there, (models.Withdrawn(**of, no=no) for no in taken_back(now.entries)), by=("no",))


def _write_in_force(now: Standing, *, is_new: bool = False) -> None:
    numbers = {entry.id: entry.no for entry in now.entries}
    there = models.InForce.objects.filter(matter_id=now.case.matter_id)
    wanted = [
        models.InForce(
            organiser_id=now.case.organiser_id,
            matter_id=now.case.matter_id,
            no=numbers[one.entry],
            row=one.row,
            kind=one.kind,
            pupil_id=one.pupil,
            instruction=one.instruction,
            owner_id=one.owner,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in instructions(now.definition, now.entries, now.facts)
    ]
    keep(there, wanted, by=("no", "row", "kind", "pupil_id"), is_empty=is_new)


def _write_asked(now: Standing) -> None:
    """Name those who may answer now, each on the side where she does."""
    if not any(step.asks for step in now.definition.steps):
        return
    there = models.Asked.objects.filter(matter_id=now.case.matter_id)
    found = questions(now.definition, now.plan, now.entries, now.facts, now.around.calendar)
    wanted = [
        models.Asked(
            organiser_id=now.case.organiser_id,
            matter_id=now.case.matter_id,
            step=one.step,
            instance=one.instance,
            process=now.case.process,
            version=now.case.version,
            person_id=one.person,
            side=one.side,
            pupil_id=one.pupil,
            circle=one.circle,
            asked_at=one.asked_at,
            due_on=one.due_on,
            remind_on=one.remind_on,
            answered_at=one.answered_at,
        )
        for one in found
    ]
    keep(there, wanted, by=("step", "instance"))
