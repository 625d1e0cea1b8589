"""A pupil changes school or school form: whoever leads says what becomes of the running case."""

import datetime as dt
from fractions import Fraction

import pytest
from django.urls import reverse

from elevakt.engines.cases.actions.moving import decide_move
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.enums import Onwards
from elevakt.engines.cases.models import Case, Entry, InForce, Moved
from elevakt.engines.cases.tasks import moves
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.notifications.models import Notice
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.actions.importing import take_in
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Enrolment, GroupMembership
from elevakt.trust.people.rules.difference import Difference, ResourceDifference
from elevakt.trust.people.rules.roster import Enrolment as EnrolmentRow

WHY = "Familjen har flyttat."
SEEN = "Se till honom på rasten."


@pytest.fixture
def case_id(story):
    """A case about Elis: Rut leads, Kim investigates, and something is in force."""
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", g, "do_not_inform") for g in ("vera", "sten")])
    row = {"target": "pupil", "whom": str(story.cast.id("elis")), "what": "Rastvakt"}
    row |= {"instruction": SEEN, "from": "2026-09-07"}
    story.do("kim", case_id, "measures", measures=[row])
    story.later(days=10)
    return case_id


def moved(story, name="elis", to="bjorkangen", form="GR"):
    """A pupil goes to another school since yesterday, or nowhere, as the roster says it."""
    since = story.now - dt.timedelta(days=1)
    person = story.cast.persons[name]
    with arrange():
        for model in (Enrolment, GroupMembership):
            for row in model.objects.filter(person=person):
                row.period = (row.period.lower, since)
                row.save()
        if to:
            Enrolment.objects.create(
                organiser_id=person.organiser_id,
                person=person,
                school_unit=getattr(story.cast, to),
                school_year=7,
                school_type=form,
                period=(since, None),
            )
    look(story)


def look(story):
    with clock.fixed(story.now):
        moves(str(story.cast.organiser.id))


