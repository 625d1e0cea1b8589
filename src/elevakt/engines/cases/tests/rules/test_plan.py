import datetime as dt
from dataclasses import replace

from elevakt.engines.cases.enums import OpenedBy, Role
from elevakt.engines.cases.rules.calendar import WorkingCalendar
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.ledger import answers_in_force
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.tests.rules.changing import changed
from elevakt.engines.cases.tests.rules.small import (
    DEFINITION,
    ELIS,
    FACTS,
    KIM,
    MIA,
    SARA,
    VERA,
    VIKTOR,
    Story,
)
from elevakt.engines.cases.tests.rules.stories import HOME, judged, looked, reported, well
from elevakt.trust.access.enums import HomeAnswer


def test_a_new_case_waits_for_the_principal():
    story = reported()

    assert story.plan.case_state == "new"
    assert story.states() == {
        "report": "done",
        "look": "open",
        "post": "open",
        f"call/{HOME}": "waiting",
        "talk": "waiting",
        f"judge/{ELIS}": "waiting",
        f"ask/{ELIS}": "waiting",
        "end": "waiting",
    }
    assert story.at("look").roles == ("principal", "delegate")
    assert str(story.at(*("judge", ELIS)).why) == "Väntar på Prata."


def test_what_is_done_with_another_is_done_when_that_is():
    story = looked()

    post, look = story.at("post"), story.at("look")

    assert (post.state, post.finished_at, post.no) == ("done", look.finished_at, 2)
    assert story.plan.by_itself == ()
    assert story.plan.case_state == "ongoing"


def test_what_is_done_when_due_is_done_by_nobody_and_stays_done():
    story = reported()
    assert [one.step for one in story.plan.by_itself] == ["post"]

    story.days(1).write("step_done", "post", by=None, role="machinery")

    assert story.at("post").no == 2
    assert story.plan.case_state == "new"
    story.done("look", concerned=False, searcher=str(KIM))
    assert story.at("post").no == 2


def test_only_guardians_who_may_be_told_have_a_row():
    story = looked()

    assert [one.instance for one in story.plan.of("call")] == [Instance(ELIS, VERA)]
    assert story.at("call", HOME).roles == ("calls_home", "principal")


def test_a_guardian_who_was_told_and_then_blocked_stays_as_done():
    story = looked()
    story.done("call", HOME, outcome="reached")
    story.facts = Facts(FACTS.persons, ())

    assert [(one.instance.key, one.state) for one in story.plan.of("call")] == [(HOME, "done")]


def test_a_pupil_of_age_has_no_guardian_to_tell_and_the_case_can_be_closed():
    story = Story(facts=Facts((PersonInCase(ELIS, "owner", is_adult=True),), FACTS.guardians))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk")
    story.write("decision", "judge", str(ELIS), found=True)

    assert story.plan.of("call") == ()
    assert story.plan.case_state == "ready_to_close"


def test_an_answer_that_keeps_the_step_open_is_logged():
    story = looked()
    story.done("call", HOME, outcome="not_reached")
    story.done("call", HOME, outcome="not_reached")

    call = story.at("call", HOME)

    assert (call.state, call.tries, call.finished_at) == ("open", 2, None)


def test_a_question_that_may_leave_the_step_open_leaves_it_open_unanswered():
    story = looked()
    story.done("call", HOME)

    assert (story.at("call", HOME).state, story.at("call", HOME).tries) == ("open", 1)


def test_a_question_that_may_leave_the_step_open_but_is_not_always_asked_does_not():
    asked = 'keeps_open = ["not_reached"]'
    text = changed((asked, f'{asked}\n  shown_when = "false"'))
    story = looked()
    story.definition = read_definition(text, path="small.toml")
    story.done("call", HOME)

    assert story.at("call", HOME).state == "done"


def test_a_step_comes_again_when_nobody_has_said_that_it_need_not():
    text = changed(('label = "Är allt bra?"\n  required = true\n', 'label = "Är allt bra?"\n'))
    story = judged(found=False)
    story.definition = read_definition(text, path="small.toml")
    story.done("ask", str(ELIS))

    assert story.at("ask", Instance(ELIS, round=2).key).state == "open"


