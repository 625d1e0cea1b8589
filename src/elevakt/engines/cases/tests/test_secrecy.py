"""What nobody may learn of a case. Each story holds data that could leak."""

import uuid

import pytest
from django.db import ProgrammingError, connection, transaction

from elevakt.engines.cases.actions.doing import (
    add_note,
    correct,
    name_person,
    say_concerned,
    withdraw,
)
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.models import (
    Attachment,
    Case,
    CasePerson,
    Entry,
    EntryPart,
    InForce,
    Step,
    Withdrawn,
)
from elevakt.engines.cases.queries.cases import cases_about, my_reports, unit_counts, visible_case
from elevakt.engines.cases.queries.tasks import Work, my_work
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.notifications.models import Notice
from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import ids
from elevakt.trust.access.models import HomeDecision, RosterReader
from elevakt.trust.access.queries.homes import homes, may_call
from elevakt.trust.access.queries.pupils import pupil
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

EVERYTHING = (
    Case,
    CasePerson,
    Step,
    Entry,
    EntryPart,
    Withdrawn,
    InForce,
    Attachment,
    Document,
    Notice,
)


def seen(story, name, side=Side.STAFF):
    """Return how many rows of every table somebody sees."""
    tables = EVERYTHING if side is Side.STAFF else (Case, EntryPart, Document, Notice)
    with story.as_(name, side):
        return {model.__name__: model.objects.count() for model in tables if model.objects.count()}


def test_a_reporter_sees_the_own_report_and_its_state(story):
    case_id = story.report("nils", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])

    assert seen(story, "nils") == {"Case": 1, "Entry": 3, "EntryPart": 3}
    with story.as_("nils") as nils:
        assert [row.number for row in my_reports(nils)] == [""]
        assert {part.circle for part in EntryPart.objects.all()} == {"report"}
        assert my_work(nils) == Work((), ())
        with pytest.raises(NotFound):
            pupil(nils, story.cast.id("elis"))


def test_nobody_else_knows_that_the_case_exists(story):
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])

    others = ("lo", "stina", "cilla", "bo", "nils", "ada", "greta", "ove")

    assert [seen(story, name) for name in others] == [{}] * len(others)
    assert seen(story, "vera", Side.FAMILY) == seen(story, "elis", Side.FAMILY) == {}


def test_an_accused_principal_cannot_find_it_nor_see_that_it_exists(story):
    first = story.report("tom", exposed=["elis"])
    before = seen(story, "rut")
    with story.as_("rut") as rut:
        counted = unit_counts(rut, story.cast.norra.id)

    story.report("mia", exposed=["amir"], alleged=["rut"])
    second = story.report("tom", exposed=["amir"])

    with story.as_("rut") as rut:
        numbers = sorted(Case.objects.values_list("number", flat=True))
        assert (unit_counts(rut, story.cast.norra.id).open, counted.open) == (2, 1)
    assert numbers == ["ELEV1 2026-1", "ELEV1 2026-2"]
    assert before["Case"] == 1
    with story.as_("olof") as olof:
        assert [(task.number, task.step) for task in my_work(olof).mine] == [
            ("ELEVH 2026-1", "receive")
        ]
    assert {first, second} == {case.pk for case in cases_of(story, "rut")}


def cases_of(story, name):
    with story.as_(name):
        return list(Case.objects.all())


def test_the_deputy_is_passed_too_when_the_principal_is_accused(story):
    story.report("mia", exposed=["amir"], alleged=["rut"])

    assert seen(story, "beata") == {}


def test_an_accused_teacher_sees_nothing_though_she_teaches_the_child(story):
    case_id = story.report("mia", exposed=["elis"], alleged=["tom"])

    assert seen(story, "tom") == {}
    with story.as_("rut") as rut:
        assert [task.step for task in my_work(rut).mine] == ["receive"]
        assert visible_case(rut, case_id).lead == "principal"


