"""Which version of a process is used where, from what has been decided about it, oldest first.

The last word about a unit, a school year and a class counts. So one version may be tried in some
years or classes of a school while another is used in the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from elevakt.engines.cases.rules.definition import Definition
from elevakt.engines.cases.rules.people import Named


@dataclass(frozen=True, slots=True)
class Use:
    """What has been decided about a process, for a unit and some school years or classes.

    :param version: the version that is used, or None when it is not used any more
    :param unit: None for every unit
    :param years: none for all of them
    :param classes: the names of classes of the unit; none for all of them
    """

    version: int | None
    unit: UUID | None = None
    years: frozenset[int] = frozenset()
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case belongs; what is not known is None, and then stands for any.

    :param class_name: empty for a pupil who is in no class
    """

    unit: UUID | None = None
    year: int | None = None
    class_name: str | None = None


ANYWHERE = Place()


def versions_used(uses: Sequence[Use], place: Place = ANYWHERE) -> frozenset[int]:
    """Return the versions that are used at a place: several only where the place is not known."""
    units = {place.unit} if place.unit else {None, *(use.unit for use in uses)}
    found = (
        _last_word(uses, unit, year, class_name)
        for unit in units
        for year in ({place.year} if place.year is not None else {None, *_years(uses)})
        for class_name in (
            {place.class_name} if place.class_name is not None else {None, *_classes(uses)}
        )
    )
    return frozenset(version for version in found if version is not None)


def version_used(uses: Sequence[Use], place: Place = ANYWHERE) -> int | None:
    """Return the version that is used at a place, the newest if there are several, or None."""
    return max(versions_used(uses, place), default=None)


def uses_at(uses: Sequence[Use], unit: UUID) -> tuple[Use, ...]:
    """Return what is used at a unit now: in some classes and years first, and last in the others.

    A class stands there as it is where nothing has been said of its year since.
    """
    rest = _last_word(uses, unit, None, None)
    years: dict[int | None, set[int]] = {}
    for year in _years(uses):
        version = _last_word(uses, unit, year, None)
        if version != rest:
            years.setdefault(version, set()).add(year)
    classes: dict[int | None, set[str]] = {}
    for class_name in _classes(uses):
        version = _last_word(uses, unit, None, class_name)
        if version != rest:
            classes.setdefault(version, set()).add(class_name)
    in_classes = [Use(one, unit, classes=frozenset(names)) for one, names in classes.items()]
    in_years = [Use(one, unit, frozenset(found)) for one, found in years.items()]
    return (
        *sorted(in_classes, key=lambda use: min(use.classes)),
        *sorted(in_years, key=lambda use: min(use.years)),
        Use(rest, unit),
    )


def asks_the_same(one: Definition, other: Definition) -> bool:
    """Say whether a report of the one loses nothing by being a report of the other."""
    return _asked(one) == _asked(other)


def _asked(definition: Definition) -> tuple[object, ...]:
    fields = [(field.id, field.type, field.required) for field in definition.start.fields]
    return fields, list(definition.people)


def _years(uses: Iterable[Use]) -> set[int]:
    return {year for use in uses for year in use.years}


def _classes(uses: Iterable[Use]) -> set[str]:
    return {class_name for use in uses for class_name in use.classes}


def _last_word(
    uses: Sequence[Use], unit: UUID | None, year: int | None, class_name: str | None
) -> int | None:
    for use in reversed(uses):
        if (
            use.unit in (None, unit)
            and (not use.years or year in use.years)
            and (not use.classes or class_name in use.classes)
        ):
            return use.version
    return None


def unplaced(people: Iterable[Named]) -> list[UUID]:
    """Return those in the roster for whom no unit has been said."""
    return [one.key for one in people if one.person and one.unit is None]


def placed(people: Iterable[Named], places: Mapping[UUID, Place]) -> list[Named]:
    """Return those who are named, each pupil with the unit where she is today."""
    return [replace(one, unit=places[one.key].unit) if one.key in places else one for one in people]
