"""Who is asked by a step, until when, and what such a step may ask."""

# ruff: noqa: E501  a fault stands on one line with its words

import datetime as dt
from dataclasses import replace

import pytest

from elevakt.engines.cases.enums import EntryKind, Role
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.asking import questions
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.circles import reading
from elevakt.engines.cases.rules.facts import GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import changed, faults_of
from elevakt.engines.cases.tests.rules.small import (
    ELIS,
    FACTS,
    KIM,
    MIA,
    RUT,
    TOM,
    VERA,
    VIKTOR,
    Story,
    person,
)
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.people.enums import Side

LO = person("lo")
ONE = ("min = 1 }", "min = 1, max = 1 }")
NO_PART = ("accused = true }", "accused = true, part = false }")
END = '\n[[step]]\nid = "end"\n'
CHOOSING = (
    '  [[step.field]]\n  id = "helpers"',
    '''  [[step.field]]
  id = "teachers"
  type = "staff"
  many = true
  label = "Fråga lärare"
  from = "teaches"
  [[step.field]]
  id = "homes"
  type = "guardian"
  many = true
  label = "Fråga hemma"
  from = "told"
  [[step.field]]
  id = "pupil"
  type = "person"
  label = "Fråga eleven"
  from = "told"
  [[step.field]]
  id = "helpers"''',
)


def asking(step, field):
    return f'''
[[step]]
id = "{step}"
title = "Frågor"
by = "asked"
or_by = ["investigator"]
after = [{{ step = "look" }}]
within = {{ school_days = 5 }}
circle = "leadership"
per = {{ asked = {{ step = "look", field = "{field}", remind_school_days = 2 }} }}
may_skip_when = "true"
  [[step.field]]
  id = "hard"
  type = "long_text"
  label = "Vad är svårt?"
'''


ALL = asking("write", "teachers") + asking("home", "homes") + asking("child", "pupil")
LATER = '[[step]]\nid = "later"\ntitle = "Sedan"\nby = "investigator"\nafter = [{ step = "write" }]'
TEXT = changed(ONE, NO_PART, CHOOSING, (END, f"{ALL}\n{LATER}\n{END}"))
DEFINITION = read_definition(TEXT, path="small.toml")
AROUND = replace(FACTS, teaching=frozenset({LO, MIA, RUT}), own_people=frozenset({RUT, VERA, ELIS}))


@pytest.fixture
def story():
    """Those who teach, both guardians and the pupil have been chosen."""
    story = Story(definition=DEFINITION, facts=AROUND)
    story.opened()
    chosen = {"teachers": [str(LO), str(MIA), str(RUT), str(TOM)], "pupil": str(ELIS)}
    homes = [str(VERA), str(VIKTOR)]
    story.done("look", concerned=False, searcher=str(KIM), homes=homes, **chosen)
    return story


def open_to(story):
    found = questions(DEFINITION, story.plan, story.ledger, story.facts, WorkingCalendar())
    return {(one.step, one.person): one for one in found}


def test_those_are_asked_who_teach_the_pupil_or_may_be_told_and_nobody_else(story):
    assert set(open_to(story)) == {("write", LO), ("write", MIA), ("home", VERA)}


def test_a_pupil_is_asked_when_everybody_at_home_may_know_or_she_is_of_age(story):
    both = tuple(GuardianInCase(ELIS, one, HomeAnswer.INFORM) for one in (VERA, VIKTOR))
    story.facts = replace(AROUND, guardians=both)
    assert set(open_to(story)) >= {("child", ELIS), ("home", VIKTOR)}

    grown = (PersonInCase(ELIS, "owner", is_adult=True),)
    story.facts = replace(AROUND, persons=grown)
    assert {one for one, _ in open_to(story)} == {"write", "child"}


