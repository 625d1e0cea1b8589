"""Whether a definition hangs together: what it names exists, and a case can be closed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from elevakt.engines.cases.enums import (
    JOINED_ROLES,
    LEADING_ROLES,
    Circle,
    FieldType,
    FigureBy,
    From,
    OpenedBy,
    Role,
    Shown,
    Subject,
)
from elevakt.engines.cases.rules.definition import (
    AnswerDay,
    Definition,
    Figure,
    Limit,
    Share,
    Step,
    Within,
)
from elevakt.engines.cases.rules.faults import Fault
from elevakt.engines.cases.rules.fields import AnswerIs, Field, Wording
from elevakt.engines.cases.rules.reading.order import Order
from elevakt.engines.cases.rules.reviewing import EFFECT, NONE, judges_effect

Said = Iterator[tuple[str, str, str]]
"""Step, field and why, of each fault."""

_FROM_HOME = frozenset({OpenedBy.GUARDIAN, OpenedBy.PUPIL})


def faults(definition: Definition, path: str) -> list[Fault]:
    """Return what is wrong with how the definition hangs together."""
    found = [*_whole(definition), *_names(definition)]
    # The order of steps can only be followed when every step that is named exists once.
    if not found:
        order = Order(definition)
        found = [*_ends(definition), *order.rings(), *order.lost()]
        if not found:
            found = [
                *_doers(definition, order),
                *_deadlines(definition, order),
                *_first_rows(definition, order),
                *_ways(definition, order),
            ]
    return [Fault(path, step, field, why) for step, field, why in found]


def _whole(definition: Definition) -> Said:
    if definition.applies_until and definition.applies_until < definition.applies_from:
        yield "", "", "”applies_until” ligger före ”applies_from”."
    if definition.about is Subject.PUPILS and not definition.people:
        yield "", "", "Ett ärende om elever behöver roller i ”people”."
    lead = definition.lead_unit.enrolment_of
    if lead and lead not in definition.people:
        yield "", "", f"Rollen {lead} i ”lead_unit” finns inte i ”people”."
    for role in definition.people.values():
        if role.most is not None and role.most < role.least:
            yield "", "", f"Rollen {role.id} ska vara minst {role.least} och högst {role.most}."
    for name in sorted(definition.assignments.keys() & set(Role)):
        yield "", "", f"Uppdraget {name} heter som en roll. Välj ett annat namn."
    for name in sorted(definition.narrow_circles.keys() & set(Circle)):
        yield "", "", f"Kretsen {name} finns redan. Välj ett annat namn."
    for kind, ids in (
        ("steg", [step.id for step in definition.steps]),
        ("gränser", [limit.id for limit in definition.limits]),
        ("mått", [figure.id for figure in definition.figures]),
    ):
        for name in _twice(ids):
            yield "", "", f"Två {kind} heter {name}."


def _names(definition: Definition) -> Said:
    """Tell what is named but does not exist."""
    steps = {step.id for step in definition.steps}
    for step in definition.steps:
        for key, name in _steps_named(step):
            if name not in steps:
                yield step.id, "", f"Steget {name} i ”{key}” finns inte."
        for role in step.by:
            if role not in set(Role) and role not in definition.assignments:
                yield (
                    step.id,
                    "",
                    f"Rollen {role} finns varken bland rollerna eller i ”assignments”.",
                )
        yield from _people_named(definition, step)
        yield from _for_each(step)
        yield from _circle(definition, step.id, "", step.circle)
        for name in _twice(field.id for field in step.fields):
            yield step.id, name, "Två fält har samma id."
        for field in step.fields:
            yield from _field_names(definition, step, field)
        if step.repeat:
            yield from _answer(step, "repeat", step.repeat.until)
        if step.reopens:
            yield from _answer(step, "reopens", step.reopens.when)
    yield from _place(definition)
    for limit in definition.limits:
        yield from _limit(definition, limit, steps)
    for figure in definition.figures:
        yield from _figure(definition, figure, steps)


def _steps_named(step: Step) -> Iterator[tuple[str, str]]:
    for after in step.after:
        yield "after", after.step
    if step.within and step.within.origin:
        yield "within.from", step.within.origin
    if step.within and step.within.origin_answer:
        yield "within.from_answer", step.within.origin_answer.step
    if step.within and step.within.with_step:
        yield "within.with", step.within.with_step
    if step.done_with:
        yield "done_with", step.done_with
    if step.reopens:
        yield "reopens", step.reopens.step


def _people_named(definition: Definition, step: Step) -> Said:
    named: list[tuple[str, str, str]] = []
    if step.per:
        named += [("", "per", name) for name in (step.per.person, *step.per.guardian_of) if name]
    for field in step.fields:
        named += [(field.id, "must_hold", name) for name in field.must_hold]
        named += [(field.id, "per_person", field.per_person)] if field.per_person else []
    for field_id, key, name in named:
        if name not in definition.people:
            yield step.id, field_id, f"Rollen {name} i ”{key}” finns inte i ”people”."


def _for_each(step: Step) -> Said:
    role = step.per.joined if step.per else None
    if role and role not in JOINED_ROLES:
        yield step.id, "", f"Rollen {role} ges av uppdrag, inte i ett ärende."
    elif role and role != step.by[0]:
        yield step.id, "", f"Steget görs av var och en som är {role}: skriv by."


def _circle(definition: Definition, step: str, field: str, circle: str | None) -> Said:
    if circle and circle not in set(Circle) and circle not in definition.narrow_circles:
        yield step, field, f"Kretsen {circle} finns inte."


def _field_names(definition: Definition, step: Step, field: Field) -> Said:
    for circle in (field.circle, *(column.circle for column in field.columns)):
        yield from _circle(definition, step.id, field.id, circle)
    if any(column.circle for column in field.columns) and not (field.about or definition.sole):
        yield step.id, field.id, "En kolumn med egen krets behöver ”about”."
    if field.required and not (field.law or step.law):
        yield step.id, field.id, "Ingen lag kräver svaret: skriv law, eller gör frågan frivillig."
    if field.prefill_in_force and not definition.sole:
        yield step.id, field.id, "”in_force” behöver ett ärende om en enda: max = 1 i ”people”."
    if field.prefill_assignment and field.prefill_assignment not in definition.assignments:
        yield step.id, field.id, f"Uppdraget {field.prefill_assignment} finns inte i ”assignments”."
    is_asked_at_home = step.starts and not _FROM_HOME.isdisjoint(definition.opened_by)
    if field.at_home != Wording() and not is_asked_at_home:
        yield step.id, field.id, "”at_home” hör till det första steget, när någon hemma får öppna."
    if field.among is From.MAY_INVITE and not definition.may_invite:
        yield step.id, field.id, "”from” behöver ”may_invite”."
    if field.joins_as and field.joins_as not in JOINED_ROLES:
        yield step.id, field.id, f"Rollen {field.joins_as} ges av uppdrag, inte i ett ärende."
    for role in field.if_yes.passes_to:
        if role not in LEADING_ROLES:
            yield step.id, field.id, f"Ett steg kan inte gå vidare till {role}."


def _answer(step: Step, key: str, condition: AnswerIs) -> Said:
    field = next((one for one in step.fields if one.id == condition.answer), None)
    if field is None:
        yield step.id, "", f"Fältet {condition.answer} i ”{key}” finns inte."
    elif field.type not in (FieldType.CHOICE, FieldType.YES_NO):
        yield step.id, field.id, f"”{key}” kan bara läsa ett val eller ja och nej."
    else:
        answers = set(field.options) if field.type is FieldType.CHOICE else {True, False}
        for value in condition.values:
            if value not in answers:
                yield step.id, field.id, f"”{key}” väntar på svaret {value}, som inte går att ge."


def _place(definition: Definition) -> Said:
    first = [field for step in definition.steps if step.starts for field in step.fields]
    choices = {field.id for field in first if field.type is FieldType.CHOICE}
    if definition.place and definition.place not in choices:
        yield "", "", f"”place” pekar på {definition.place}, som inte är ett val i första steget."
    for step in definition.steps:
        if Shown.EARLIER_FOR_PLACE in step.shows and definition.place is None:
            yield step.id, "", f"”shows” = {Shown.EARLIER_FOR_PLACE} behöver ”place”."


def _limit(definition: Definition, limit: Limit, steps: set[str]) -> Said:
    if limit.step not in steps:
        yield "", limit.id, f"Steget {limit.step} i gränsen finns inte."
        return
    step = definition.step(limit.step)
    if limit.times and not (step.per and step.per.person):
        yield step.id, limit.id, "Gränsen räknar gånger per person: steget behöver ”per” = person."
    dates = {one.id for one in step.fields if one.type is FieldType.DATE}
    for name in (limit.starts, limit.ends):
        if name and name not in dates:
            yield limit.step, limit.id, f"Gränsen nämner {name}, som inte är ett datum i steget."


def _figure(definition: Definition, figure: Figure, steps: set[str]) -> Said:
    counted = {field.id for step in definition.steps for field in step.fields if field.figure}
    for name in figure.by:
        if name not in counted and name not in set(FigureBy):
            yield "", figure.id, f"Måttet delas på {name}, som inte är ett fält med figure = true."
    measure = figure.measure
    if isinstance(measure, Share):
        if measure.step in steps:
            return
        yield "", figure.id, f"Steget {measure.step} i måttet finns inte."
    elif measure:
        for name in (measure.start, measure.end):
            if name not in steps:
                yield "", figure.id, f"Steget {name} i måttet finns inte."


def _ends(definition: Definition) -> Said:
    starts = [step for step in definition.steps if step.starts]
    closes = [step for step in definition.steps if step.closes]
    if len(starts) != 1:
        yield "", "", f"Precis ett steg ska öppna: starts = true, nu är det {len(starts)}."
    if len(closes) != 1:
        yield (
            "",
            "",
            f"Precis ett steg ska avsluta: closes = true, nu är det {len(closes)}.",
        )
    for step in starts:
        if step.after:
            yield step.id, "", "Steget som öppnar ärendet kan inte vänta på ett annat."
    for step in (one for one in definition.steps if one.starts or one.closes):
        if step.is_list:
            yield (
                step.id,
                "",
                "Steget som öppnar eller avslutar görs en gång: ”per” och ”repeat” går inte.",
            )
        if step.when or step.may_skip_when or step.done_with or step.done_when_due:
            yield step.id, "", "Steget som öppnar eller avslutar gäller alltid och görs av någon."


def _doers(definition: Definition, order: Order) -> Said:
    """Tell the steps that nobody may do when they open."""
    gives: dict[str, set[str]] = {}
    for step in definition.steps:
        for field in step.fields:
            if field.joins_as:
                gives.setdefault(field.joins_as, set()).add(step.id)
    for step in definition.steps:
        before = order.before(step.id)
        held = [
            role not in JOINED_ROLES or bool(gives.get(role, set()) & before) for role in step.by
        ]
        for role in step.by:
            if role in JOINED_ROLES and role not in gives:
                yield step.id, "", f"Rollen {role} ges aldrig: inget fält har joins_as = ”{role}”."
        if step.by == (Role.OPENER,) and not step.starts and not _opened_by_staff(definition):
            yield step.id, "", "Ingen kan göra steget om ingen i personalen öppnade: skriv or_by."
        is_late = not any(held) and all(role in gives for role in step.by)
        has_nobody = step.per is not None and step.per.joined in gives and not held[0]
        if is_late or has_nobody:
            yield step.id, "", f"Ingen kan göra steget: rollen {step.by[0]} ges först efter det."


def _opened_by_staff(definition: Definition) -> bool:
    """Say whether every case is opened by somebody who can work in it."""
    return {OpenedBy.STAFF, OpenedBy.CASE} >= set(definition.opened_by)


def _deadlines(definition: Definition, order: Order) -> Said:
    """Tell the deadlines that lie before their start."""
    for step in definition.steps:
        within = step.within
        if within is None:
            continue
        if within.with_step:
            other = definition.step(within.with_step).within
            if other is None or other.with_step:
                yield step.id, "", f"Steget {within.with_step} i ”within.with” har ingen egen tid."
            if within.with_step in order.before(step.id):
                yield (
                    step.id,
                    "",
                    f"Tiden går ut före start: {within.with_step} är klart innan steget öppnar.",
                )
        if within.origin and within.origin not in order.before(step.id):
            yield step.id, "", f"Tiden räknas från {within.origin}, som inte kommer före."
        if within.origin_answer:
            yield from _answered_day(definition, order, step, within.origin_answer)
        if within.origin:
            for earlier in order.before(step.id):
                if _is_shorter(within, definition.step(earlier).within):
                    yield step.id, "", f"Tiden går ut före start: {earlier} får ta längre tid."


def _answered_day(definition: Definition, order: Order, step: Step, day: AnswerDay) -> Said:
    if day.step not in order.before(step.id):
        yield step.id, "", f"Tiden räknas från {day.step}, som inte kommer före."
    fields = {field.id: field.type for field in definition.step(day.step).fields}
    if fields.get(day.field) is not FieldType.DATE:
        yield step.id, "", f"Fältet {day.field} i ”within.from_answer” är ingen dag i {day.step}."


def _first_rows(definition: Definition, order: Order) -> Said:
    """Tell the tables that cannot begin with the rows they name."""
    for step in definition.steps:
        for field in step.fields:
            rows = field.prefill_rows
            if rows is None:
                continue
            if rows.step not in order.before(step.id):
                yield step.id, field.id, f"”prefill_from” läser {rows.step}, som inte kommer före."
                continue
            there = {one.id: one for one in definition.step(rows.step).fields}.get(rows.field)
            if there and there.creates and _judges_badly(field):
                why = f"Kolumnen {EFFECT} i en tabell som ser tillbaka behöver svaret {NONE}."
                yield step.id, field.id, why
            types = {one.id: one.type for one in there.columns} if there else {}
            shared = [one.type is types[one.id] for one in field.columns if one.id in types]
            if not shared or not all(shared):
                why = f"”prefill_from” läser {rows.field}, som inte har samma kolumner."
                yield step.id, field.id, why


def _judges_badly(field: Field) -> bool:
    return any(one.id == EFFECT for one in field.columns) and not judges_effect(field)


def _is_shorter(within: Within, earlier: Within | None) -> bool:
    """Say whether two deadlines count from the same doing, in the same days, the later one less."""
    if earlier is None or earlier.origin != within.origin:
        return False
    if within.school_days is not None and earlier.school_days is not None:
        return within.school_days < earlier.school_days
    if within.working_days is not None and earlier.working_days is not None:
        return within.working_days < earlier.working_days
    if within.period and earlier.period:
        mine, theirs = within.period, earlier.period
        return (mine.months, mine.days) < (theirs.months, theirs.days)
    return False


def _ways(definition: Definition, order: Order) -> Said:
    """Tell the ways that lead nowhere: a closing that may not apply, a wrong reopening."""
    for step in definition.steps:
        if step.reopens and step.reopens.step not in order.before(step.id):
            yield step.id, "", f"”reopens” pekar på {step.reopens.step}, som inte kommer före."
        if step.done_with and step.id in order.before(step.done_with):
            yield step.id, "", f"”done_with” pekar på {step.done_with}, som väntar på steget."
    end = definition.end
    for after in end.after:
        if order.may_not_apply(after.step) and not after.if_applies:
            why = f"Ärendet kan aldrig avslutas om {after.step} inte gäller."
            yield end.id, "", f"{why} Skriv if_applies = true."
        if after.unless_skipped:
            yield (
                end.id,
                "",
                "Ärendet kan aldrig avslutas om steget hoppas över: unless_skipped går inte här.",
            )


def _twice(ids: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(ids).items() if count > 1)
