import datetime as dt

from elevakt.engines.cases.enums import CaseState
from elevakt.engines.cases.rules.calendar import Stretch, WorkingCalendar
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.plan.planning import what_is_missing
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import changed
from elevakt.engines.cases.tests.rules.small import (
    CALL,
    DEFINITION,
    ELIS,
    FACTS,
    KIM,
    MIA,
    MONDAY,
    SARA,
    VIKTOR,
    Story,
)
from elevakt.engines.cases.tests.rules.stories import HOME, judged, looked, reported, well
from elevakt.trust.access.enums import HomeAnswer


def test_deadlines_count_from_the_step_they_say():
    story = reported()

    look, post, judge = story.at("look"), story.at("post"), story.at("judge", ELIS)

    assert look.due_at == dt.datetime(2026, 9, 9, 13, tzinfo=dt.UTC)
    assert (post.due_on, post.due_at.day) == (dt.date(2026, 9, 8), 9)
    assert judge.due_on == story.at("talk").due_on == dt.date(2026, 9, 21)
    assert story.at("ask", ELIS).due_on is None


def test_a_step_may_have_no_deadline():
    text = changed(("within = { working_days = 1 }\n", ""), ("done_when_due = true\n", ""))
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()

    assert (story.at("post").state, story.at("post").due_at) == ("open", None)


def test_the_calendar_of_the_unit_moves_a_deadline():
    term = Stretch(dt.date(2026, 8, 17), dt.date(2026, 12, 19))
    study_days = Stretch(dt.date(2026, 9, 8), dt.date(2026, 9, 10))
    story = Story(calendar=WorkingCalendar((term,), (study_days,)))
    story.opened()

    assert story.at("look").due_on == dt.date(2026, 9, 11)


def test_whoever_was_not_reached_is_called_again_the_next_school_day():
    story = looked().days(4)

    story.done("call", HOME, outcome="not_reached")
    assert story.at("call", HOME).due_on == dt.date(2026, 9, 14)

    story.days(3).done("call", HOME, outcome="not_reached")
    assert story.at("call", HOME).due_on == dt.date(2026, 9, 15)


def test_a_try_brings_no_deadline_nearer():
    story = looked()
    story.write("deadline_extended", "call", HOME, due_on="2026-09-30")

    story.done("call", HOME, outcome="not_reached")

    assert story.at("call", HOME).due_on == dt.date(2026, 9, 30)


def test_a_call_that_is_opened_again_begins_anew():
    story = looked()
    story.done("call", HOME, outcome="not_reached")
    story.done("call", HOME, outcome="reached")

    story.days(7).write("reopened", "call", HOME)

    assert story.at("call", HOME).due_on == dt.date(2026, 9, 14)
    assert story.at("call", HOME).tries == 0


def test_a_step_that_is_no_call_keeps_its_deadline_when_it_was_tried():
    story = Story(definition=read_definition(changed((CALL, "")), path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM), helpers=[str(MIA)])

    story.days(4).done("call", HOME, outcome="not_reached")

    assert story.at("call", HOME).due_on == MONDAY.date()


def test_a_guardian_cleared_later_is_to_be_told_from_that_day():
    story = looked()
    since = MONDAY + dt.timedelta(days=4)
    story.facts = Facts(
        FACTS.persons,
        (*FACTS.guardians[:1], GuardianInCase(ELIS, VIKTOR, HomeAnswer.INFORM, since)),
    )

    assert story.at("call", Instance(ELIS, VIKTOR).key).due_on == since.date()
    assert story.at("call", HOME).due_on == MONDAY.date()


def test_an_answer_opens_the_step_before_again_with_its_time_anew():
    story = judged()
    story.days(7)

    well(story, str(ELIS), False)

    talk = story.at("talk")
    assert (talk.state, talk.reopened_at) == ("open", story.now)
    assert talk.due_on == dt.date(2026, 9, 28)
    assert story.at("ask", f"{ELIS}#2").state == "open"
    assert story.at("judge", ELIS).state == "done"
    assert [str(one) for one in what_is_missing(DEFINITION, story.plan)] == [
        "Prata är inte klart.",
        "Fråga är inte klart.",
    ]


def test_somebody_added_later_has_the_time_from_that_day():
    story = judged(found=True)
    since = MONDAY + dt.timedelta(days=30)
    story.facts = Facts((*FACTS.persons, PersonInCase(SARA, "owner", since=since)), FACTS.guardians)

    assert story.at("judge", SARA).state == "open"
    assert story.at("judge", SARA).due_on == dt.date(2026, 10, 21)
    assert story.plan.case_state is CaseState.ONGOING


def test_whoever_is_named_twice_counts_from_the_first():
    since = MONDAY + dt.timedelta(days=30)
    story = judged(found=True)
    story.facts = Facts(
        (*FACTS.persons, PersonInCase(ELIS, "finder", since=since)), FACTS.guardians
    )

    assert story.at("judge", ELIS).since is None


def test_an_extended_deadline_counts_and_falls_when_the_step_is_reopened():
    story = reported()
    story.write("deadline_extended", "look", due_on="2026-09-30")
    extended = story.at("look")
    story.done("look", concerned=False, searcher=str(KIM))
    story.write("reopened", "look")

    assert extended.due_on == dt.date(2026, 9, 30)
    assert story.at("look").due_on == dt.date(2026, 9, 9)


def test_a_deadline_may_count_from_a_day_that_somebody_answers():
    counts = 'within = { period = "P3W", from_answer = { step = "judge", field = "ends_on" } }'
    text = changed(('within = { period = "P1W" }\nwhen', f"{counts}\nwhen"))
    story = Story(read_definition(text, path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk")
    judged = story.write("decision", "judge", str(ELIS), found=False)
    assert story.at("ask", ELIS).due_on is None

    story.write("corrected", "judge", str(ELIS), corrects=judged.id, ends_on="2026-09-14")
    assert story.at("ask", ELIS).due_on == dt.date(2026, 10, 5)
