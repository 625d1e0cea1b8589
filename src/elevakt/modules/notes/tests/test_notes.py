"""Three kinds of note: mine, the case's, and a profession's. PostgreSQL keeps them apart."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import STAFF, Story
from elevakt.foundation.kernel import clock
from elevakt.modules.notes.actions import forget, remember, sign
from elevakt.modules.notes.models import MemoryNote, ProfessionNote
from elevakt.modules.notes.queries import file_page, found, my_memory
from elevakt.modules.notes.rules import goes_on
from elevakt.modules.notes.tasks import forget_notes
from elevakt.trust.access.models import MatterBar
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.enums import Seen
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import ActivityTeacher, Duty

MINE = "Ring Vera på torsdag."
KEPT = "Elis ritade hellre än han pratade."


@pytest.fixture
def story(cast):
    """The cast, and Karin, who is counsellor at Norra beside Kim."""
    with arrange():
        cast.persons["karin"] = cast.organiser.person("Karin Alm")
        cast.organiser.employ(cast.persons["karin"], cast.norra, "Kurator")
        cast.persons["knut"] = cast.organiser.person("Knut Berg")
        cast.organiser.employ(cast.persons["knut"], cast.bjorkangen, "Kurator")
    return Story(cast)


def signed(story, by="kim", text=KEPT):
    with story.as_(by) as actor:
        found(actor, "Elis Bergström")
        day = story.now.date()
        sign(actor, pupil_id=story.cast.id("elis"), text=text, happened_on=day)


def kept(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return list(ProfessionNote.objects.values_list("text", flat=True))


def remembered(story, name):
    with story.as_(name) as actor:
        return [(one.about, one.text) for one in my_memory(actor)]


def noted(story, name="mia", about="elis"):
    with story.as_(name) as actor:
        remember(actor, text=MINE, pupil_id=story.cast.id(about) if about else None)


def test_what_one_remembers_nobody_else_reads(story):
    noted(story)

    assert remembered(story, "mia") == [("Elis Bergström", MINE)]
    for name in (*STAFF, "ada", "greta"):
        if name != "mia":
            assert remembered(story, name) == []
    with story.as_("elis", Side.FAMILY), pytest.raises(ProgrammingError), transaction.atomic():
        list(MemoryNote.objects.all())


def test_one_remembers_of_nobody_whom_one_does_not_reach(story):
    for pupil in ("nora", "otto"):
        with story.as_("mia") as mia, pytest.raises(NotFound):
            remember(mia, text=MINE, pupil_id=story.cast.id(pupil))
    with story.as_("mia") as mia, pytest.raises(ProgrammingError), transaction.atomic():
        MemoryNote.objects.bulk_create(
            [
                MemoryNote(
                    organiser_id=mia.organiser_id,
                    person_id=mia.person_id,
                    pupil_id=story.cast.id("nora"),
                    text=MINE,
                    written_at=story.now,
                    goes_on=dt.date(2027, 8, 1),
                )
            ]
        )


def test_it_is_closed_when_she_no_longer_meets_the_pupil_or_leaves(story):
    noted(story, "tom")
    noted(story, "tom", about=None)
    with arrange():
        ActivityTeacher.objects.filter(duty__person=story.cast.tom).delete()
    assert remembered(story, "tom") == [("", MINE)]

    with arrange():
        duty = Duty.objects.get(person=story.cast.tom)
        duty.period = (duty.period.lower, story.now)
        duty.save()
    assert remembered(story, "tom") == []


def test_it_is_thrown_away_after_the_school_year_and_when_she_has_left(story):
    noted(story, "tom", about=None)
    noted(story, "mia")
    with arrange():
        duty = Duty.objects.get(person=story.cast.tom)
        duty.period = (duty.period.lower, story.now)
        duty.save()

    def left(moment):
        with clock.fixed(moment):
            forget_notes(str(story.cast.organiser.id))
        with arrange():
            return MemoryNote.objects.count()

    assert left(story.now + dt.timedelta(days=1)) == 2  # it may have been a mistake
    assert left(story.now + dt.timedelta(days=31)) == 1
    assert left(dt.datetime(2027, 8, 1, 4, tzinfo=clock.STOCKHOLM)) == 0


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        (dt.date(2026, 9, 7), dt.date(2027, 8, 1)),
        (dt.date(2027, 7, 31), dt.date(2027, 8, 1)),
        (dt.date(2027, 8, 1), dt.date(2028, 8, 1)),
    ],
)
def test_a_note_goes_when_the_school_year_is_over(written, gone):
    assert goes_on(written) == gone


def test_only_whoever_wrote_it_throws_it_away(story):
    noted(story)
    with arrange():
        key = MemoryNote.objects.get().id
    with story.as_("tom") as tom, pytest.raises(NotFound):
        forget(tom, key)
    with story.as_("mia") as mia:
        forget(mia, key)

    assert remembered(story, "mia") == []


def test_a_profession_reads_its_own_at_its_unit_and_nobody_else(story):
    signed(story)

    assert kept(story, "kim") == kept(story, "karin") == [KEPT]
    for name in ("knut", "stina", "rut", "beata", "mia", "tom", "olof", "greta", "ada", "ove"):
        assert kept(story, name) == []
    for name in ("elis", "vera"):
        with story.as_(name, Side.FAMILY), pytest.raises(ProgrammingError), transaction.atomic():
            list(ProfessionNote.objects.all())


def test_it_is_signed_and_never_changed(story):
    signed(story)

    with story.as_("kim"), pytest.raises(ProgrammingError), transaction.atomic():
        ProfessionNote.objects.update(text="Ändrat")
    with story.as_("kim"), pytest.raises(ProgrammingError), transaction.atomic():
        ProfessionNote.objects.all().delete()
    with story.as_("karin") as karin:
        (note,) = file_page(karin, story.cast.id("elis")).notes
    assert (note.by, note.text) == ("Kim Sand", KEPT)


def test_nobody_writes_into_the_file_of_another_profession_or_unit(story):
    for name, unit, profession in (
        ("stina", story.cast.norra.id, "Kurator"),
        ("kim", story.cast.bjorkangen.id, "Kurator"),
        ("rut", story.cast.norra.id, "Rektor kurator"),
    ):
        with story.as_(name) as actor, pytest.raises(ProgrammingError), transaction.atomic():
            ProfessionNote.objects.bulk_create(
                [
                    ProfessionNote(
                        organiser_id=actor.organiser_id,
                        unit_id=unit,
                        profession=profession,
                        pupil_id=story.cast.id("elis"),
                        by_person_id=actor.person_id,
                        happened_on=story.now.date(),
                        written_at=story.now,
                        text=KEPT,
                    )
                ]
            )
    with story.as_("knut") as knut, pytest.raises(NotFound):
        file_page(knut, story.cast.id("elis"))


def test_of_her_own_child_she_reads_and_writes_nothing(story):
    signed(story)
    with arrange():
        story.cast.organiser.guard(story.cast.karin, story.cast.elis)

    assert kept(story, "karin") == []
    with story.as_("karin") as karin:
        found(karin, "Elis Bergström")
        with pytest.raises(NotFound):
            file_page(karin, story.cast.id("elis"))


def test_whoever_is_shut_out_of_a_case_reads_no_more_of_it_here_and_is_told_nothing(story):
    signed(story, text="Före.")
    case_id = story.report("mia", exposed=["elis"], more=[story.named("alleged", "kim")])
    with arrange():
        assert MatterBar.objects.filter(matter_id=case_id, person_id=story.cast.id("kim")).exists()
    story.later(hours=1)
    signed(story, "karin", text="Elis berättade om Kim.")

    assert kept(story, "kim") == ["Före."]
    assert len(kept(story, "karin")) == 2


def test_each_kind_says_who_reads_it_before_one_writes(story):
    desk = Desk(story, "kim")
    kinds = desk.get(reverse("notes:kinds")).text
    for kind in ("Minnesanteckning", "Tjänsteanteckning", "Professionsanteckning"):
        assert kind in kinds
    assert "Professionsanteckning" not in Desk(story, "mia").get(reverse("notes:kinds")).text

    desk.post(reverse("notes:find"), {"q": "Elis"})
    path = reverse("notes:profession", args=[story.cast.id("elis")])
    assert "2 personer läser det som står här" in desk.get(path).text
    assert KEPT in desk.fill(path, text=KEPT).text
    with arrange():
        opened = Opening.objects.filter(page="notes:profession", kind=Seen.OPENED)
        written = opened.values_list("subjects", "bases").distinct()
        assert list(written) == [([story.cast.id("elis")], ["profession"])]
    assert Desk(story, "rut").get(path).status == 404


def test_a_protected_pupil_has_no_file_that_can_be_found(story):
    with story.as_("karin") as karin:
        assert found(karin, "Hilda Gömd") == []
        with pytest.raises(NotFound):
            file_page(karin, story.cast.id("hilda"))


def test_the_page_of_what_one_remembers(story):
    desk = Desk(story, "mia")

    page = desk.fill(reverse("notes:memory"), text=MINE, pupil=str(story.cast.id("elis")))

    assert MINE in page.text
    assert "Elis Bergström" in page.text
    wrong = desk.fill(reverse("notes:memory"), text=MINE, pupil=str(story.cast.id("nora")))
    assert (wrong.status, wrong.fields["text"]) == (422, [MINE])
    with arrange():
        key = MemoryNote.objects.get().id
    assert "Anteckningen är borta." in desk.post(reverse("notes:forget", args=[key]), {}).text
