"""A step that each who has been given a role does for herself."""

# ruff: noqa: E501  a fault stands on one line with its words

from dataclasses import replace

import pytest

from elevakt.engines.cases.enums import EntryKind
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.answers.checking import prefilled
from elevakt.engines.cases.rules.drawing import drawing
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.values import Answers
from elevakt.engines.cases.tests.rules.changing import changed, faults_of
from elevakt.engines.cases.tests.rules.small import FACTS, KIM, MIA, TOM, Story, person

LO = person("lo")
NOT_YOURS = "Det är inte din uppgift."
WRITE = """
[[step]]
id = "write"
title = "Skriv"
by = "writer"
or_by = ["investigator"]
after = [{ step = "look" }]
per = { joined = "writer" }
may_skip_when = "true"
  [[step.field]]
  id = "rows"
  type = "table"
  label = "Rader"
    [[step.field.column]]
    id = "said"
    type = "text"
    label = "Sagt"

[[step]]
id = "check"
title = "Läs igenom"
by = "writer"
after = [{ step = "write" }]
law = "regel 3"
per = { joined = "writer" }
reopens = { step = "write", when_answer = "fine", is = false }
  [[step.field]]
  id = "fine"
  type = "yes_no"
  label = "Stämmer det?"
  required = true
  [[step.field]]
  id = "rows"
  type = "table"
  label = "Rader"
  prefill_from = { step = "write", field = "rows" }
    [[step.field.column]]
    id = "said"
    type = "text"
    label = "Sagt"

[[step]]
id = "end"
"""
END = '\n[[step]]\nid = "end"\n'
INVITING = ('joins_as = "invited"', 'joins_as = "writer"')
DEFINITION = read_definition(changed(INVITING, (END, WRITE)), path="small.toml")
LOS, MIAS = Instance(doer=LO).key, Instance(doer=MIA).key


@pytest.fixture
def story():
    """Lo and Mia have been invited to write, and Kim investigates."""
    story = Story(definition=DEFINITION)
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM), helpers=[str(LO), str(MIA)])
    return story


def refusal(story, kind, step, instance, *, by, role="writer"):
    refused = may(story.plan, DEFINITION, Act(kind, step, instance, by=by), {role})
    return str(refused) if refused else None


def test_each_has_a_task_of_her_own_and_what_follows_waits_for_her_own_only(story):
    assert {one.instance.doer for one in story.plan.of("write")} == {LO, MIA}

    story.done("write", LOS, rows=[{"said": "Los"}])

    assert [story.at("write", LOS).state, story.at("write", MIAS).state] == ["done", "open"]
    assert [story.at("check", LOS).state, story.at("check", MIAS).state] == ["open", "waiting"]
    assert story.at("end").state == "waiting"


def test_nobody_writes_or_corrects_what_is_anothers_by_being_asked_to_write_herself(story):
    story.done("write", LOS, rows=[{"said": "Los"}])

    assert refusal(story, EntryKind.STEP_DONE, "write", MIAS, by=MIA) is None
    assert refusal(story, EntryKind.STEP_DONE, "write", MIAS, by=LO) == NOT_YOURS
    assert refusal(story, EntryKind.SKIPPED, "write", MIAS, by=LO) == NOT_YOURS
    assert refusal(story, EntryKind.CORRECTED, "write", LOS, by=LO) is None
    assert refusal(story, EntryKind.CORRECTED, "write", LOS, by=MIA) == NOT_YOURS
    assert refusal(story, EntryKind.REOPENED, "write", LOS, by=MIA) == NOT_YOURS
    assert refusal(story, EntryKind.STEP_DONE, "write", MIAS, by=None) == NOT_YOURS


def test_whoever_else_the_step_names_may_do_it_in_her_place(story):
    doing = refusal(story, EntryKind.STEP_DONE, "write", MIAS, by=KIM, role="investigator")

    assert doing is None


def test_a_step_that_does_not_exist_is_no_bodys(story):
    assert (
        refusal(story, EntryKind.STEP_DONE, "rite", MIAS, by=MIA) == "Steget finns inte i ärendet."
    )
    assert (
        refusal(story, EntryKind.STEP_DONE, "look", MIAS, by=LO) == "Steget finns inte i ärendet."
    )


def test_whoever_must_not_know_of_the_case_is_asked_nothing(story):
    story.facts = replace(FACTS, accused=frozenset({TOM}), own_people=frozenset({MIA}))

    assert [one.instance.doer for one in story.plan.of("write")] == [LO]


def test_what_opens_again_and_what_is_there_to_begin_with_are_her_own(story):
    for mine, words in ((LOS, "Los"), (MIAS, "Mias")):
        story.done("write", mine, rows=[{"said": words}])
    answers: Answers = {
        "write": {LOS: {"rows": [{"said": "Los"}]}, MIAS: {"rows": [{"said": "Mias"}]}}
    }

    def first(instance):
        check = DEFINITION.step("check")
        return prefilled(DEFINITION, check, facts=FACTS, answers=answers, instance=instance)

    assert [first(LOS), first(MIAS)] == [{"rows": [{"said": "Los"}]}, {"rows": [{"said": "Mias"}]}]

    story.done("check", MIAS, fine=False)

    assert [story.at("write", LOS).state, story.at("write", MIAS).state] == ["done", "open"]


def test_it_stands_so_in_the_ledger_and_in_the_drawing():
    again = Instance(doer=LO).next

    assert (again.key, Instance.of(again.key)) == (f"@{LO}#2", again)
    assert 'write_["Skriv<br>writer<br>var och en"]' in drawing(DEFINITION)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('joined = "writer" }\nmay', 'joined = "owner" }\nmay', "Steget görs av var och en som är owner: skriv by."),
        ('joined = "writer" }\nmay', 'joined = "principal" }\nmay', "Rollen principal ges av uppdrag, inte i ett ärende."),
        ('joined = "writer" }\nmay', 'joined = "scribe" }\nmay', "”scribe” finns inte för ”per.joined”. Välj bland: opener, principal, deputy, delegate, organiser, registrar, investigator, decider, owner, invited, writer, asked."),
        ('joined = "writer" }\nmay', 'joined = "writer", person = "owner" }\nmay', "”per” ska säga precis ett av person, guardian_of, joined och asked."),
        ('by = "writer"\nor_by = ["investigator"]', 'by = "principal"', "Steget görs av var och en som är writer: skriv by."),
        ('by = "writer"\nor_by = ["investigator"]\nafter = [{ step = "look" }]', 'by = "writer"\nor_by = ["principal"]\nafter = [{ step = "report" }]', "Ingen kan göra steget: rollen writer ges först efter det."),
    ],
)  # fmt: skip
def test_each_who_does_it_must_be_there(old, new, why):
    assert old in WRITE

    found = faults_of(changed(INVITING, (END, WRITE.replace(old, new))))

    assert f"small.toml, steg write: {why}" in found
