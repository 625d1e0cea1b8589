"""Steps of a definition."""

from elevakt.engines.cases.enums import Appeal, FieldType, Informed, Role, Shown, Told
from elevakt.engines.cases.rules.calendar import Period
from elevakt.engines.cases.rules.definition import (
    After,
    AnswerDay,
    Decision,
    Inform,
    Reopens,
    Repeat,
    Step,
    Within,
)
from elevakt.engines.cases.rules.fields import AnswerIs, Call
from elevakt.engines.cases.rules.per import Per, Questions
from elevakt.engines.cases.rules.reading.fields import read_field
from elevakt.engines.cases.rules.reading.tables import Table

_MET = frozenset({FieldType.DATE, FieldType.CHOICE, FieldType.CHOICES})
_AMOUNTS = ("same_day", "school_days", "working_days", "period", "with")


def read_step(table: Table) -> Step:
    """Return what a ``[[step]]`` says."""
    table.at(step=table.word("id") or "")
    step = Step(
        id=table.identity(),
        title=table.text("title"),
        by=_by(table),
        after=tuple(_after(one) for one in table.inners("after")),
        starts=table.flag("starts"),
        closes=table.flag("closes"),
        when=table.word("when"),
        within=_within(table),
        help=table.text_or_none("help"),
        law=table.word("law"),
        circle=table.word("circle"),
        per=_per(table),
        repeat=_repeat(table),
        reopens=_reopens(table),
        decision=_decision(table),
        done_with=table.word("done_with"),
        done_when_due=table.flag("done_when_due"),
        may_skip_when=table.word("may_skip_when"),
        acute=table.flag("acute"),
        informs=tuple(_inform(one) for one in table.inners("informs")),
        documents=table.words("documents"),
        shows=table.some_of("shows", Shown),
        may_open=table.words("may_open"),
        call=_call(table),
        meets=table.words("meets"),
        fields=tuple(read_field(one) for one in table.inners("field")),
    )
    _check_call(step, table)
    asked = {field.id for field in step.fields if field.type in _MET}
    for name in step.meets:
        if name not in asked:
            table.at(field="").fault(f"”meets” nämner {name}, som inte är en dag eller ett val.")
    if step.done_when_due and step.within is None:
        table.fault("”done_when_due” behöver ”within”.")
    table.done()
    return step


def _by(table: Table) -> tuple[str, ...]:
    """Read who does it: a role or ``{ assignment = "…" }``, and then who else may."""
    if isinstance(table.peek("by"), dict):
        inner = table.inner("by", required=True)
        assert inner is not None
        first = inner.word("assignment", required=True)
        inner.done()
    else:
        first = table.word("by", required=True)
    return (first or "", *table.words("or_by"))


def _after(table: Table) -> After:
    after = After(
        step=table.word("step", required=True) or "",
        if_applies=table.flag("if_applies"),
        unless_skipped=table.flag("unless_skipped"),
    )
    table.done()
    return after


def _within(table: Table) -> Within | None:
    inner = table.inner("within")
    if inner is None:
        return None
    if sum(inner.has(key) for key in _AMOUNTS) != 1:
        inner.fault(f"”within” ska säga precis ett av {', '.join(_AMOUNTS)}.")
    within = Within(
        same_day=inner.flag("same_day"),
        school_days=inner.number("school_days", least=0),
        working_days=inner.number("working_days", least=0),
        period=inner.period("period"),
        with_step=inner.word("with"),
        origin=inner.word("from"),
        origin_answer=_answer_day(inner),
        at=inner.hour("at"),
    )
    if sum(map(bool, (within.with_step, within.origin, within.origin_answer))) > 1:
        inner.fault("”within” kan bara ha ett av ”with”, ”from” och ”from_answer”.")
    inner.done()
    return within


def _answer_day(table: Table) -> AnswerDay | None:
    inner = table.inner("from_answer")
    if inner is None:
        return None
    day = AnswerDay(
        inner.word("step", required=True) or "", inner.word("field", required=True) or ""
    )
    inner.done()
    return day


def _per(table: Table) -> Per | None:
    inner = table.inner("per")
    if inner is None:
        return None
    per = Per(
        person=inner.word("person"),
        guardian_of=inner.words("guardian_of"),
        joined=inner.one_of("joined", Role),
        asked=_questions(inner),
    )
    if sum(map(bool, (per.person, per.guardian_of, per.joined, per.asked))) != 1:
        inner.fault("”per” ska säga precis ett av person, guardian_of, joined och asked.")
    inner.done()
    return per


def _questions(table: Table) -> Questions | None:
    inner = table.inner("asked")
    if inner is None:
        return None
    questions = Questions(
        step=inner.word("step", required=True) or "",
        field=inner.word("field", required=True) or "",
        remind=inner.number("remind_school_days", least=1),
    )
    inner.done()
    return questions


def _repeat(table: Table) -> Repeat | None:
    inner = table.inner("repeat")
    if inner is None:
        return None
    every = inner.period("every", required=True) or Period(days=1)
    until = inner.inner("until", required=True)
    if until is None:
        return None
    repeat = Repeat(
        every=every,
        until=AnswerIs(until.word("answer", required=True) or "", until.values("is")),
        times_in_a_row=until.number("times_in_a_row", least=1) or 1,
    )
    until.done()
    inner.done()
    return repeat


def _reopens(table: Table) -> Reopens | None:
    inner = table.inner("reopens")
    if inner is None:
        return None
    reopens = Reopens(
        step=inner.word("step", required=True) or "",
        when=AnswerIs(inner.word("when_answer", required=True) or "", inner.values("is")),
        and_after=inner.flag("and_after"),
    )
    inner.done()
    return reopens


def _decision(table: Table) -> Decision | None:
    inner = table.inner("decision")
    if inner is None:
        return None
    decision = Decision(
        by=inner.some_of("by", Role, required=True),
        delegable=inner.flag("delegable"),
        appeal=inner.one_of("appeal", Appeal, required=True) or Appeal.NOT_POSSIBLE,
        law=inner.word("law", required=True) or "",
    )
    inner.done()
    return decision


def _call(table: Table) -> Call | None:
    inner = table.inner("call")
    if inner is None:
        return None
    call = Call(
        outcome=inner.word("outcome", required=True) or "",
        again=inner.number("again_school_days", least=1, required=True) or 1,
        words=inner.texts("words", required=True),
        avoid=inner.texts("avoid", required=True),
    )
    if not call.words:
        inner.fault("”call.words” säger inget.")
    inner.done()
    return call


def _check_call(step: Step, table: Table) -> None:
    """Tell what keeps a call from being one tap for one guardian."""
    if step.call is None:
        return
    table.at(field="")
    asked = {field.id: field for field in step.fields}
    outcome = asked.pop(step.call.outcome, None)
    if step.per is None or not step.per.guardian_of:
        table.fault("”call” behöver ”per” med guardian_of: ett samtal är med en vårdnadshavare.")
    if outcome is None or outcome.type is not FieldType.CHOICE or not outcome.keeps_open:
        table.fault("”call.outcome” ska vara en fråga av typen choice med ”keeps_open”.")
    if any(field.required or field.type is not FieldType.LONG_TEXT for field in asked.values()):
        table.fault("Ett steg med ”call” kan bara fråga mer i frivilliga fält av typen long_text.")


def _inform(table: Table) -> Inform:
    inform = Inform(
        who=table.one_of("who", Informed, required=True) or Informed.ORGANISER,
        what=table.one_of("what", Told) or Told.ALL,
    )
    table.done()
    return inform
