# ruff: noqa: E501  a case of the table is one line

import datetime as dt

import pytest

from elevakt.engines.cases.enums import EntryKind, OpenedBy, Role
from elevakt.engines.cases.rules.acts import Act, may, may_open
from elevakt.engines.cases.rules.facts import Facts, Use
from elevakt.engines.cases.rules.limits import half_year
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.roles import called
from elevakt.engines.cases.rules.translating import names_between
from elevakt.engines.cases.tests.rules.changing import NOT_NARROW, changed
from elevakt.engines.cases.tests.rules.small import (
    DEFINITION,
    ELIS,
    FACTS,
    KIM,
    MIA,
    SMALL,
    Story,
)
from elevakt.engines.cases.tests.rules.stories import HOME, judged, looked, reported, well

PRINCIPAL = frozenset({"principal"})
MENTOR = frozenset({"calls_home"})
SEARCHER = frozenset({"investigator"})
REPORTER = frozenset({"opener"})
CLOSED = "Ärendet är avslutat. Återöppna det först."
ONLY_LEAD = "Det kan bara rektor göra."
NOT_YOURS = "Det är inte din uppgift."


def closed():
    story = judged(found=True)
    story.write("closed", "end")
    return story


def answer(story, kind, step=None, instance="", roles=PRINCIPAL, **more):
    act = Act(EntryKind(kind), step, str(instance), **more)
    refusal = may(story.plan, story.definition, act, roles, story.facts)
    return refusal and str(refusal)


@pytest.mark.parametrize(
    ("story", "kind", "step", "instance", "roles", "why"),
    [
        (reported, "step_done", "look", "", PRINCIPAL, None),
        (reported, "step_done", "look", "", {"delegate"}, None),
        (reported, "step_done", "look", "", MENTOR, NOT_YOURS),
        (reported, "step_done", "talk", "", PRINCIPAL, "Väntar på Leta."),
        (reported, "step_done", "nowhere", "", PRINCIPAL, "Steget finns inte i ärendet."),
        (reported, "closed", "end", "", PRINCIPAL, "Väntar på Leta, Anslå, Ring hem, Prata, Bedöm, Fråga."),
        (reported, "closed", "look", "", PRINCIPAL, "Steget görs på ett annat sätt."),
        (looked, "step_done", "look", "", PRINCIPAL, "Klart."),
        (looked, "step_done", "call", HOME, MENTOR, None),
        (looked, "step_done", "talk", "", SEARCHER, None),
        (looked, "step_done", "talk", "", PRINCIPAL, NOT_YOURS),
        (looked, "skipped", "talk", "", SEARCHER, "Steget kan inte hoppas över."),
        (looked, "skipped", "judge", ELIS, PRINCIPAL, "Väntar på Prata."),
        (lambda: looked(worth=1), "skipped", "talk", "", SEARCHER, None),
        (looked, "reopened", "look", "", PRINCIPAL, None),
        (looked, "reopened", "talk", "", PRINCIPAL, "Steget är inte klart."),
        (looked, "reopened", None, "", PRINCIPAL, "Ärendet är inte avslutat."),
        (looked, "corrected", "look", "", PRINCIPAL, None),
        (looked, "corrected", "look", "", {"delegate"}, None),
        (looked, "corrected", "look", "", MENTOR, NOT_YOURS),
        (looked, "corrected", "report", "", REPORTER, None),
        (looked, "corrected", "talk", "", SEARCHER, "Det finns inget att rätta."),
        (looked, "corrected", "nowhere", "", SEARCHER, "Det finns inget att rätta."),
        (looked, "withdrawn", "report", "", PRINCIPAL, None),
        (looked, "withdrawn", "report", "", {"registrar"}, None),
        (looked, "withdrawn", "report", "", REPORTER, ONLY_LEAD),
        (looked, "person_added", None, "", PRINCIPAL, None),
        (looked, "person_added", None, "", SEARCHER, ONLY_LEAD),
        (looked, "note", None, "", SEARCHER, None),
        (looked, "note", None, "", PRINCIPAL, None),
        (looked, "note", None, "", REPORTER, "Du har ingen uppgift i ärendet."),
        (looked, "note", None, "", {"invited"}, None),
        (looked, "deadline_extended", "talk", "", PRINCIPAL, None),
        (looked, "deadline_extended", "talk", "", SEARCHER, ONLY_LEAD),
        (looked, "deadline_extended", "look", "", PRINCIPAL, "Steget har ingen tid att förlänga."),
        (closed, "reopened", None, "", PRINCIPAL, None),
        (closed, "reopened", None, "", SEARCHER, ONLY_LEAD),
        (closed, "note", None, "", PRINCIPAL, CLOSED),
        (closed, "step_done", "talk", "", SEARCHER, CLOSED),
        (closed, "corrected", "talk", "", PRINCIPAL, None),
        (closed, "corrected", "talk", "", SEARCHER, CLOSED),
        (closed, "withdrawn", "talk", "", PRINCIPAL, None),
    ],
)  # fmt: skip
def test_who_may_do_what_when(story, kind, step, instance, roles, why):
    assert answer(story(), kind, step, instance, frozenset(roles)) == why


