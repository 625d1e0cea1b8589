"""The card of whoever calls a home: whom, how, what the pupil wishes, what to say and what not."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.engines.cases.rules.definition import Step
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.ledger import DOING
from elevakt.engines.cases.rules.values import Json
from elevakt.trust.access.queries.homes import Numbers, numbers
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.audit import actions as gate


@dataclass(frozen=True, slots=True)
class Try:
    """A call that has been made: when, by whom, and how it went."""

    at: dt.datetime
    by: str
    outcome: str


@dataclass(frozen=True, slots=True)
class CallCard:
    """What whoever calls has before her.

    :param wishes: what the pupil has said of how the home is told
    :param tries: the calls so far, the latest first
    """

    guardian: str
    pupil: str
    numbers: Numbers
    wishes: Sequence[str]
    words: Sequence[str]
    avoid: Sequence[str]
    tries: Sequence[Try]


def call_card(actor: Actor, page: CasePage, step: Step, instance: Instance) -> CallCard | None:
    """Return the card of a step that is a call to a guardian, else nothing."""
    call, pupil, guardian = step.call, instance.person, instance.guardian
    if call is None or pupil is None or guardian is None:
        return None
    gate.opens({guardian: min(page.readings.bases, default="")}, matter_id=page.case.matter_id)
    return CallCard(
        guardian=page.names.guardian(pupil, guardian),
        pupil=page.names.person(pupil),
        numbers=numbers(actor, pupil_id=pupil, guardian_id=guardian),
        wishes=list(_wishes(page, str(pupil), str(guardian))),
        words=[str(said(one)) for one in call.words.values()],
        avoid=[str(said(one)) for one in call.avoid.values()],
        tries=list(_tries(page, step, instance)),
    )


def _wishes(page: CasePage, pupil: str, guardian: str) -> Iterator[str]:
    """Give what stands of the pupil's own view beside the decisions about this home."""
    for of in page.definition.steps:
        for field in of.fields:
            if field.type is FieldType.HOME_DECISION:
                for answers in page.answers.get(of.id, {}).values():
                    for row in _rows(answers.get(field.id)):
                        if (row.get("pupil"), row.get("guardian")) == (pupil, guardian):
                            yield from filter(None, [str(row.get("pupil_view") or "")])


def _tries(page: CasePage, step: Step, instance: Instance) -> Iterator[Try]:
    assert step.call is not None
    outcome = step.field(step.call.outcome)
    for entry in reversed(page.entries):
        of = (entry.step, entry.instance)
        answer = str(entry.answers.get(outcome.id, ""))
        if entry.kind in DOING and of == (step.id, instance.key) and answer in outcome.options:
            by = page.names.colleague(entry.by_person)
            yield Try(entry.at, by, str(said(outcome.options[answer])))


def _rows(value: Json) -> list[Mapping[str, Json]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
