"""Tells what was measured, each budget beside it."""

from collections.abc import Sequence

from measure.figures import CPU_MS, GROWTH, KILOBYTES, MEDIAN_MS, Figures

HEAD = " ".join(
    (
        *(f"{'page':14}", f"{'actor':10}", f"{'median ms':>11}", f"{'p95':>6}", f"{'queries':>7}"),
        *(f"{'CPU ms':>11}", f"{'app':>6}", f"{'db':>6}", f"{'kB':>11}", f"{'growth':>11}"),
        *("SQL alone: ms", f"{'CPU':>6}"),
    )
)


def tell(small: Sequence[Figures], large: Sequence[Figures]) -> None:
    """Print the figures of both municipalities; growth is the larger's CPU by the smaller's."""
    _table(small, [None] * len(small))
    _table(large, [one.cpu_ms / other.cpu_ms for one, other in zip(large, small, strict=True)])
    print(
        f"\nBudget: median ≤ {MEDIAN_MS} ms, CPU of product and PostgreSQL together ≤ {CPU_MS} ms,"
        f" ≤ {KILOBYTES} kB, growth ≤ {GROWTH}."
    )


def _table(found: Sequence[Figures], growths: Sequence[float | None]) -> None:
    print(f"\n{found[0].pupils} pupils, {found[0].cases} cases\n{HEAD}")
    for one, growth in zip(found, growths, strict=True):
        print(
            f"{one.page:14} {one.actor:10} {_beside(one.median_ms, MEDIAN_MS)} {one.p95_ms:6.1f}"
            f" {one.floor.queries:7.1f} {_beside(one.cpu_ms, CPU_MS)} {one.product_cpu_ms:6.1f}"
            f" {one.database_cpu_ms:6.1f} {_beside(one.bytes / 1000, KILOBYTES)}"
            f" {'' if growth is None else _beside(growth, GROWTH):>11}"
            f" {one.floor.median_ms:13.1f} {one.floor.cpu_ms:6.1f}"
        )


def _beside(measured: float, budget: float) -> str:
    digits = 2 if budget < 10 else 1
    return f"{measured:6.{digits}f} {'OK' if measured <= budget else 'OVER':>4}"