def test_a_condition_rules_a_step_out_when_what_it_asks_is_known():
    assert judged(found=True).at("ask", ELIS).state == "not_applicable"
    assert judged(found=False).at("ask", ELIS).state == "open"
    assert str(judged(found=True).at("ask", ELIS).why) == "Behövs inte i det här ärendet."


def test_a_step_may_be_skipped_when_its_condition_holds():
    cheap, dear = looked(worth=9_00), looked(worth=99_00)

    assert (cheap.at("talk").may_be_skipped, dear.at("talk").may_be_skipped) == (True, False)


def test_what_needs_the_skipped_step_is_not_needed():
    story = looked(worth=9_00)
    story.write("skipped", "talk")
    story.write("decision", "judge", str(ELIS), found=False)

    assert story.at("talk").state == "skipped"
    assert story.at("ask", ELIS).state == "not_applicable"
    assert str(story.at("ask", ELIS).why) == "Behövs inte utan Prata."
    assert "talk" not in answers_in_force(story.ledger)


def test_a_step_after_one_that_does_not_apply_does_not_apply_either():
    text = changed(
        ('title = "Prata"', 'title = "Prata"\nwhen = "false"'),
        (
            '{ step = "judge" }, { step = "call" }',
            '{ step = "judge", if_applies = true }, { step = "call" }',
        ),
    )
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))

    assert story.at("judge", ELIS).state == "not_applicable"
    assert str(story.at("judge", ELIS).why) == "Behövs inte utan Prata."


def test_a_follow_up_repeats_until_yes_twice_in_a_row():
    story = judged()
    story.days(7)
    first = story.at("ask", ELIS)
    well(story, str(ELIS), True)
    story.days(14)
    well(story, f"{ELIS}#2", False)
    story.done("talk", talks=[])
    well(story, f"{ELIS}#3", True)

    assert first.due_on == dt.date(2026, 9, 14)
    assert [one.state for one in story.plan.of("ask")] == ["done", "done", "done", "open"]
    assert story.at("ask", f"{ELIS}#4").due_on == dt.date(2026, 10, 12)

    well(story, f"{ELIS}#4", True)

    assert len(story.plan.of("ask")) == 4
    assert story.plan.case_state == "ready_to_close"


def test_an_answer_opens_the_same_persons_step_again_where_both_are_per_person():
    text = changed(('title = "Prata"', 'title = "Prata"\nper = { person = "owner" }'))
    facts = Facts((PersonInCase(ELIS, "owner"), PersonInCase(SARA, "owner")))
    story = Story(definition=read_definition(text, path="small.toml"), facts=facts)
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    for one in (ELIS, SARA):
        story.done("talk", str(one))
        story.write("decision", "judge", str(one), found=False)

    well(story, str(SARA), False)

    assert story.at("talk", ELIS).state == "done"
    assert story.at("talk", SARA).state == "open"


def test_each_person_comes_through_at_her_own_pace():
    facts = Facts((PersonInCase(ELIS, "owner"), PersonInCase(SARA, "owner")))
    story = Story(facts=facts)
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk")
    story.write("decision", "judge", str(ELIS), found=False)

    assert story.at("ask", ELIS).state == "open"
    assert story.at("ask", SARA).state == "waiting"


def test_whoever_has_left_keeps_what_was_done_and_is_asked_nothing_new():
    story = judged()
    well(story, str(ELIS), True)
    story.facts = Facts((PersonInCase(SARA, "owner"),))

    assert [(one.instance.person, one.state) for one in story.plan.of("ask")] == [
        (SARA, "waiting"),
        (ELIS, "done"),
    ]


def test_the_end_opens_when_nothing_is_missing():
    story = judged(found=True)
    ready = story.at("end")

    story.write("closed", "end")

    assert (ready.state, ready.due_on) == ("open", dt.date(2026, 9, 14))
    assert story.plan.case_state == "closed"
    assert story.plan.missing == ()


