"""Tables and home decisions: answers that are rows."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from elevakt.engines.cases.rules.answers.forms import NotAnAnswer, is_blank, stored
from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.sentences import Sentence, either, say
from elevakt.engines.cases.rules.values import Json
from elevakt.trust.access.enums import HomeAnswer

Faults = dict[str, Sentence]
"""What is wrong, by the path of the field: ``talks``, ``talks.2.account``."""


def read_table(
    field: Field, posted: object, facts: Facts, *, is_whole: bool
) -> tuple[list[Json], Faults]:
    """Return the rows of a table that are not blank, and what is wrong with them.

    :param is_whole: whether everybody must be there now; a draft may lack some
    """
    rows: list[Json] = []
    faults: Faults = {}
    given = posted if isinstance(posted, list | tuple) else []
    for number, row in enumerate((row for row in given if not is_blank(row)), 1):
        if not isinstance(row, Mapping):
            faults[f"{field.id}.{number}"] = say("Raden går inte att läsa.")
            continue
        cells, wrong = _read_row(field, row, facts)
        rows.append(cells)
        faults |= {f"{field.id}.{number}.{name}": why for name, why in wrong}
    if is_whole and not faults:
        lacking = _lacking(field, rows, facts)
        if lacking:
            faults[field.id] = lacking
    return rows, faults


def read_home_decision(
    field: Field, posted: object, definition: Definition, facts: Facts
) -> tuple[list[Json], Faults]:
    """Return a row for each guardian that was answered for, and what is wrong with them."""
    asked = {(str(one.pupil), str(one.guardian)): one for one in home_rows(definition, facts)}
    rows: list[Json] = []
    faults: Faults = {}
    for row in posted if isinstance(posted, list | tuple) else []:
        if not isinstance(row, Mapping) or is_blank(row.get("answer")):
            continue
        key = (str(row.get("pupil")), str(row.get("guardian")))
        path = f"{field.id}.{'/'.join(key)}"
        if key not in asked or row["answer"] not in set(HomeAnswer):
            faults[path] = say("Välj något i listan.")
            continue
        cells: dict[str, Json] = {"pupil": key[0], "guardian": key[1], "answer": str(row["answer"])}
        cells |= {
            name: str(row[name]).strip()
            for name in ("reason", "pupil_view")
            if not is_blank(row.get(name))
        }
        if row["answer"] == HomeAnswer.DO_NOT_INFORM and "reason" not in cells:
            faults[path] = say("Skriv varför hemmet inte ska kontaktas.")
        rows.append(cells)
    answered = {(row["pupil"], row["guardian"]) for row in rows if isinstance(row, dict)}
    if field.required and not faults and asked.keys() - answered:
        faults[field.id] = say("Bestäm för varje vårdnadshavare.")
    return rows, faults


def home_rows(definition: Definition, facts: Facts) -> tuple[GuardianInCase, ...]:
    """Return the guardians that a home decision is made for: of those with a part, under 18."""
    roles = [role.id for role in definition.people.values() if role.part]
    young = {person.id for person in facts.in_role(*roles) if not person.is_adult}
    return tuple(one for one in facts.guardians if one.pupil in young)


def _read_row(
    field: Field, row: Mapping[str, object], facts: Facts
) -> tuple[dict[str, Json], list[tuple[str, Sentence]]]:
    cells: dict[str, Json] = {}
    faults: list[tuple[str, Sentence]] = []
    for column in field.columns:
        posted = row.get(column.id)
        if column.shown_if and not column.shown_if.holds(cells):
            continue
        if is_blank(posted):
            if column.required:
                faults.append((column.id, say("Fyll i ”{label}”.", label=column.label)))
            continue
        try:
            cells[column.id] = stored(column, posted, facts)
        except NotAnAnswer as wrong:
            faults.append((column.id, wrong.why))
    if field.one_of and not any(name in cells for name in field.one_of):
        labels = (
            Sentence("”{label}”", {"label": field.column(name).label}) for name in field.one_of
        )
        faults.append((field.one_of[0], say("Fyll i {labels}.", labels=either(labels))))
    return cells, faults


def _lacking(field: Field, rows: list[Json], facts: Facts) -> Sentence | None:
    if field.required and not rows:
        return say("Lägg till minst en rad.")
    named = {row.get(field.about or "") for row in rows if isinstance(row, dict)}
    if set(_must_hold(field, facts)) - {UUID(one) for one in named if isinstance(one, str)}:
        return say("Det saknas en rad för någon som är med i ärendet.")
    return None


def _must_hold(field: Field, facts: Facts) -> Iterator[UUID]:
    return (person.id for person in facts.in_role(*field.must_hold))
