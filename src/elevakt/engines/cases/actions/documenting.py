"""Documents: asked for by an act, made by a job, withdrawn with the text that they may hold."""

import datetime as dt
import uuid
from collections.abc import Iterable

from elevakt.engines.cases import models
from elevakt.engines.cases.actions.projecting import Standing, stand
from elevakt.engines.cases.enums import Circle, EntryKind, PersonKind
from elevakt.engines.cases.queries.documents import names_in_document
from elevakt.engines.cases.rules.circles import sole_person
from elevakt.engines.cases.rules.documents.content import Source, letter, named_by
from elevakt.engines.cases.rules.ledger import Entry
from elevakt.engines.cases.rules.people import named
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.rules.plan.values import StepPlan
from elevakt.engines.records.actions.keeping import keep, withdraw
from elevakt.engines.records.actions.typesetting import PLAIN, typeset
from elevakt.engines.records.models import Document
from elevakt.engines.records.queries import templates
from elevakt.engines.records.rules.documents import Dress
from elevakt.engines.records.rules.templates import Template
from elevakt.foundation.kernel import clock, jobs
from elevakt.trust.access.enums import Basis
from elevakt.trust.audit import actions as gate
from elevakt.trust.people.models import Appearance, Organisation, SchoolUnit

MAKE = "cases.make_document"
PATIENCE = dt.timedelta(hours=2)
"""When a document is not made so long after it was asked for, its job is asked for again."""


def ask_for(now: Standing, done: Iterable[StepPlan]) -> None:
    """Keep a row for each document that these steps produce, and a job that makes its file."""
    entries = {entry.no: entry for entry in now.entries}
    asked = [
        Document(
            organiser_id=now.case.organiser_id,
            matter_id=now.case.matter_id,
            entry_id=entries[one.no].id,
            template=template.id,
            title=template.title,
            circle=template.circle,
            about_person_id=about,
            asked_at=clock.now(),
        )
        for one in done
        if one.no in entries
        for template in map(templates().__getitem__, now.definition.step(one.step).documents)
        for about in _about(now, one, entries[one.no], template)
    ]
    for document in Document.objects.bulk_create(asked, ignore_conflicts=True):
        jobs.defer(MAKE, organiser_id=now.case.organiser_id, document_id=document.id)


def _about(
    now: Standing, one: StepPlan, entry: Entry, template: Template
) -> Iterable[uuid.UUID | None]:
    """Return whom there is a document about: whom the step is for, else each pupil it speaks of.

    A letter to a home is made only for whom something has been written.
    """
    if not template.is_per_person:
        return (None,)
    only = one.instance.person or sole_person(now.definition, now.facts)
    if only and template.circle != Circle.SERVED:
        return (only,)
    pupils = {person.id for person in now.facts.persons if person.kind is PersonKind.PUPIL}
    spoken_of = (part.about_person for part in entry.parts if part.circle == template.circle)
    return sorted(key for key in spoken_of if key in pupils)


def withdraw_with(before: Standing | None, now: Standing) -> None:
    """Withdraw the documents that may hold a text which has just been withdrawn.

    Those are all that were produced by the act itself and by the acts after it.
    """
    seen = len(before.entries) if before else 0
    numbers = {entry.id: entry.no for entry in now.entries}
    gone = [
        numbers[entry.corrects]
        for entry in now.entries[seen:]
        if entry.kind is EntryKind.WITHDRAWN and entry.corrects
    ]
    if gone:
        withdraw(entry.id for entry in now.entries if entry.no >= min(gone))


def make(document_id: uuid.UUID) -> None:
    """Make the file of a document, unless it is made or withdrawn. Called as machinery.

    :raises NotTypeset: if the layout is wrong
    """
    document = (
        Document.objects.select_for_update()
        .filter(id=document_id, made_at__isnull=True, withdrawn_at__isnull=True)
        .first()
    )
    if document is None:
        return
    now = stand(models.Case.objects.get(matter_id=document.matter_id))
    about = document.about_person_id
    gate.opens(
        {person.id: Basis.MACHINERY for person in now.facts.persons if about in (None, person.id)},
        matter_id=document.matter_id,
    )
    source = _source(now, document)
    template = templates()[document.template]
    subject = about or named_by(template, source.people)
    names = names_in_document(now.facts, source.entries, subject, is_open=about is None)
    made = typeset(
        letter(template, source, names, about), template.layout, _dress(document.organiser_id)
    )
    quiet = now.definition.quiet_title
    keep(document, made, file_name=f"{quiet} {now.case.number}.pdf")


def overdue() -> list[uuid.UUID]:
    """Return the documents that should have been made by now. Called as machinery."""
    return list(
        Document.objects.filter(
            made_at__isnull=True, withdrawn_at__isnull=True, asked_at__lt=clock.now() - PATIENCE
        ).values_list("id", flat=True)
    )


def _source(now: Standing, document: Document) -> Source:
    last = next(entry.no for entry in now.entries if entry.id == document.entry_id)
    entries = tuple(entry for entry in now.entries if entry.no <= last)
    case = now.case
    unit = SchoolUnit.objects.get(id=case.unit_id).name if case.unit_id else ""
    return Source(
        definition=now.definition,
        entries=entries,
        people=named(now.entries),
        plan=plan(now.definition, entries, now.facts, now.around.calendar),
        organiser=_called(case.organiser_id),
        unit=unit,
        number=case.number,
    )


def _dress(organiser_id: uuid.UUID) -> Dress:
    look = Appearance.objects.filter(organiser_id=organiser_id).first()
    return Dress(look.accent, bytes(look.logo)) if look else PLAIN


def _called(organiser_id: uuid.UUID) -> str:
    """Return what an organiser is called: as it calls itself, else as the roster does."""
    look = Appearance.objects.filter(organiser_id=organiser_id).first()
    own = look.name if look else ""
    return own or Organisation.objects.get(id=organiser_id).name
