"""Who at home is told by a step that is done: each of the own child, and only who may know."""

import uuid

import pytest

from elevakt.engines.cases.enums import Informed, PersonKind, Role, StepState
from elevakt.engines.cases.rules.definition import Inform, Step
from elevakt.engines.cases.rules.facts import Facts, GuardianInCase, PersonInCase
from elevakt.engines.cases.rules.fields import Text
from elevakt.engines.cases.rules.informing import at_home, is_for_home
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.rules.per import Per
from elevakt.engines.cases.rules.plan.values import StepPlan
from elevakt.engines.cases.rules.sentences import say
from elevakt.engines.cases.tests.rules.small import DEFINITION
from elevakt.trust.access.enums import HomeAnswer

ELIS, AMIR, NOVA, KIM, VERA, STEN, FARID, LO = (uuid.UUID(int=number) for number in range(1, 9))
INFORM, ASK = HomeAnswer.INFORM, HomeAnswer.ASK


def facts(*answers, is_adult=False):
    """Return a case about Elis and Amir, which Nova saw and Kim found, with these homes."""
    return Facts(
        persons=(
            PersonInCase(ELIS, "owner", is_adult=is_adult),
            PersonInCase(AMIR, "finder"),
            PersonInCase(KIM, "finder", PersonKind.STAFF),
            PersonInCase(NOVA, "onlooker"),
        ),
        guardians=tuple(GuardianInCase(*home) for home in answers),
    )


def told(who, around, instance=""):
    one = StepPlan("end", Instance.of(instance), StepState.DONE, (), say("Klart."))
    found = at_home(DEFINITION, Inform(Informed(who)), one, around)
    return [(home.person, home.pupil, home.basis) for home in found]


def test_each_guardian_who_may_know_is_told_of_the_own_child():
    around = facts((ELIS, VERA, INFORM), (ELIS, STEN, ASK), (AMIR, FARID, INFORM))

    assert told("guardians", around) == [(VERA, ELIS, "guardian"), (FARID, AMIR, "guardian")]


@pytest.mark.parametrize(
    ("instance", "persons"),
    [(f"{ELIS}", [VERA, STEN]), (f"{ELIS}/{STEN}", [STEN]), (f"{AMIR}/{STEN}", [])],
)
def test_a_step_for_somebody_tells_of_her_alone(instance, persons):
    around = facts((ELIS, VERA, INFORM), (ELIS, STEN, INFORM), (AMIR, FARID, INFORM))

    assert [person for person, *_ in told("guardians", around, instance)] == persons


def test_the_home_of_one_who_only_saw_is_never_told():
    around = facts((NOVA, LO, INFORM))

    assert told("guardians", around) == told("pupil", around) == []


def test_when_the_pupil_is_of_age_she_is_told_and_not_her_home():
    around = facts((ELIS, VERA, INFORM), (ELIS, STEN, ASK), is_adult=True)

    assert told("guardians", around) == []
    assert told("pupil", around) == [(ELIS, ELIS, "self")]


@pytest.mark.parametrize(
    ("homes", "persons"),
    [
        ([(ELIS, VERA, INFORM), (ELIS, STEN, INFORM)], [ELIS]),
        ([(ELIS, VERA, INFORM), (ELIS, STEN, ASK)], []),
        ([], []),  # nobody knows who reads beside her
    ],
)
def test_a_pupil_is_told_only_where_everybody_at_home_may_know(homes, persons):
    assert [person for person, *_ in told("pupil", facts(*homes))] == persons


@pytest.mark.parametrize("who", ["organiser", "reporter", "home_municipality", "authority"])
def test_others_than_the_home_are_not_told_so(who):
    assert told(who, facts((ELIS, VERA, INFORM))) == []


def shown(state="done", **of):
    step = Step("end", Text("Klart"), by=("principal",), **of)
    one = StepPlan("end", Instance(ELIS), StepState(state), (), say("Klart."))
    return is_for_home(step, one)


@pytest.mark.parametrize("state", ["open", "done"])
def test_a_home_sees_how_every_step_stands_that_always_comes(state):
    assert shown(state)


@pytest.mark.parametrize("who", ["guardians", "pupil"])
def test_a_step_with_a_condition_is_seen_when_it_is_done_and_told_the_home(who):
    informs = (Inform(Informed(who)),)

    assert shown(when="true", informs=informs)
    assert not shown("open", when="true", informs=informs)
    assert not shown(when="true", informs=(Inform(Informed.AUTHORITY),))


def test_no_home_sees_a_step_that_is_done_for_a_guardian_or_that_few_read():
    assert not shown(per=Per(guardian_of=("owner",)))
    assert not shown(per=Per(joined=Role.WRITER))
    assert not shown(circle="leadership")