def seen(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return list(Moved.objects.filter(choice=""))


def decides(story, name, choice):
    (row,) = seen(story, name)
    with story.as_(name) as actor:
        decide_move(actor, moved_id=row.id, choice=Onwards(choice), reason=WHY)


def sees(story, name, case_id):
    with story.as_(name):
        return Case.objects.filter(matter_id=case_id).exists()


def told(story, name):
    with arrange():
        found = Notice.objects.filter(person_id=story.cast.id(name), kind="moved")
        return list(found.values_list("title", flat=True))


def kinds(case_id):
    with arrange():
        return list(
            Entry.objects.filter(matter_id=case_id).order_by("no").values_list("kind", flat=True)
        )


def test_whoever_leads_is_asked_and_nobody_else_and_nothing_has_moved(story, case_id):
    moved(story)

    assert len(seen(story, "rut")) == len(seen(story, "beata")) == 1
    for name in ("kim", "mia", "tom", "bo", "nils", "olof", "greta", "ada", "ove"):
        assert seen(story, name) == []
    assert told(story, "rut") == ["Något väntar på dig"]
    assert told(story, "bo") == []
    assert (sees(story, "rut", case_id), sees(story, "kim", case_id)) == (True, True)
    assert not sees(story, "bo", case_id)


def test_it_is_asked_once_and_no_longer_when_the_pupil_is_back(story, case_id):
    moved(story)
    look(story)
    assert len(seen(story, "rut")) == len(told(story, "rut")) == 1

    story.later(days=1)
    moved(story, to="norra")

    assert seen(story, "rut") == []


def test_one_who_goes_where_she_went_or_is_beside_the_matter_moves_nothing(story, case_id):
    story.report("tom", exposed=["hedda"], alleged=["amir"])
    story.later(days=10)
    look(story)
    moved(story, "amir")  # who is said to have done it, and for whom no case is led

    assert seen(story, "rut") == []


def test_the_old_schools_lead_keeps_the_part_of_a_pupil_of_her_own(story):
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.later(days=10)
    moved(story)
    decides(story, "rut", "hand_over")

    assert (sees(story, "rut", case_id), sees(story, "bo", case_id)) == (True, True)
    assert Desk(story, "rut").get(reverse("cases:note", args=[case_id])).status == 404


def test_a_case_is_handed_over_to_the_new_schools_lead_and_the_old_school_knows_of_it_no_more(
    story, case_id
):
    moved(story)
    decides(story, "rut", "hand_over")

    for name in ("rut", "beata", "kim", "mia"):
        assert not sees(story, name, case_id), name
    assert sees(story, "bo", case_id)
    assert told(story, "bo") == ["Något väntar på dig"]
    with arrange():
        assert Case.objects.get(matter_id=case_id).unit_id == story.cast.bjorkangen.id
    assert kinds(case_id)[-1] == "handed_over"
    assert "Prata med dem det gäller" in Desk(story, "bo").get("/").text  # it waited for Kim
    with working(story.cast.organiser.id, "rebuild"), engine_writes(), clock.fixed(story.now):
        assert [found for _, found in rebuild() if found] == []


def test_what_waited_for_one_of_the_old_school_is_whoever_leads_to_do(story, case_id):
    moved(story)
    decides(story, "rut", "hand_over")
    story.later(hours=1)
    talk = {"with": str(story.cast.id("elis")), "account": "Det har lugnat sig."}

    story.do("bo", case_id, "talk", talks=[talk])

    assert ("talk", "") in story.steps(case_id, "done")


def test_a_case_that_is_kept_goes_on_as_before_and_is_asked_of_no_more(story, case_id):
    moved(story)
    decides(story, "rut", "keep")
    look(story)

    assert seen(story, "rut") == []
    assert kinds(case_id)[-1] == "kept"
    assert (sees(story, "rut", case_id), sees(story, "bo", case_id)) == (True, False)


def test_a_case_that_ends_ends_what_is_in_force(story, case_id):
    moved(story)
    with arrange():
        assert InForce.objects.filter(matter_id=case_id).exists()
    with story.as_("rut") as rut:
        (row,) = Moved.objects.all()
        decide_move(rut, moved_id=row.id, choice=Onwards.END, reason=WHY)

    with arrange():
        assert not InForce.objects.filter(matter_id=case_id).exists()
        assert Case.objects.get(matter_id=case_id).state == "closed"


def test_one_who_has_left_the_organisers_schools_is_handed_over_to_nobody(story, case_id):
    moved(story, to=None)
    with pytest.raises(Refused):
        decides(story, "rut", "hand_over")

    page = Desk(story, "rut").get(reverse("cases:moved", args=[seen(story, "rut")[0].id]))
    assert "Eleven går inte längre på någon av huvudmannens skolor." in page.text
    assert "Lämna över" not in page.text


def test_another_school_form_at_the_same_school_is_asked_of_too(story, case_id):
    moved(story, to="norra", form="AG")

    page = Desk(story, "rut").get(reverse("cases:moved", args=[seen(story, "rut")[0].id]))
    assert "Eleven har bytt skolform på skolan." in page.text


def test_nobody_decides_but_whoever_leads_and_only_once(story, case_id):
    moved(story)
    (row,) = seen(story, "rut")
    for name in ("kim", "bo", "mia"):
        with story.as_(name) as actor, pytest.raises(NotFound):
            decide_move(actor, moved_id=row.id, choice=Onwards.KEEP, reason=WHY)
    decides(story, "rut", "keep")
    with story.as_("rut") as rut, pytest.raises(NotFound):
        decide_move(rut, moved_id=row.id, choice=Onwards.END, reason=WHY)


def test_it_is_said_on_the_first_page_with_the_reason_in_the_case(story, case_id):
    rut = Desk(story, "rut")
    moved(story)
    (row,) = seen(story, "rut")
    href = reverse("cases:moved", args=[row.id])
    assert href in rut.get("/").links
    assert "Eleven går nu på Björkängens skola." in rut.get(href).text
    assert rut.fill(href, choice="keep").status == 422

    assert WHY in rut.fill(href, choice="keep", reason=WHY).text
    assert href not in rut.get("/").links
    assert Desk(story, "bo").get(href).status == 404


def test_an_import_that_moves_somebody_has_it_looked_for(story, case_id):
    with arrange():
        was = Enrolment.objects.get(person=story.cast.elis)
    today = story.now.date()
    row = EnrolmentRow(
        id=was.id,
        person_id=was.person_id,
        school_unit_id=story.cast.bjorkangen.id,
        school_type="GR",
        school_year=7,
        starts_on=today,
        ends_on=None,
    )
    enrolments = ResourceDifference("enrolments", (row,), (), (), (), Fraction(0))
    with clock.fixed(story.now), working(story.cast.organiser.id, "import"):
        take_in(story.cast.organiser.id, Difference((enrolments,), (), (), (), ()), source="csv")

    assert "cases.look_for_moves" in run_jobs(story.now)
    assert len(seen(story, "rut")) == 1  # the same enrolment says another school
