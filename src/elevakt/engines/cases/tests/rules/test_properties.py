"""Whatever is done in whatever order: the plan follows the ledger, and the case can be closed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from elevakt.engines.cases.enums import FINISHED, CaseState, EntryKind, FieldType, StepState
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.facts import Facts, PersonInCase
from elevakt.engines.cases.rules.ledger import answers_in_force
from elevakt.engines.cases.rules.plan.planning import plan
from elevakt.engines.cases.tests.rules.small import DEFINITION, ELIS, FACTS, KIM, SARA, Story

EVERYBODY = frozenset(
    {"principal", "deputy", "organiser", "delegate", "investigator", "calls_home", "opener"}
)
KINDS = [
    EntryKind.STEP_DONE,
    EntryKind.DECISION,
    EntryKind.SKIPPED,
    EntryKind.REOPENED,
    EntryKind.CORRECTED,
    EntryKind.WITHDRAWN,
    EntryKind.DEADLINE_EXTENDED,
    EntryKind.NOTE,
    EntryKind.CLOSED,
]
TWO = Facts((*FACTS.persons, PersonInCase(SARA, "owner")), FACTS.guardians)


def answers_to(step, choose):
    """Return some answer to each question of a step that decides what comes next."""
    answers = {}
    for field in step.fields:
        if field.type is FieldType.YES_NO:
            answers[field.id] = choose([True, False])
        elif field.type is FieldType.CHOICE:
            answers[field.id] = choose(list(field.options))
        elif field.type is FieldType.MONEY:
            answers[field.id] = choose([1, 500_000])
        elif field.joins_as and not field.many:
            answers[field.id] = str(KIM)
    return answers


def do(story, kind, step, instance, choose):
    """Write an act in the ledger if it is allowed, and say whether it was."""
    one = story.plan.at(step, instance)
    answers = answers_to(DEFINITION.step(step), choose)
    whole_case = kind in (EntryKind.NOTE, EntryKind.REOPENED) and choose([True, False])
    act = Act(kind, None if whole_case else step, instance, answers)
    if may(story.plan, DEFINITION, act, EVERYBODY, story.facts) is not None:
        return False
    if kind in (EntryKind.CORRECTED, EntryKind.WITHDRAWN):
        earlier = [e for e in story.ledger if (e.step, e.instance) == (step, instance)]
        if not earlier:
            return False
        story.write(kind, step, instance, corrects=choose(earlier).id, **answers)
    elif kind is EntryKind.DEADLINE_EXTENDED:
        story.write(kind, step, instance, due_on="2026-12-01")
    elif whole_case:
        story.write(kind)
    else:
        story.write(kind, step, instance, role=one.roles[0], **answers)
    story.days(choose([0, 1, 20]))
    return True


def finish(story):
    """Do whatever is open, well, until the case is closed; return how many acts it took."""
    for count in range(60):
        found = story.plan
        if found.case_state is CaseState.CLOSED:
            return count
        one = found.open[0]
        step = DEFINITION.step(one.step)
        answers = answers_to(step, lambda options: options[0])
        if step.id == "look":
            answers["concerned"] = False
        kind = EntryKind.STEP_DONE
        if step.closes:
            kind = EntryKind.CLOSED
        elif step.decision:
            kind = EntryKind.DECISION
        act = Act(kind, one.step, one.instance.key, answers)
        assert may(found, DEFINITION, act, EVERYBODY, story.facts) is None
        story.write(kind, one.step, one.instance.key, role=one.roles[0], **answers)
    raise AssertionError("the case cannot be closed")


@settings(max_examples=60)
@given(st.data())
def test_any_order_of_allowed_acts_keeps_ledger_and_plan_equal(data):
    story = Story(facts=TWO)
    story.opened()

    def choose(options):
        return data.draw(st.sampled_from(options))

    for _ in range(data.draw(st.integers(0, 25))):
        one = choose(story.plan.steps)
        do(story, choose(KINDS), one.step, one.instance.key, choose)

    found = story.plan
    shuffled = data.draw(st.permutations(story.ledger))
    assert plan(DEFINITION, shuffled, TWO, story.calendar) == found
    assert answers_in_force(shuffled) == answers_in_force(story.ledger)
    assert len({one.key for one in found.steps}) == len(found.steps)
    for one in found.steps:
        assert (one.finished_at is not None) == (one.state in {StepState.DONE, StepState.SKIPPED})
        assert one.is_finished == (one.state in FINISHED)
        assert one.opened_at or one.state in {StepState.WAITING, StepState.NOT_APPLICABLE}
        assert one.due_on is None or one.due_at.date() >= one.due_on
    if found.case_state is CaseState.CLOSED:
        assert not found.open

    finish(story)

    assert story.plan.case_state is CaseState.CLOSED
    assert story.plan.missing == ()
    assert story.plan.open == ()


@given(st.lists(st.sampled_from([True, False]), max_size=8))
@settings(max_examples=30)
def test_a_follow_up_ends_at_the_first_two_good_answers_in_a_row(answers):
    story = Story()
    story.opened()
    story.done("look", concerned=False, searcher=str(KIM))
    story.done("talk")
    story.write("decision", "judge", str(ELIS), found=False)
    good = 0
    for well in answers:
        rounds = [one for one in story.plan.of("ask") if one.state is StepState.OPEN]
        if good == 2:
            assert rounds == []
            break
        story.days(7).done("ask", rounds[0].instance.key, well=well)
        good = good + 1 if well else 0
