"""Whoever does a step reads what she writes there: else the database would take nothing of it."""

# ruff: noqa: E501  a fault stands on one line with its words

import pytest

from elevakt.engines.cases.tests.rules.changing import changed, faults_of

LOOK = 'by = "principal"\nor_by = ["delegate"]'
CALL = 'per = { guardian_of = ["owner"] }'
ACCOUNT = 'id = "account"\n    type = "long_text"'
NARROW = 'circle = "leadership"'
FOR_LEADS = ('bases = ["leads"], roles = ["investigator"]', 'bases = ["leads"]')
POST = 'done_with = "look"\n'


@pytest.mark.parametrize(
    ("changes", "where", "why"),
    [
        ([(CALL, f"{CALL}\n{NARROW}")], "steg call, fält outcome", "Kretsen leadership läses inte av calls_home, som gör steget."),
        ([FOR_LEADS, (ACCOUNT, f"{ACCOUNT}\n    {NARROW}")], "steg talk, fält talks", "Kretsen leadership läses inte av investigator, som gör steget."),
        ([FOR_LEADS, ('label = "Är allt bra?"', f'label = "Är allt bra?"\n  {NARROW}')], "steg ask, fält well", "Kretsen leadership läses inte av investigator, som gör steget."),
        ([('["leads", "participates"]', '["participates"]'), (LOOK, 'by = "registrar"')], "steg look, fält searcher", "Kretsen work läses inte av registrar, som gör steget."),
        ([('by = "principal"\nafter = [{ step = "report" }]\nwithin = { working', 'by = "registrar"\nafter = [{ step = "report" }]\nwithin = { working'), (POST, f"{POST}{NARROW}\n")], "steg post", "Kretsen leadership läses inte av registrar, som gör steget."),
    ],
)  # fmt: skip
def test_nobody_is_asked_for_what_she_may_not_read(changes, where, why):
    assert f"small.toml, {where}: {why}" in faults_of(changed(*changes))


def test_it_is_told_of_each_who_may_do_the_step():
    narrowed = changed(FOR_LEADS, ('label = "Är allt bra?"', f'label = "Är allt bra?"\n  {NARROW}'))

    assert faults_of(narrowed) == [
        "small.toml, steg ask, fält well: Kretsen leadership läses inte av investigator, som gör steget."
    ]