def test_a_teacher_reads_nothing_of_her_own_childs_case_as_staff(story):
    case_id = story.report("cilla", exposed=["nova"])
    story.receive("rut", case_id, homes=[("nova", "lo", "inform")])
    with pytest.raises(Refused), story.as_("rut") as rut:
        name_person(rut, case_id=case_id, named=Named(uuid.UUID(int=1), "nobody", PersonKind.PUPIL))

    assert seen(story, "lo") == {}


def test_whoever_says_to_be_concerned_is_out_and_the_step_goes_on(story):
    case_id = story.report("tom", exposed=["elis"])

    with story.as_("rut") as rut:
        say_concerned(rut, case_id=case_id)

    assert seen(story, "rut") == {}
    with story.as_("beata") as beata:
        assert [task.step for task in my_work(beata).mine] == ["receive"]


def test_a_principal_who_answers_that_she_is_concerned_is_out(story):
    case_id = story.report("tom", exposed=["elis"])

    story.do("rut", case_id, "receive", own_people="yes")

    assert seen(story, "rut") == {}
    with story.as_("beata") as beata:
        assert [task.step for task in my_work(beata).mine] == ["receive"]


def test_the_home_of_a_child_named_later_is_asked_about_first(story):
    case_id = story.report("tom", exposed=["amir"])
    story.receive("rut", case_id, homes=[])
    story.later(hours=1)

    with story.as_("rut") as rut:
        elis = Named(story.cast.id("elis"), "exposed", PersonKind.PUPIL, story.cast.norra.id)
        name_person(rut, case_id=case_id, named=elis)

    assert [step for step, _ in story.steps(case_id) if step == "inform_homes"] == []
    with story.as_("tom") as tom:
        assert may_call(tom, story.cast.id("elis")) == []


def test_a_witness_finds_no_trace_in_what_is_said_of_calling_home(story):
    story.report("tom", exposed=["amir"], witnesses=["elis"])
    with arrange():
        cast = story.cast
        cast.organiser.guard(cast.organiser.person("Siv Bergström"), cast.elis)

    with story.as_("tom") as tom:
        assert [one.name for one in may_call(tom, story.cast.id("elis"))] == [
            "Siv Bergström",
            "Sten Bergström",
            "Vera Bergström",
        ]


def test_the_work_in_one_case_tells_nothing_of_what_is_decided_in_another(story):
    for investigator, vera in (("kim", "inform"), ("stina", "do_not_inform")):
        case_id = story.report("tom", exposed=["elis"])
        told = [("elis", "vera", vera), ("elis", "sten", "inform")]
        story.receive("rut", case_id, homes=told, investigator=investigator)

    def answers(name):
        with story.as_(name) as actor:
            found = homes(actor, story.cast.id("elis"), with_contacts=False)
            return [home.answer for home in found]

    assert answers("mia") == answers("rut") == ["inform", "do_not_inform"]
    assert answers("kim") == answers("stina") == answers("tom") == []


def test_another_units_principal_reads_the_own_pupils_part_only(story):
    case_id = story.report("tom", exposed=["elis"], alleged=["nora"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])
    elis, nora = str(story.cast.id("elis")), str(story.cast.id("nora"))
    story.do(
        "kim",
        case_id,
        "talk",
        talks=[{"with": elis, "account": "Elis ord."}, {"with": nora, "account": "Noras ord."}],
    )

    with story.as_("bo") as bo:
        parts = list(EntryPart.objects.values_list("about_person_id", "circle"))
        assert [row.number for row in cases_about(bo, story.cast.id("nora"))] == ["ELEV1 2026-1"]
    assert parts == [(story.cast.id("nora"), "work")]