def test_nothing_new_is_to_be_done_in_a_closed_case():
    story = judged(found=True)
    story.write("closed", "end")
    story.facts = Facts(FACTS.persons, (GuardianInCase(ELIS, VIKTOR, HomeAnswer.INFORM),))

    late = story.at("call", Instance(ELIS, VIKTOR).key)

    assert (late.state, str(late.why), late.due_on) == (
        "not_applicable",
        "Ärendet är avslutat.",
        None,
    )


def test_a_closed_case_that_is_reopened_can_be_closed_again():
    story = judged(found=True)
    story.write("closed", "end")
    story.days(3).write("reopened")

    assert story.plan.case_state == "ready_to_close"
    story.write("reopened", "talk")
    assert story.plan.case_state == "ongoing"


def test_a_note_changes_nothing():
    story = judged()
    before = story.plan

    story.write("note")
    story.write("note", "talk")

    assert story.plan == before


def test_a_step_is_reopened_and_keeps_its_answers_until_it_is_done_anew():
    story = looked()
    story.write("reopened", "look")

    look = story.at("look")

    assert (look.state, look.reopened_at, look.due_on) == ("open", story.now, dt.date(2026, 9, 9))
    assert answers_in_force(story.ledger)["look"][""]["searcher"] == str(KIM)
    assert story.at("talk").state == "waiting"
    assert story.at("post").state == "done"


def test_reopening_what_is_open_changes_nothing():
    story = reported()
    story.write("reopened", "look")

    assert story.at("look").reopened_at is None


def test_whoever_is_concerned_passes_the_lead_on():
    story = reported()
    story.done("look", concerned=True)

    assert story.plan.lead == "deputy"
    assert story.at("look").roles == ("deputy",)
    assert (story.at("look").state, story.at("look").tries) == ("open", 1)

    story.done("look", role="deputy", concerned=True)

    assert story.plan.lead == "organiser"


def test_the_lead_passes_no_further_than_the_last():
    story = Story(facts=Facts(FACTS.persons, lead=Role.ORGANISER))
    story.opened()
    story.done("look", role="organiser", concerned=True)

    assert story.plan.lead == "organiser"


def test_an_accused_principal_never_leads():
    story = Story(facts=Facts(FACTS.persons, lead=Role.ORGANISER))
    story.opened()

    assert {role for one in story.plan.steps for role in one.roles} == {"opener", "organiser"}


def test_a_case_of_the_organiser_is_led_by_it():
    text = changed(('lead_unit = { enrolment_of = "owner" }', "lead_unit = { organiser = true }"))
    story = Story(definition=read_definition(text, path="small.toml"))
    story.opened()

    assert story.plan.lead == "organiser"


def test_a_step_for_the_delegate_alone_falls_to_whoever_leads_instead():
    text = changed(('by = "principal"\nor_by = ["delegate"]', 'by = "delegate"'))
    facts = Facts(FACTS.persons, lead=Role.DEPUTY)
    story = Story(definition=read_definition(text, path="small.toml"), facts=facts)
    story.opened()

    assert story.at("look").roles == ("deputy",)


def test_the_plan_says_who_was_given_work():
    assert looked().plan.joined == {
        Role.INVESTIGATOR: frozenset({KIM}),
        Role.INVITED: frozenset({MIA}),
    }


def test_what_nobody_has_been_given_waits_for_the_next_or_for_whoever_leads():
    story = reported()
    story.done("look", concerned=False)

    assert story.at("talk").roles == ("principal",)
    assert {one.roles for one in story.plan.of("ask")} <= {("principal",)}
    assert looked().at("talk").roles == ("investigator",)


def test_what_was_given_to_one_who_is_shut_out_waits_for_whoever_leads():
    story = looked()
    story.facts = replace(story.facts, own_people=frozenset({KIM}))

    assert story.at("talk").roles == ("principal",)


def test_an_empty_ledger_has_a_plan():
    empty = plan(DEFINITION, (), Facts(opened_by=OpenedBy.PUPIL), WorkingCalendar())

    assert [(one.step, one.due_on) for one in empty.open] == [("report", None)]
    assert empty.at("nothing") is None
