"""Where the steps of a process stand in a picture of it, from the first at the top to the last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.ordering import steps_before

WIDTH, HEIGHT = 160, 58
ACROSS, DOWN = 16, 36
LINE, LETTERS = 15, 19
"""Sizes in the units of the picture, and how many letters a line of a box takes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A step: where it stands, and its title in lines, each with its height."""

    number: int
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    is_conditional: bool
    comes_again: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """What comes after what; ``is_if`` where it waits only if the first applies."""

    path: str
    is_if: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole of it."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def picture(definition: Definition) -> Picture:
    """Return a process as boxes and arrows. Each step stands below all that it waits for."""
    rows = _rows(definition)
    widest = max(len(row) for row in rows)
    width = widest * (WIDTH + ACROSS) - ACROSS
    at: dict[str, tuple[int, int]] = {}
    for depth, row in enumerate(rows):
        start = (width - (len(row) * (WIDTH + ACROSS) - ACROSS)) // 2
        for place, step in enumerate(row):
            at[step.id] = start + place * (WIDTH + ACROSS), depth * (HEIGHT + DOWN)
    return Picture(
        width=width,
        height=len(rows) * (HEIGHT + DOWN) - DOWN,
        boxes=tuple(_box(number, step, at) for number, step in enumerate(definition.steps, 1)),
        arrows=tuple(_arrows(definition, at)),
    )


def _rows(definition: Definition) -> list[list[Step]]:
    depth: dict[str, int] = {}
    for step in definition.ordered():
        depth[step.id] = 1 + max((depth[one.step] for one in step.after), default=-1)
    rows: list[list[Step]] = [[] for _ in range(max(depth.values()) + 1)]
    for step in definition.steps:
        rows[depth[step.id]].append(step)
    return rows


def _box(number: int, step: Step, at: Mapping[str, tuple[int, int]]) -> Box:
    x, y = at[step.id]
    lines = _broken(f"{number}. {step.title}")
    first = y + (HEIGHT - LINE * len(lines)) // 2 + LINE - 4
    return Box(
        number=number,
        x=x,
        y=y,
        lines=tuple((first + place * LINE, line) for place, line in enumerate(lines)),
        is_conditional=step.when is not None,
        comes_again=step.repeat is not None,
    )


def _broken(words: str) -> list[str]:
    """Return words in at most three lines; what is too long ends in dots."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LETTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if len(lines) <= 3 else [*lines[:2], f"{lines[2]} …"]


def _arrows(definition: Definition, at: Mapping[str, tuple[int, int]]) -> Iterable[Arrow]:
    for step in definition.steps:
        named = [one.step for one in step.after]
        for after in step.after:
            if not _goes_without_saying(definition, after.step, named):
                yield Arrow(_path(at[after.step], at[step.id]), after.if_applies)


def _goes_without_saying(definition: Definition, one: str, named: Sequence[str]) -> bool:
    """Say whether another step that is waited for waits for this one itself."""
    return any(one in steps_before(definition, other) for other in named if other != one)


def _path(above: tuple[int, int], below: tuple[int, int]) -> str:
    x, y = above[0] + WIDTH // 2, above[1] + HEIGHT
    to_x, to_y = below[0] + WIDTH // 2, below[1]
    half = (to_y - y) // 2
    return f"M{x} {y}C{x} {y + half} {to_x} {to_y - half} {to_x} {to_y}"
