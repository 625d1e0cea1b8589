"""What was measured of a page, and what it may cost."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from measure.municipality import Municipality
from measure.pages import Page
from measure.serving import Answer, Spent

MEDIAN_MS = 20
CPU_MS = 20
KILOBYTES = 60
GROWTH = 1.5


@dataclass(frozen=True, slots=True)
class Floor:
    """What a page's questions to the database take alone: median ms, and processors' ms."""

    queries: float
    median_ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One page as one actor in one municipality; times in milliseconds."""

    page: str
    actor: str
    pupils: int
    cases: int
    median_ms: float
    p95_ms: float
    product_cpu_ms: float
    database_cpu_ms: float
    bytes: int
    floor: Floor

    @classmethod
    def of(
        cls,
        page: Page,
        municipality: Municipality,
        floor: Floor,
        answers: Sequence[Answer],
        spent: Spent,
    ) -> "Figures":
        """Return the figures of some answers to the same page."""
        seconds = sorted(answer.seconds for answer in answers)
        return cls(
            page=page.name,
            actor=page.actor,
            pupils=municipality.pupils,
            cases=municipality.cases,
            median_ms=statistics.median(seconds) * 1000,
            p95_ms=seconds[len(seconds) * 95 // 100] * 1000,
            product_cpu_ms=spent.product / len(answers) * 1000,
            database_cpu_ms=spent.database / len(answers) * 1000,
            bytes=max(len(answer.body) for answer in answers),
            floor=floor,
        )

    @property
    def cpu_ms(self) -> float:
        """The processors' time of one request, in the product and in PostgreSQL."""
        return self.product_cpu_ms + self.database_cpu_ms

    def for_machines(self) -> dict[str, str | float]:
        """Return what a program wants to know."""
        return {
            "page": self.page,
            "actor": self.actor,
            "pupils": self.pupils,
            "cases": self.cases,
            "median_ms": round(self.median_ms, 2),
            "p95_ms": round(self.p95_ms, 2),
            "queries": round(self.floor.queries, 1),
            "cpu_ms": round(self.cpu_ms, 2),
            "bytes": self.bytes,
        }
