from dataclasses import dataclass

import pytest

from elevakt.foundation.kernel.house import (
    House,
    Manifest,
    NotLoaded,
    Place,
    SameName,
    UnknownPlace,
)

TABS: Place[str] = Place("pupils.TABS", str)


@dataclass(frozen=True)
class Opened:
    what: str


def test_contributions_keep_the_order_of_the_house():
    house = House()

    house.load(
        [
            Manifest("first", "", places=(TABS,), contributes={TABS: ("a",)}),
            Manifest("second", "", contributes={TABS: ("b", "c")}),
        ]
    )

    assert house.at(TABS) == ("a", "b", "c")


def test_a_place_that_nobody_declares_stops_the_start():
    with pytest.raises(UnknownPlace, match=r"second contributes to pupils\.TABS"):
        House().load([Manifest("second", "", contributes={TABS: ("b",)})])


def test_two_apps_of_one_name_stop_the_start():
    with pytest.raises(SameName, match="second"):
        House().load([Manifest("second", ""), Manifest("second", "")])


def test_a_place_cannot_be_asked_too_early():
    with pytest.raises(NotLoaded):
        House().at(TABS)


def test_reactions_are_called_in_the_order_of_the_house():
    heard: list[str] = []
    house = House()
    house.load(
        [
            Manifest("a", "", reacts={Opened: (lambda e: heard.append(f"a {e.what}"),)}),
            Manifest("b", "", reacts={Opened: (lambda e: heard.append(f"b {e.what}"),)}),
        ]
    )

    for react in house.reactions(Opened):
        react(Opened("case"))

    assert heard == ["a case", "b case"]
