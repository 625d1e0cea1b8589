"""May the home be told? The answer is itself secret."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import HomeDecision, SpecialCircumstance
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import past
from elevakt.trust.access.tests.asking import column, rows
from elevakt.trust.access.tests.matters import bar, decide, invite, open_matter
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person, Responsible

STAFF_AROUND_ELIS = ("rut", "beata", "mia", "tom", "lo")


def may_call(cast, name, pupil):
    """Return the first names of those whom somebody may call about a pupil."""
    with acting_as(cast.actor(name)):
        found = column("select guardian_id from access.may_call(%s)", cast.id(pupil))
    return {key for key, person in cast.persons.items() if person.id in found}


def decisions(cast, name, matter):
    """Return the decisions of a matter that somebody sees, by guardian."""
    with acting_as(cast.actor(name)):
        found = dict(
            HomeDecision.objects.filter(matter=matter).values_list("guardian_id", "answer")
        )
    return {key: found[person.id] for key, person in cast.persons.items() if person.id in found}


def who_sees(cast, matter):
    """Return who, of the whole staff, sees any decision of a matter."""
    return {name for name in cast.persons if decisions(cast, name, matter)}


# ---- the decision --------------------------------------------------------------------------------


def test_only_whoever_works_in_the_matter_and_may_know_the_home_sees_the_decision(cast):
    matter = open_matter(cast, "elis")
    decide(cast, matter, "elis", "vera", "inform")
    decide(cast, matter, "elis", "sten", "do_not_inform")
    invite(cast, matter, "kim", "work")
    invite(cast, matter, "stina", "work", may_write=False)
    invite(cast, matter, "tom", "report", basis=Basis.REPORTED, may_write=False)

    assert who_sees(cast, matter) == {"rut", "beata", "kim"}
    assert decisions(cast, "kim", matter) == {"vera": "inform", "sten": "do_not_inform"}


def test_the_mentor_sees_the_decision_once_she_has_work_in_the_matter(cast):
    matter = open_matter(cast, "elis")
    decide(cast, matter, "elis", "vera", "ask")
    assert decisions(cast, "mia", matter) == {}

    invite(cast, matter, "mia", "work", about="elis")

    assert decisions(cast, "mia", matter) == {"vera": "ask"}


def test_work_with_one_pupils_part_shows_no_other_pupils_decision(cast):
    matter = open_matter(cast, "elis", "amir")
    decide(cast, matter, "elis", "vera", "ask")

    invite(cast, matter, "mia", "work", about="amir")

    assert decisions(cast, "mia", matter) == {}


def test_a_guardian_on_the_staff_side_never_sees_the_decision_about_herself(cast):
    matter = open_matter(cast, "nova")
    decide(cast, matter, "nova", "lo", "do_not_inform")
    with arrange():
        cast.organiser.employ(cast.lo, cast.norra, "Rektor")
        cast.organiser.mentor(cast.organiser.employ(cast.lo, cast.norra), cast.class_7c)
    invite(cast, matter, "lo", "work")

    assert who_sees(cast, matter) == {"rut", "beata"}


def test_the_accused_lead_sees_no_decision(cast):
    matter = open_matter(cast, "elis")
    decide(cast, matter, "elis", "vera", "ask")

    bar(cast, matter, "rut")

    assert who_sees(cast, matter) == {"beata"}


def test_the_family_side_has_no_right_to_ask(cast):
    with (
        pytest.raises(ProgrammingError, match="permission denied for table home_decision"),
        acting_as(cast.actor("vera", Side.FAMILY)),
    ):
        HomeDecision.objects.count()


# ---- may I call? ---------------------------------------------------------------------------------


def test_whoever_meets_the_pupil_may_call_home_when_nothing_speaks_against_it(cast):
    for name in STAFF_AROUND_ELIS:
        assert may_call(cast, name, "elis") == {"vera", "sten"}
    for name in set(cast.persons) - set(STAFF_AROUND_ELIS):
        assert may_call(cast, name, "elis") == set()


@pytest.mark.parametrize("answer", ["ask", "do_not_inform"])
def test_blocked_and_unclear_look_the_same(cast, answer):
    matter = open_matter(cast, "elis")
    decide(cast, matter, "elis", "vera", "inform")
    decide(cast, matter, "elis", "sten", answer)

    assert may_call(cast, "tom", "elis") == {"vera"}


def test_the_strictest_of_several_matters_counts(cast):
    for answer in ("inform", "do_not_inform", "inform"):
        decide(cast, open_matter(cast, "elis"), "elis", "vera", answer)

    assert may_call(cast, "mia", "elis") == set()


def test_the_latest_decision_of_a_matter_counts(cast):
    matter = open_matter(cast, "elis")
    decide(cast, matter, "elis", "vera", "ask", minutes_ago=30)
    decide(cast, matter, "elis", "sten", "inform", minutes_ago=30)
    decide(cast, matter, "elis", "vera", "inform", minutes_ago=20)
    decide(cast, matter, "elis", "sten", "ask", minutes_ago=40)

    assert may_call(cast, "mia", "elis") == {"vera", "sten"}


def test_of_two_decisions_in_one_act_the_later_counts(cast):
    matter = open_matter(cast, "elis")
    with clock.fixed(clock.now()):
        for earlier, later in (("vera", "sten"), ("sten", "vera")):
            decide(cast, matter, "elis", earlier, "ask")
            decide(cast, matter, "elis", later, "inform")

    assert may_call(cast, "mia", "elis") == {"vera"}


def test_a_guardian_who_comes_after_the_decision_is_to_be_asked_about(cast):
    matter = open_matter(cast, "amir")
    with arrange():
        cast.organiser.guard(cast.hans, cast.amir)
    assert may_call(cast, "mia", "amir") == {"hans"}
    decide(cast, matter, "amir", "hans", "inform")
    assert may_call(cast, "mia", "amir") == {"hans"}

    with arrange():
        cast.organiser.guard(cast.sten, cast.amir)

    assert may_call(cast, "mia", "amir") == {"hans"}


def test_only_guardians_of_today_may_be_called(cast):
    with arrange():
        cast.organiser.guard(cast.hans, cast.elis, past())
        other = cast.organiser.guard(cast.hugo, cast.elis)
        Responsible.objects.filter(id=other.id).update(relation_type="Annan ansvarig")

    assert may_call(cast, "mia", "elis") == {"vera", "sten"}


def test_special_circumstances_and_protection_look_as_blocked_does(cast):
    with arrange():
        cast.organiser.teach(cast.organiser.employ(cast.kim, cast.norra), cast.class_7c)
        Person.objects.filter(id=cast.sten.id).update(is_protected=True)

    assert may_call(cast, "mia", "hedda") == set()
    assert may_call(cast, "kim", "hilda") == set()
    assert may_call(cast, "mia", "elis") == {"vera"}


def test_a_teacher_of_her_own_child_is_not_told_whether_she_is_blocked(cast):
    with arrange():
        cast.organiser.teach(cast.organiser.employ(cast.lo, cast.norra), cast.class_7c)
        cast.organiser.guard(cast.hans, cast.nova)
    matter = open_matter(cast, "nova")
    assert may_call(cast, "cilla", "nova") == {"lo", "hans"}
    unblocked = may_call(cast, "lo", "nova")

    decide(cast, matter, "nova", "lo", "do_not_inform")
    decide(cast, matter, "nova", "hans", "inform")

    assert may_call(cast, "cilla", "nova") == {"hans"}
    assert may_call(cast, "lo", "nova") == unblocked == set()


def test_the_answer_tells_nobody_of_a_matter_that_she_is_shut_out_of(cast):
    matter = open_matter(cast, "elis")
    decide(cast, matter, "elis", "vera", "do_not_inform")
    decide(cast, matter, "elis", "sten", "inform")

    bar(cast, matter, "mia")

    assert may_call(cast, "mia", "elis") == {"vera", "sten"}
    assert may_call(cast, "tom", "elis") == {"sten"}


def test_nobody_on_the_family_side_may_ask_whom_the_school_calls(cast):
    with (
        pytest.raises(ProgrammingError, match="permission denied for function may_call"),
        acting_as(cast.actor("vera", Side.FAMILY)),
    ):
        rows("select access.may_call(%s)", cast.elis.id)


def test_nobody_in_particular_may_be_called(cast):
    with acting_as(cast.actor("mia")):
        assert rows("select access.may_call(null)") == []


# ---- special circumstances -----------------------------------------------------------------------


def circumstances(cast):
    """Return who, of the whole staff, sees that there are special circumstances."""
    seeing = set()
    for name in cast.persons:
        with acting_as(cast.actor(name)):
            if SpecialCircumstance.objects.exists():
                seeing.add(name)
    return seeing


def test_special_circumstances_are_for_mentor_and_lead(cast):
    assert circumstances(cast) == {"rut", "beata", "mia"}


@pytest.mark.parametrize("relation", ["Vårdnadshavare", "Annan ansvarig"])
def test_special_circumstances_are_hidden_from_the_mentor_who_is_kin(cast, relation):
    with arrange():
        tie = cast.organiser.guard(cast.mia, cast.hedda, past())
        Responsible.objects.filter(id=tie.id).update(relation_type=relation)

    assert circumstances(cast) == {"rut", "beata"}


def test_special_circumstances_of_a_protected_pupil_are_for_the_circle(cast):
    with arrange():
        Person.objects.filter(id=cast.hedda.id).update(is_protected=True)

    assert circumstances(cast) == {"rut", "beata"}


def test_circumstances_that_have_ended_no_longer_block(cast):
    with arrange():
        SpecialCircumstance.objects.update(
            valid_during=(clock.now() - dt.timedelta(days=9), clock.now())
        )

    assert may_call(cast, "tom", "hedda") == {"hans"}
    assert may_call(cast, "mia", "hedda") == {"hans"}


def test_to_lead_a_matter_opens_no_home_at_another_school(cast):
    matter = open_matter(cast, "nora")
    with arrange():
        cast.organiser.guard(cast.hans, cast.nora)

    for name, knows in (("rut", False), ("bo", True), ("kim", True)):
        invite(cast, matter, "kim", "work")
        with acting_as(cast.actor(name)):
            assert Responsible.objects.filter(pupil=cast.nora).exists() is knows, name


def test_an_ended_home_is_no_longer_known(cast):
    with arrange():
        Responsible.objects.filter(guardian=cast.sten).update(period=past())
    with acting_as(cast.actor("mia")):
        assert set(Person.objects.filter(id__in=[cast.vera.id, cast.sten.id])) == {cast.vera}
