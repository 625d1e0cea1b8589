"""A definition's text, and what lies beside it, as a checked ``Definition``."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from elevakt.engines.cases.enums import (
    AccusedStaff,
    Asked,
    NumberedBy,
    OpenedBy,
    PersonKind,
    RetentionClass,
    Role,
    SecrecyClass,
    Subject,
    Team,
)
from elevakt.engines.cases.rules import digests
from elevakt.engines.cases.rules.definition import (
    Assignment,
    Definition,
    InformationClass,
    LeadUnit,
    NarrowCircle,
    PersonRole,
)
from elevakt.engines.cases.rules.faults import DefinitionFaults, Fault
from elevakt.engines.cases.rules.reading import (
    checking,
    merging,
    questions,
    structure,
    warning,
    writers,
)
from elevakt.engines.cases.rules.reading.extending import Base, Extended, extended
from elevakt.engines.cases.rules.reading.figures import read_figure, read_limit
from elevakt.engines.cases.rules.reading.steps import read_step
from elevakt.engines.cases.rules.reading.tables import Table
from elevakt.trust.access.enums import Basis, HomeAnswer


def read_definition(
    text: str,
    *,
    path: str,
    texts: Mapping[str, str] | None = None,
    others: Mapping[str, Base] | None = None,
) -> Definition:
    """Return the definition that a TOML text says.

    :param path: the file's name, for the faults
    :param texts: translations by language code, each a TOML text with the same paths and texts only
    :param others: other definitions by key (``some_process.v1``), for ``extends``
    :raises DefinitionFaults: with every fault that could be found
    """
    faults: list[Fault] = []
    content = _parsed(text, path)
    whole = extended(content, path, others or {}, faults)
    definition = _read(whole.content, path, faults)
    if not faults:
        faults += structure.faults(definition, path) or [
            *writers.faults(definition, path),
            *questions.faults(definition, path),
        ]
    if not faults:
        faults += checking.faults(definition, path)
    said = {
        language: _parsed(one, f"{path} ({language})") for language, one in (texts or {}).items()
    }
    translations = {
        language: _translated(whole, said.get(language, {}), path, language, faults)
        for language in {**whole.languages, **said}
    }
    if faults:
        raise DefinitionFaults(faults)
    return replace(
        definition, translations=translations, warnings=warning.warnings(definition, path)
    )


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionFaults(
            [Fault(path, "", "", f"Filen går inte att läsa: {error}.")]
        ) from None


def _translated(
    whole: Extended, said: dict[str, Any], path: str, language: str, faults: list[Fault]
) -> Definition:
    """Return the definition with a translation's texts; what it lacks stays Swedish."""
    file = f"{path} ({language})"
    merged = merging.translate(whole.in_language(language), said, language, file, faults)
    # Its Swedish faults have been told already.
    return _read(merged, file, [], digest=digests.digest_of(whole.content))


def _read(
    content: dict[str, Any], path: str, faults: list[Fault], *, digest: str | None = None
) -> Definition:
    table = Table(content, faults, file=path)
    definition = Definition(
        id=table.identity(),
        version=table.number("version", least=1, required=True) or 1,
        title=table.text("title"),
        quiet_title=table.text("quiet_title"),
        report_as=table.text_or_none("report_as"),
        summary=table.text("summary"),
        legal_basis=table.words("legal_basis", required=True),
        applies_from=table.day("applies_from", required=True) or dt.date.min,
        applies_until=table.day("applies_until"),
        note=table.word("note"),
        reviewed_by_lawyer=table.flag("reviewed_by_lawyer"),
        about=table.one_of("about", Subject) or Subject.PUPILS,
        opened_by=table.some_of("opened_by", OpenedBy, required=True),
        asked=table.one_of("asked", Asked) or Asked.OFTEN,
        place=table.word("place"),
        lead_unit=_lead_unit(table),
        circle=table.some_of("circle", Basis, required=True),
        narrow_circles=_narrow_circles(table),
        may_invite=table.some_of("may_invite", Team),
        accused_staff=table.one_of("accused_staff", AccusedStaff),
        hidden_series=table.one_of("hidden_series", NumberedBy) or NumberedBy.UNIT,
        secrecy=table.one_of("secrecy", SecrecyClass, required=True) or SecrecyClass.S1,
        information=_information(table),
        series=table.word("series", required=True) or "",
        retention=table.one_of("retention", RetentionClass, required=True) or RetentionClass.KEEP,
        home=table.one_of("home", HomeAnswer, required=True) or HomeAnswer.ASK,
        home_if_opened_by=_home_if_opened_by(table),
        people=_people(table),
        assignments=_assignments(table),
        steps=tuple(read_step(one) for one in table.inners("step")),
        limits=tuple(read_limit(one) for one in table.inners("limit")),
        figures=tuple(read_figure(one) for one in table.inners("figure")),
        digest=digest or digests.digest_of(content),
    )
    table.done()
    return definition


def _lead_unit(table: Table) -> LeadUnit:
    inner = table.inner("lead_unit", required=True)
    if inner is None:
        return LeadUnit()
    lead = LeadUnit(enrolment_of=inner.word("enrolment_of"))
    if not lead.enrolment_of and not inner.flag("organiser"):
        inner.fault("”lead_unit” ska säga enrolment_of eller organiser = true.")
    inner.done()
    return lead


def _narrow_circles(table: Table) -> dict[str, NarrowCircle]:
    return {
        name: NarrowCircle(
            id=name,
            title=one.text("title"),
            bases=frozenset(one.some_of("bases", Basis)),
            roles=frozenset(one.some_of("roles", Role)),
        )
        for name, one in table.named("narrow_circles")
    }


def _information(table: Table) -> InformationClass:
    inner = table.inner("information_class", required=True)
    if inner is None:
        return InformationClass(4, 4, 4)
    levels = InformationClass(
        confidentiality=inner.number("confidentiality", least=1, required=True) or 4,
        integrity=inner.number("integrity", least=1, required=True) or 4,
        availability=inner.number("availability", least=1, required=True) or 4,
    )
    if max(levels.confidentiality, levels.integrity, levels.availability) > 4:
        inner.fault("”information_class” har nivåerna 1 till 4.")
    inner.done()
    return levels


def _home_if_opened_by(table: Table) -> dict[OpenedBy, HomeAnswer]:
    inner = table.inner("home_if_opened_by")
    if inner is None:
        return {}
    answers = {opener: inner.one_of(opener, HomeAnswer) for opener in OpenedBy}
    inner.done()
    return {opener: answer for opener, answer in answers.items() if answer is not None}


def _people(table: Table) -> dict[str, PersonRole]:
    return {
        name: PersonRole(
            id=name,
            title=one.text("title"),
            kinds=frozenset(one.some_of("kinds", PersonKind, required=True)),
            least=one.number("min", least=0) or 0,
            most=one.number("max", least=1),
            part=one.flag("part", default=True),
            accused=one.flag("accused"),
        )
        for name, one in table.named("people")
    }


def _assignments(table: Table) -> dict[str, Assignment]:
    return {
        name: Assignment(
            id=name,
            title=one.text("title"),
            among=one.one_of("among", Team, required=True) or Team.MENTORS,
        )
        for name, one in table.named("assignments")
    }