def test_one_who_reads_about_one_pupil_has_not_the_keys_of_the_others(story):
    with arrange():
        story.cast.organiser.guard(story.cast.hans, story.cast.amir)
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    told = [(child, home, "inform") for child, home in (("elis", "vera"), ("amir", "hans"))]
    story.receive("rut", case_id, homes=[*told, ("elis", "sten", "ask")])
    for child, home, _ in told:
        instance = f"{story.cast.id(child)}/{story.cast.id(home)}"
        story.do("rut", case_id, "inform_homes", instance, outcome="phone")

    def called(name):
        with story.as_(name):
            heads = Entry.objects.filter(step="inform_homes").values_list("instance", flat=True)
            return {
                child for child, *_ in told for one in heads if str(story.cast.id(child)) in one
            }

    with arrange():
        RosterReader.objects.exclude(about_person_id=story.cast.id("amir")).delete()
    assert (called("kim"), called("mia")) == ({"elis", "amir"}, {"amir"})


def test_nothing_goes_to_a_home_with_special_circumstances(story):
    case_id = story.report("tom", exposed=["hedda"])
    story.receive("rut", case_id, homes=[("hedda", "hans", "ask")])
    hedda = str(story.cast.id("hedda"))
    story.do("kim", case_id, "talk", talks=[{"with": hedda, "account": "Hon berättade."}])
    story.do("rut", case_id, "assess", hedda, facts="-", finding="not_found", reasons="-")
    with story.as_("tom") as tom:
        assert may_call(tom, story.cast.id("hedda")) == []
        assert HomeDecision.objects.count() == 0

    assert ("inform_homes", "") not in story.steps(case_id)
    with arrange():
        assert Notice.objects.filter(side="family").count() == 0


def test_a_child_not_found_in_the_search_reaches_the_right_lead(story):
    words = Named(
        ids.new(),
        "exposed",
        PersonKind.NOT_FOUND,
        unit=story.cast.norra.id,
        words="Hilda i 7C",
    )
    case_id = story.report("nils", exposed=[], more=[words])

    with story.as_("rut") as rut:
        hilda = Named(
            story.cast.id("hilda"), "exposed", PersonKind.PUPIL, story.cast.norra.id, "", words.key
        )
        name_person(rut, case_id=case_id, named=hilda)
        found = [(one.person_id, one.kind) for one in CasePerson.objects.all()]

    assert found == [(story.cast.id("hilda"), "pupil")]
    assert seen(story, "nils") == {"Case": 1, "Entry": 2, "EntryPart": 2}
    assert seen(story, "cilla") == {}


def test_a_text_that_is_taken_back_is_for_the_lead_and_for_whoever_wrote_it(story):
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])
    posted = {"what_happened": "Det gällde en annan elev."}
    with story.as_("rut") as rut:
        correct(rut, case_id=case_id, entry_no=1, posted=posted, reason="Mer.")
        withdraw(rut, case_id=case_id, entry_no=1, reason="Fel elev.")

    def texts(name):
        with story.as_(name):
            found = EntryPart.objects.filter(answers__has_key="what_happened").order_by("no")
            return [part.answers["what_happened"] for part in found]

    both = ["Knuffad i korridoren.", "Det gällde en annan elev."]
    assert texts("rut") == texts("beata") == both
    assert texts("tom") == both[:1]
    assert texts("kim") == texts("olof") == []


def test_the_ledger_is_only_added_to(story):
    case_id = story.report("tom", exposed=["elis"])

    for sql in ("update cases.entry_part set text = 'x'", "delete from cases.entry"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            story.as_("rut"),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert story.steps(case_id) == [("receive", ""), ("tell_organiser", "")]


def test_one_who_only_reads_cannot_write(story):
    case_id = story.report("tom", exposed=["elis"])
    story.receive(
        "rut",
        case_id,
        homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")],
        also_reads=[str(story.cast.id("stina"))],
    )

    with story.as_("stina") as stina, pytest.raises(Refused):
        add_note(stina, case_id=case_id, text="Jag läser bara.")


def test_a_mentor_writes_of_her_own_pupil_and_is_refused_the_rest_in_words(story):
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])

    with story.as_("mia") as mia:
        add_note(mia, case_id=case_id, text="Ringde.", about_person=story.cast.id("elis"))
        for about in (None, story.cast.id("amir")):
            with pytest.raises(Refused):
                add_note(mia, case_id=case_id, text="Ringde.", about_person=about)
