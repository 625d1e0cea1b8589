"""Limits and figures of a definition."""

from elevakt.engines.cases.enums import Role
from elevakt.engines.cases.rules.definition import Figure, Hours, Limit, Share
from elevakt.engines.cases.rules.fields import AnswerIs
from elevakt.engines.cases.rules.reading.tables import Table


def read_limit(table: Table) -> Limit:
    """Return what a ``[[limit]]`` says."""
    table.at(field=table.word("id") or "")
    limit = Limit(
        id=table.identity(),
        step=table.word("step", required=True) or "",
        text=table.text("text"),
        times=table.number("times_per_half_year", least=1),
        longest=table.period("longest"),
        starts=table.word("starts"),
        ends=table.word("ends"),
        only=table.some_of("only", Role),
        never_after=table.day("never_after"),
    )
    if not (limit.times or limit.longest or limit.only or limit.never_after):
        table.fault(
            "Gränsen säger ingenting: times_per_half_year, longest, only eller never_after."
        )
    if limit.longest and not (limit.starts and limit.ends):
        table.fault("”longest” behöver ”starts” och ”ends”.")
    table.done()
    return limit


def read_figure(table: Table) -> Figure:
    """Return what a ``[[figure]]`` says."""
    table.at(field=table.word("id") or "")
    given = [key for key in ("count", "hours", "share") if table.has(key)]
    if len(given) != 1:
        table.fault("Måttet ska säga precis ett av count, hours och share.")
    if table.has("count") and table.word("count") != "cases":
        table.fault("”count” kan bara vara cases.")
    figure = Figure(
        id=table.identity(),
        title=table.text("title"),
        measure=_hours(table) or _share(table),
        by=table.words("by", required=True),
    )
    table.done()
    return figure


def _hours(table: Table) -> Hours | None:
    inner = table.inner("hours")
    if inner is None:
        return None
    hours = Hours(
        start=inner.word("from", required=True) or "", end=inner.word("to", required=True) or ""
    )
    inner.done()
    return hours


def _share(table: Table) -> Share | None:
    inner = table.inner("share")
    if inner is None:
        return None
    share = Share(
        step=inner.word("step", required=True) or "",
        when=AnswerIs(inner.word("answer", required=True) or "", inner.values("is")),
    )
    inner.done()
    return share
