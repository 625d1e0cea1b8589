"""Small accessible charts, drawn on the server as SVG.

They carry classes and geometry only, so the content policy holds and colours follow theme, dark
scheme and print. Every chart has its numbers as a table underneath.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.formats import number_format

MARGIN_START, MARGIN_END, MARGIN_TOP, MARGIN_BOTTOM = 44, 16, 14, 30


@dataclass(frozen=True)
class Series:
    """One line: a name and a value for each label; None where nothing is known or may be shown."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Point:
    """One value at its place in the drawing."""

    x: float
    y: float
    label: str
    text: str


@dataclass(frozen=True)
class DrawnLine:
    """One series at its place in the drawing; `number` is 1 for the first."""

    number: int
    name: str
    path: str
    area: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The last known value: the one that is written out."""
        return self.points[-1]


@dataclass(frozen=True)
class Drawing:
    """The whole drawing at one width. It is made wide and narrow; the style sheet chooses."""

    size: str
    width: int
    height: int
    end: int
    ticks: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str], ...]
    lines: tuple[DrawnLine, ...]


@dataclass(frozen=True)
class LineChart:
    """Values over time. `summary` says in words what the picture shows."""

    key: str
    title: str
    summary: str
    label_heading: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""

    kind = "line"

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The same numbers as a table: label and one text for each series."""
        return [
            (label, [_text(one.values[i], self.unit) for one in self.series])
            for i, label in enumerate(self.labels)
        ]

    @property
    def headings(self) -> list[str]:
        """The headings of the table's number columns."""
        return [one.name for one in self.series]

    @property
    def drawings(self) -> tuple[Drawing, Drawing]:
        """The chart for a wide and for a narrow place."""
        return self._draw("wide", 720, 280, every=1), self._draw("narrow", 340, 240, every=2)

    def _draw(self, size: str, width: int, height: int, *, every: int) -> Drawing:
        known = [value for one in self.series for value in one.values if value is not None]
        ticks = scale(max(known, default=1))
        inner_width = width - MARGIN_START - MARGIN_END
        inner_height = height - MARGIN_TOP - MARGIN_BOTTOM
        gaps = max(len(self.labels) - 1, 1)

        def across(i: int) -> float:
            return round(MARGIN_START + inner_width * i / gaps, 1)

        def down(value: float) -> float:
            return round(MARGIN_TOP + inner_height - inner_height * value / ticks[-1], 1)

        lines = []
        for number, one in enumerate(self.series, 1):
            points = tuple(
                Point(across(i), down(value), self.labels[i], _text(value, self.unit))
                for i, value in enumerate(one.values)
                if value is not None
            )
            if points:
                path = "L".join(f"{point.x} {point.y}" for point in points)
                floor_at = down(0)
                area = f"M{points[0].x} {floor_at}L{path}L{points[-1].x} {floor_at}Z"
                lines.append(DrawnLine(number, one.name, f"M{path}", area, points))
        return Drawing(
            size=size,
            width=width,
            height=height,
            end=width - MARGIN_END,
            ticks=tuple((down(tick), _text(tick)) for tick in ticks),
            labels=tuple((across(i), text) for i, text in enumerate(self.labels) if i % every == 0),
            lines=tuple(reversed(lines)),
        )


@dataclass(frozen=True)
class Bar:
    """One bar: what it counts, how many, and how long it is (0–100)."""

    label: str
    text: str
    length: float


@dataclass(frozen=True)
class BarChart:
    """Numbers side by side. None is written as a dash: too few to be shown."""

    key: str
    title: str
    summary: str
    label_heading: str
    value_heading: str
    items: tuple[tuple[str, float | None], ...]
    unit: str = ""

    kind = "bars"

    @property
    def bars(self) -> list[Bar]:
        """The bars, the longest 100."""
        top = max((value for _label, value in self.items if value is not None), default=0) or 1
        return [
            Bar(label, _text(value, self.unit), round(100 * (value or 0) / top, 2))
            for label, value in self.items
        ]

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The same numbers as a table."""
        return [(label, [_text(value, self.unit)]) for label, value in self.items]

    @property
    def headings(self) -> list[str]:
        """The heading of the table's number column."""
        return [self.value_heading]


def scale(top: float, *, wanted: int = 4) -> Sequence[float]:
    """Return round numbers from 0 to at least `top`, about `wanted` steps apart."""
    raw = top / wanted or 1
    magnitude = 10.0 ** floor(log10(raw))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= raw)
    return [round(step * i, 6) for i in range(max(ceil(top / step), 1) + 1)]


def _text(value: float | None, unit: str = "") -> str:
    if value is None:
        return ""
    number = number_format(value, 0 if value == int(value) else 1)
    return f"{number} {unit}" if unit else number
