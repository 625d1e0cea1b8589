"""What differs between two versions of a process, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass

from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.in_time import in_time
from elevakt.engines.cases.rules.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Difference:
    """What is new in a step, in sentences."""

    step: str
    what: tuple[Sentence, ...]


def differences(earlier: Definition, later: Definition) -> tuple[Difference, ...]:
    """Return the steps that differ, in the order of the later version, and then those that went."""
    before = {step.id: step for step in earlier.steps}
    found = []
    for step in later.steps:
        if step.id in before:
            what = tuple(_between(earlier, before[step.id], later, step))
        else:
            what = (say("Steget är nytt."),)
        found.append(Difference(str(step.title), what))
    left = {step.id for step in later.steps}
    found += [
        Difference(str(step.title), (say("Steget finns inte längre."),))
        for step in earlier.steps
        if step.id not in left
    ]
    return tuple(one for one in found if one.what)


def _between(earlier: Definition, was: Step, later: Definition, now: Step) -> Iterator[Sentence]:
    if was.title != now.title:
        yield say("Heter nu {title}, förut {before}.", title=now.title, before=was.title)
    if was.by != now.by:
        yield say("Görs av någon annan än förut.")
    if was.within != now.within:
        yield say(
            "Ska göras {when}, förut {before}.",
            when=str(in_time(later, now.within)),
            before=str(in_time(earlier, was.within)),
        )
    if was.law != now.law:
        yield say("Lagrum nu: {law}. Förut: {before}.", law=now.law or "–", before=was.law or "–")
    if was.help != now.help:
        yield say("Hjälptexten är ändrad.")
    if was.documents != now.documents:
        yield say("Andra dokument skrivs.")
    if was.circle != now.circle:
        yield say("Läses av andra än förut.")
    yield from _between_fields(was, now)


def _between_fields(was: Step, now: Step) -> Iterator[Sentence]:
    before = {field.id: field for field in was.fields}
    after = {field.id: field for field in now.fields}
    for name, field in after.items():
        if name not in before:
            yield say("Ny fråga: {question}", question=field.label)
        elif field != before[name]:
            yield _changed(before[name], field)
    for name, field in before.items():
        if name not in after:
            yield say("Frågas inte längre: {question}", question=field.label)


def _changed(was: Field, now: Field) -> Sentence:
    if was.required != now.required:
        is_needed = say("Måste nu besvaras: {question}", question=now.label)
        return is_needed if now.required else say("Är nu frivillig: {question}", question=now.label)
    return say("Ändrad fråga: {question}", question=now.label)
