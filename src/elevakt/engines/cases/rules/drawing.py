"""A definition as a drawing in Mermaid, for the documentation."""

from collections.abc import Iterator

from elevakt.engines.cases.rules.calendar import Period
from elevakt.engines.cases.rules.definition import Definition, Step, Within


def drawing(definition: Definition) -> str:
    """Return a Mermaid flowchart: steps with who and when, and the ways between them."""
    return "\n".join(_lines(definition)) + "\n"


def _lines(definition: Definition) -> Iterator[str]:
    yield "flowchart TD"
    for step in definition.steps:
        left, right = ("([", "])") if step.starts or step.closes else ("[", "]")
        yield f'  {step.id}_{left}"{_label(step)}"{right}'
    for step in definition.steps:
        for after in step.after:
            arrow = "-.->" if after.if_applies else "-->"
            yield f"  {after.step}_ {arrow} {step.id}_"
        if step.repeat:
            yield f'  {step.id}_ -->|"{_period(step.repeat.every)}"| {step.id}_'
        if step.reopens:
            yield f'  {step.id}_ -.->|"öppnar igen"| {step.reopens.step}_'


def _label(step: Step) -> str:
    lines = [step.title, step.by[0], _within(step.within)]
    lines.append(
        "var och en" if step.per and step.per.done_by else "per person" if step.per else ""
    )
    return "<br>".join(line.replace('"', "”") for line in lines if line)


def _within(within: Within | None) -> str:
    if within is None:
        return ""
    amount = "samma dag"
    if within.school_days is not None:
        amount = f"{within.school_days} skoldagar"
    elif within.working_days is not None:
        amount = f"{within.working_days} arbetsdagar"
    elif within.period:
        amount = _period(within.period)
    elif within.with_step:
        amount = f"samtidigt som {within.with_step}"
    if within.origin_answer:
        return f"{amount} från {within.origin_answer.field}"
    return f"{amount} från {within.origin}" if within.origin else amount


def _period(period: Period) -> str:
    months = f"{period.months} mån" if period.months else ""
    weeks, days = divmod(period.days, 7)
    rest = f"{weeks} v" if weeks and not days else (f"{period.days} d" if period.days else "")
    return " ".join(part for part in (months, rest) if part)