def test_only_the_last_round_is_reopened():
    story = judged()
    well(story, str(ELIS), True)

    assert answer(story, "reopened", "ask", ELIS) == "Nästa omgång har redan börjat."


def test_a_decision_is_made_by_whom_the_law_says():
    text = changed(
        ('after = [{ step = "talk" }]\n', 'after = [{ step = "talk" }]\nor_by = ["investigator"]\n')
    )
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk")

    assert (
        answer(story, "decision", "judge", ELIS, SEARCHER) == "Beslutet får bara fattas av rektor."
    )
    assert answer(story, "decision", "judge", ELIS, PRINCIPAL) is None


def test_one_who_stands_in_decides_what_the_law_lets_be_handed_over_and_nothing_else():
    for delegable, why in (
        ("false", "Beslutet får inte fattas av den som är ersättare."),
        ("true", None),
    ):
        text = changed(("delegable = false", f"delegable = {delegable}"))
        story = Story(definition=read_definition(text, path="small.toml"))
        story.opened()
        story.done("look", concerned=False, searcher=str(KIM))
        story.done("talk")

        stands_in = frozenset({"principal", "stands_in"})
        assert answer(story, "decision", "judge", ELIS, stands_in) == why
        assert answer(story, "note", "", "", stands_in) is None


def test_a_delegate_decides_where_it_is_allowed():
    text = changed(
        ("delegable = false", "delegable = true"),
        (
            'after = [{ step = "talk" }]\n',
            'after = [{ step = "talk" }]\nor_by = ["delegate", "investigator"]\n',
        ),
    )
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk")

    assert answer(story, "decision", "judge", ELIS, frozenset({"delegate"})) is None
    assert answer(story, "decision", "judge", ELIS, SEARCHER) == (
        "Beslutet får bara fattas av rektor eller rektors delegat."
    )


def to_judge(facts=FACTS, definition=DEFINITION):
    story = Story(facts=facts, definition=definition)
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk")
    return story


@pytest.mark.parametrize(
    ("last", "why"), [("2026-09-13", None), ("2026-09-14", "Högst en vecka."), (None, None)]
)
def test_a_limit_of_length_counts_the_last_day(last, why):
    answers = {"found": True, "starts_on": "2026-09-07", "ends_on": last}

    assert answer(to_judge(), "decision", "judge", ELIS, answers=answers) == why


@pytest.mark.parametrize(
    ("uses", "on", "why"),
    [
        (["2026-07-01", "2026-08-20"], dt.date(2026, 9, 7), "Högst två gånger per halvår."),
        (["2026-06-30", "2026-08-20"], dt.date(2026, 9, 7), None),
        (["2026-07-01", "2026-08-20"], dt.date(2027, 1, 7), None),
        (["2026-07-01", "2026-08-20"], None, None),
    ],
)
def test_a_limit_of_times_counts_the_calendar_half_year(uses, on, why):
    used = tuple(Use("twice", ELIS, dt.date.fromisoformat(use)) for use in uses)
    story = to_judge(Facts(FACTS.persons, used=(*used, Use("twice", KIM, dt.date(2026, 9, 1)))))

    assert answer(story, "decision", "judge", ELIS, on=on) == why


LIMITS = """
[[limit]]
id = "only_lead"
step = "judge"
text = "Bara rektor själv."
only = ["deputy"]
[[limit]]
id = "over"
step = "talk"
text = "Inte efter 2026."
never_after = 2026-12-31
"""


