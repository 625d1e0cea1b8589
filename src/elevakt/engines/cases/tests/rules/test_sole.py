"""A case that is about one person: all that is written is that person's part."""

from elevakt.engines.cases.enums import EntryKind, PersonKind
from elevakt.engines.cases.rules.answers.checking import lacking_people
from elevakt.engines.cases.rules.circles import PartDraft, parts_of, sole_person
from elevakt.engines.cases.rules.facts import Facts, PersonInCase
from elevakt.engines.cases.rules.in_force import instructions
from elevakt.engines.cases.rules.ledger import Entry, Part
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.cases.tests.rules.changing import changed, faults_of
from elevakt.engines.cases.tests.rules.small import DEFINITION, ELIS, MONDAY, SARA

ONE = read_definition(
    changed(
        ('kinds = ["pupil"], min = 1', 'kinds = ["pupil", "not_found"], min = 1, max = 1'),
        ("accused = true", "accused = true, part = false"),
        ('about = "with"\n', ""),
        ('must_hold = ["owner"]\n', ""),
    ),
    path="small.toml",
)
ABOUT_ELIS = Facts((PersonInCase(ELIS, "owner"),))
ROWS = [{"account": "a", "instruction": "Sitt nära.", "from": "2026-09-08"}, "no row", {}]


def talked(rows):
    return Entry(
        id=ELIS,
        no=1,
        kind=EntryKind.STEP_DONE,
        at=MONDAY,
        step="talk",
        parts=(Part("work", ELIS, {"talks": rows}),),
    )


def test_a_case_is_about_one_when_one_is_all_that_may_have_a_part():
    assert (ONE.sole, DEFINITION.sole) == ("owner", None)
    assert sole_person(ONE, ABOUT_ELIS) == ELIS
    assert sole_person(DEFINITION, ABOUT_ELIS) is None


def test_one_who_was_not_found_has_no_part_yet():
    unknown = Facts((PersonInCase(ELIS, "owner", PersonKind.NOT_FOUND),))

    assert sole_person(ONE, unknown) is None


def test_everything_is_that_persons_part_and_no_row_says_so():
    assert parts_of(ONE, ONE.start, {"what": "Mössa"}, ABOUT_ELIS) == (
        PartDraft("report", ELIS, {"what": "Mössa"}),
    )
    rows: list[Json] = [{"account": "a", "instruction": "Sitt nära."}]
    assert parts_of(ONE, ONE.step("talk"), {"talks": rows}, ABOUT_ELIS) == (
        PartDraft("work", ELIS, {"talks": [{"row": 1, "account": "a"}]}),
        PartDraft("instruction", ELIS, {"talks": [{"row": 1, "instruction": "Sitt nära."}]}),
    )


def test_what_is_in_force_is_for_that_person():
    (found,) = instructions(ONE, [talked(ROWS)], ABOUT_ELIS)

    assert (found.pupil, found.kind, found.instruction) == (ELIS, "reminder", "Sitt nära.")
    assert list(instructions(ONE, [talked(ROWS)], Facts())) == []


def test_no_more_than_there_may_be():
    both = Facts((PersonInCase(ELIS, "owner"), PersonInCase(SARA, "owner")))

    assert [str(one) for one in lacking_people(ONE, both)] == ["Det kan bara gälla 1: Ägare."]
    assert lacking_people(ONE, ABOUT_ELIS) == ()


def test_most_is_not_less_than_least():
    assert faults_of(changed(("min = 1", "min = 2, max = 1"))) == [
        "small.toml: Rollen owner ska vara minst 2 och högst 1."
    ]
