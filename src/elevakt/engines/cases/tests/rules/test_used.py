"""Where which version is used: the last word about a unit and a school year counts."""

import uuid

import pytest

from elevakt.engines.cases.rules.used import Place, Use, uses_at, version_used, versions_used

NORRA, BJORKANGEN = uuid.UUID(int=1), uuid.UUID(int=2)
TRIED = [Use(1), Use(2, NORRA, frozenset({7}))]
IN_A_CLASS = [*TRIED, Use(None, NORRA, classes=frozenset({"7B"}))]


@pytest.mark.parametrize(
    ("uses", "place", "version"),
    [
        ([], Place(), None),
        ([], Place(NORRA, 7), None),
        ([Use(1)], Place(NORRA, 7), 1),
        ([Use(1), Use(None, NORRA)], Place(NORRA, 7), None),
        ([Use(1), Use(None, NORRA)], Place(BJORKANGEN, 7), 1),
        ([Use(None, NORRA), Use(1)], Place(NORRA, 7), 1),
        (TRIED, Place(NORRA, 7), 2),
        (TRIED, Place(NORRA, 8), 1),
        (TRIED, Place(NORRA), 2),
        (TRIED, Place(BJORKANGEN, 7), 1),
        (TRIED, Place(), 2),
        ([Use(1, NORRA, frozenset({7, 8}))], Place(NORRA, 9), None),
        ([Use(1, NORRA, frozenset({0}))], Place(NORRA, 0), 1),
        ([Use(1, NORRA)], Place(BJORKANGEN), None),
        ([*TRIED, Use(None, NORRA)], Place(NORRA, 7), None),
        (IN_A_CLASS, Place(NORRA, 7, "7B"), None),
        (IN_A_CLASS, Place(NORRA, 7, "7A"), 2),
        (IN_A_CLASS, Place(NORRA, 7, ""), 2),
        (IN_A_CLASS, Place(BJORKANGEN, 7, "7B"), 1),
        ([*IN_A_CLASS, Use(1, NORRA, frozenset({7}))], Place(NORRA, 7, "7B"), 1),
    ],
)
def test_the_last_word_counts(uses, place, version):
    assert version_used(uses, place) == version


def test_of_what_is_not_known_every_version_counts():
    assert versions_used(TRIED) == versions_used(TRIED, Place(NORRA)) == {1, 2}


def test_a_unit_has_some_years_apart_and_then_the_rest():
    uses = [*TRIED, Use(None, NORRA, frozenset({1, 2}))]

    assert uses_at(uses, NORRA) == (
        Use(None, NORRA, frozenset({1, 2})),
        Use(2, NORRA, frozenset({7})),
        Use(1, NORRA),
    )
    assert uses_at(uses, BJORKANGEN) == (Use(1, BJORKANGEN),)


def test_a_unit_has_some_classes_apart_too():
    assert versions_used(IN_A_CLASS, Place(NORRA)) == {1, 2}
    assert uses_at(IN_A_CLASS, NORRA) == (
        Use(None, NORRA, classes=frozenset({"7B"})),
        Use(2, NORRA, frozenset({7})),
        Use(1, NORRA),
    )