def test_limits_of_role_and_day():
    story = to_judge(definition=read_definition(changed() + LIMITS, path="small.toml"))
    story.write("reopened", "talk")

    assert answer(story, "step_done", "talk", "", SEARCHER, on=dt.date(2026, 12, 31)) is None
    assert (
        answer(story, "step_done", "talk", "", SEARCHER, on=dt.date(2027, 1, 1))
        == "Inte efter 2026."
    )
    story.done("talk")
    assert answer(story, "decision", "judge", ELIS) == "Bara rektor själv."
    assert answer(story, "decision", "judge", ELIS, PRINCIPAL | {"deputy"}) is None


def test_half_years_are_of_the_calendar():
    assert [half_year(dt.date(2026, month, 1)) for month in (1, 6, 7, 12)] == [
        (2026, 1),
        (2026, 1),
        (2026, 2),
        (2026, 2),
    ]


def test_a_case_is_opened_only_from_where_its_definition_says():
    assert may_open(DEFINITION, OpenedBy.PUPIL) is None
    assert str(may_open(DEFINITION, OpenedBy.PUBLIC)) == "Borttappat öppnas inte härifrån."


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_called_something(role):
    assert str(called(DEFINITION, role))


def test_an_assignment_is_called_what_its_definition_says():
    assert str(called(DEFINITION, "calls_home")) == "Ringer hem"


def test_a_refusal_can_be_said_in_another_language():
    english = {"Det kan bara {who} göra.": "Only {who} can do that.", "rektor": "the principal"}
    refusal = may(looked().plan, DEFINITION, Act(EntryKind.PERSON_ADDED), SEARCHER)

    assert refusal
    assert refusal.why.said_by(english.__getitem__) == "Only the principal can do that."


def test_whoever_opened_may_write_in_a_case_where_a_later_step_is_hers():
    text = changed(('or_by = ["delegate"]', 'or_by = ["opener"]'), NOT_NARROW)
    working = Story(read_definition(text, path="small.toml"))
    working.opened()

    assert answer(working, "note", roles=REPORTER) is None
    assert answer(working, "step_done", "look", roles=REPORTER) is None


def test_one_who_is_invited_to_write_does_the_step_and_one_invited_to_read_does_not():
    text = changed(
        ('joins_as = "invited"', 'joins_as = "writer"'),
        (
            'id = "talk"\ntitle = "Prata"\nby = "investigator"',
            'id = "talk"\ntitle = "Prata"\nby = "writer"',
        ),
    )
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM), helpers=[str(MIA)])
    talk = Act(EntryKind.STEP_DONE, "talk")

    assert story.plan.joined[Role.WRITER] == frozenset({MIA})
    assert may(story.plan, story.definition, talk, {"writer"}) is None
    assert str(may(story.plan, story.definition, talk, {"invited"})) == NOT_YOURS


IN_ENGLISH = """
title = "Lost"
[assignments]
calls_home = { title = "Calls home" }
[[limit]]
id = "twice"
text = "At most twice every half-year."
[[step]]
id = "judge"
title = "Assess"
[[step]]
id = "ask"
title = "Ask"
"""


def test_a_reason_calls_things_what_the_translation_calls_them():
    definition = read_definition(SMALL, path="small.toml", texts={"en": IN_ENGLISH})
    names = names_between(definition, definition.in_language("en"))
    used = tuple(Use("twice", ELIS, dt.date(2026, 8, day)) for day in (20, 21))
    story = to_judge(Facts(FACTS.persons, used=used))

    limit = refused(story, "decision", "judge", ELIS, on=dt.date(2026, 9, 7))
    waits = refused(story, "closed", "end")
    from_here = may_open(definition, OpenedBy.CASE)

    assert str(limit.called(names)) == "At most twice every half-year."
    assert str(waits.called(names)) == "Väntar på Assess, Ask."
    assert from_here
    assert str(from_here.why.called(names)) == "Lost öppnas inte härifrån."
    assert str(called(definition, "calls_home").called(names)) == "Calls home"
    assert names_between(definition, definition) == {}


def refused(story, kind, step, instance="", **more):
    act = Act(EntryKind(kind), step, str(instance), **more)
    refusal = may(story.plan, story.definition, act, PRINCIPAL, story.facts)
    assert refusal
    return refusal.why