def test_a_question_says_on_which_side_for_whom_and_when_one_is_reminded(story):
    one, home = open_to(story)["write", LO], open_to(story)["home", VERA]

    assert (one.side, home.side) == (Side.STAFF, Side.FAMILY)
    assert (one.pupil, one.circle) == (ELIS, "leadership")
    assert (one.due_on, one.remind_on) == (dt.date(2026, 9, 14), dt.date(2026, 9, 9))


def test_nobody_answers_for_another_but_whom_the_step_names(story):
    los = Instance(doer=LO).key

    def refusal(role, by):
        act = Act(EntryKind.STEP_DONE, "write", los, by=by)
        return may(story.plan, DEFINITION, act, {role}, story.facts)

    assert refusal(Role.ASKED, LO) is None
    assert refusal(Role.INVESTIGATOR, KIM) is None
    assert str(refusal(Role.ASKED, MIA)) == "Det är inte din uppgift."


def test_she_may_answer_again_until_what_comes_after_is_done(story):
    los, mias = Instance(doer=LO).key, Instance(doer=MIA).key
    story.done("write", los, by=LO, role="asked", hard="Texter.")
    story.done("write", mias, by=KIM, role="investigator", hard="Sagt i korridoren.")

    assert [one for _, one in open_to(story) if one in (LO, MIA)] == [LO]
    assert open_to(story)["write", LO].remind_on is None

    story.done("later")

    assert set(open_to(story)) == {("home", VERA)}


def test_what_is_taken_back_or_closed_is_asked_no_longer(story):
    story.write("skipped", "write", Instance(doer=LO).key)
    assert ("write", LO) not in open_to(story)

    story.write("annulled")
    assert open_to(story) == {}


def test_to_be_asked_gives_nothing_to_read(story):
    assert Role.ASKED not in reading(DEFINITION)
    assert story.plan.joined == {Role.INVESTIGATOR: {KIM}}


PLAIN = "Den som tillfrågas ser inget annat: frågan går inte här."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('by = "asked"\nor_by', 'by = "principal"\nor_by', "steg write: Steget görs av var och en som tillfrågas: skriv by = ”asked”."),
        ("min = 1, max = 1 }", "min = 1 }", "steg write: Frågor ställs i ärenden om en enda: max = 1 i ”people”."),
        ('step = "look", field = "teachers"', 'step = "look", field = "helpers"', "steg write: ”per.asked” pekar på look.helpers, som inte är ett tidigare val med ”from” = teaches eller told."),
        ('step = "look", field = "teachers"', 'step = "end", field = "teachers"', "steg write: ”per.asked” pekar på end.teachers, som inte är ett tidigare val med ”from” = teaches eller told."),
        ('circle = "leadership"\nper', 'circle = "leadership"\ninforms = [{ who = "pupil" }]\nper', "steg write: Ett svar gör inget mer än att bli en händelse."),
        ('circle = "leadership"\nper', "per", "steg write: Svaren läses av få: skriv en egen krets."),
        ('type = "long_text"\n  label = "Vad är svårt?"', 'type = "file"\n  label = "Vad är svårt?"', f"steg write, fält hard: {PLAIN}"),
        ('label = "Vad är svårt?"', 'label = "Vad är svårt?"\n  sensitive = true', f"steg write, fält hard: {PLAIN}"),
        ('id = "later"\ntitle = "Sedan"\nby = "investigator"', 'id = "later"\ntitle = "Sedan"\nby = "asked"', "steg later: Den som tillfrågas svarar i ett steg med ”per” = asked."),
        ("remind_school_days = 2", "remind_school_days = 0", "steg write: ”per.asked.remind_school_days” ska vara minst 1."),
        ('type = "guardian"\n  many = true\n  label = "Fråga hemma"\n  from = "told"', 'type = "guardian"\n  many = true\n  label = "Fråga hemma"\n  from = "teaches"', "steg look, fält homes: ”from” = teaches hör till staff."),
    ],
)  # fmt: skip
def test_a_step_that_asks(old, new, fault):
    assert old in TEXT

    assert f"small.toml, {fault}" in faults_of(TEXT.replace(old, new, 1))
