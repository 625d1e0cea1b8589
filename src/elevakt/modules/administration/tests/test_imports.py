"""An administrator sends in a roster, sees what it changes, and takes it in; she reads no case."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk, Page
from elevakt.engines.cases.tests.stories import Story
from elevakt.foundation.kernel import clock
from elevakt.modules.administration.models import RosterUpload
from elevakt.modules.administration.tasks import remind_organiser
from elevakt.trust.access.models import Edge
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.models import Duty, HeldRow, Person, RosterImport
from elevakt.trust.people.tests.rules.sheets import sheets

ADA = "p4;Ada;Nord;nej;;Annan personal;Administratör;2024-08-01;"
HERS = {"personal": (ADA, "p4;Ada;Nord;nej;12345678;Rektor;;2024-08-01;")}
"""What an administrator has written in the files: that she leads the school."""
IMPORTS, UPLOAD = reverse("administration:imports"), reverse("administration:upload")
MISSING = reverse("administration:missing")


@pytest.fixture
def story(cast):
    administer(cast, "ada")
    return Story(cast)


@pytest.fixture
def desk(story):
    return Desk(story, "ada")


@pytest.fixture
def own(story):
    """The example files, in which Rut and Mia are those of the cast, and Ada is not there."""

    def written(**changed):
        files = sheets(**{"personal": (f"{ADA}\n", ""), **changed})
        for short, name in (("p1", "rut"), ("p2", "mia"), ("p4", "ada")):
            key = str(story.cast.id(name)).encode()
            for file in ("personal.csv", "uppdrag.csv"):
                files[file] = files[file].replace(f"{short};".encode(), key + b";")
        return files

    return written


def send(desk, files):
    """Send files in; return the page that one comes to."""
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    with clock.fixed(desk.story.now):
        return Page(desk.client.post(UPLOAD, {"roster": sent}, follow=True))


def latest():
    with arrange():
        return RosterUpload.objects.order_by("-at", "-id").first()


def accept(desk, **posted):
    here = reverse("administration:accept", args=[latest().id])
    return desk.post(here, {"missing_is_right": "yes", **posted})


def persons():
    with arrange():
        return set(Person.objects.values_list("id", "person_status"))


def test_she_sees_what_would_change_and_then_takes_it_in(desk, own):
    before = persons()

    page = send(desk, own())

    assert "Det här skulle ändras" in page.title
    assert "Mycket saknas i filerna" in page.text
    assert "Ger någon mer att läsa" in page.text
    assert persons() == before
    assert "Gömd" not in desk.get(f"{preview_of(latest())}?visa=all").text

    assert "Inget har ändrats. Bekräfta först" in accept(desk, missing_is_right="").text
    assert "Inläst." in accept(desk).text

    done = desk.get(IMPORTS).text
    assert "CSV-filer · Ada Nord" in done
    with arrange():
        made = RosterImport.objects.get()
        assert (made.source, made.by_person_id) == ("csv", desk.story.cast.id("ada"))
        assert not RosterUpload.objects.exists()


def test_what_she_was_shown_of_whom_is_in_the_log(desk, own):
    send(desk, own())
    with arrange():
        Opening.objects.all().delete()

    desk.get(f"{preview_of(latest())}?visa=all&fran=20")

    with arrange():
        written = Opening.objects.get()
    assert set(written.bases) == {"imports"}
    assert written.kind == "listed"


def test_who_leads_where_somebody_got_more_to_read_is_told(desk, own, story):
    send(desk, own())
    accept(desk)

    told = Desk(story, "rut").get(reverse("home:notices")).text

    assert "Elevregistret har ändrat vem som har tillgång" in told


def test_what_gives_herself_more_waits_for_another_and_gives_nothing_before(desk, own, story):
    assert "Därför måste någon annan bekräfta" in send(desk, own(**HERS)).text

    assert "Någon annan måste bekräfta" in accept(desk).text

    assert "Väntar på någon annan" in desk.get(IMPORTS).text
    here = reverse("administration:answer_import", args=[latest().id])
    assert desk.post(here, {"answer": "yes"}).status == 404
    assert accept(desk).status == 404
    with arrange():
        assert not Duty.objects.filter(person=story.cast.ada, duty_role="Rektor").exists()
    olof = Desk(story, "olof")
    assert "En inläsning väntar på att du bekräftar den" in olof.get(reverse("home:notices")).text
    assert "Ada Nord Tjänst: Rektor" in olof.get(preview_of(latest())).text


def confirm(desk):
    """Say yes as the second person."""
    upload = latest()
    here = reverse("administration:answer_import", args=[upload.id])
    return desk.post(here, {"answer": "yes", "seen": seen_on(desk, upload)})


def seen_on(desk, upload):
    """Return the word that stands for what somebody has looked at."""
    (seen,) = re.findall(r'name="seen" value="(\w+)"', desk.get(preview_of(upload)).html)
    return seen


def preview_of(upload):
    return reverse("administration:preview", args=[upload.id])


@pytest.mark.parametrize(
    ("said", "words", "is_lead"),
    [("yes", "Bekräftat och inläst.", True), ("no", "Du sa nej. Inget har ändrats.", False)],
)
def test_the_second_person_says_yes_or_no_once(desk, own, story, said, words, is_lead):
    send(desk, own(**HERS))
    accept(desk)
    upload, olof = latest(), Desk(story, "olof")
    here = reverse("administration:answer_import", args=[upload.id])
    for name in ("tom", "kim"):
        assert Desk(story, name).post(here, {"answer": "yes"}).status == 404

    seen = seen_on(olof, upload)
    answered = olof.post(here, {"answer": said, "seen": seen})

    assert words in answered.text
    assert olof.post(here, {"answer": said, "seen": seen}).status == 404
    with arrange():
        assert Duty.objects.filter(person=story.cast.ada, duty_role="Rektor").exists() is is_lead
        if is_lead:
            assert RosterImport.objects.get().second_person_id == story.cast.id("olof")


def test_what_has_not_been_looked_at_is_not_confirmed(desk, own, story):
    send(desk, own(**HERS))
    accept(desk)
    here = reverse("administration:answer_import", args=[latest().id])

    said = Desk(story, "olof").post(here, {"answer": "yes", "seen": "something else"})

    assert "Elevregistret har ändrats sedan du tittade" in said.text
    with arrange():
        assert not RosterImport.objects.exists()


def test_to_lift_a_protection_takes_two(desk, own, story):
    send(desk, own())
    accept(desk)
    page = send(desk, own(elever=("Skyddad folkbokföring", "nej")))

    assert "tar bort någons skydd" in page.text
    assert "Någon annan måste bekräfta" in accept(desk).text


def test_it_is_taken_back_and_all_is_as_before(desk, own):
    before = persons()
    send(desk, own())
    accept(desk)
    with arrange():
        here = reverse("administration:undo_import", args=[RosterImport.objects.get().id])
    assert persons() != before

    assert "Inläsningen är ångrad" in desk.post(here, {}).text

    assert persons() == before
    assert "Ångrad" in desk.get(IMPORTS).text
    assert desk.post(here, {}).status == 404


def test_what_somebody_has_opened_is_not_taken_back(desk, own, story):
    send(desk, own())
    accept(desk)
    with arrange():
        made = RosterImport.objects.get()
        key = Person.objects.get(given_name="Elis", organiser_id=made.organiser_id, civic_no__gt="")
        Opening.objects.create(
            organiser_id=made.organiser_id,
            at=story.now,
            person_id=story.cast.id("mia"),
            side="staff",
            subjects=[key.id],
            bases=["teaches"],
        )

    said = desk.post(reverse("administration:undo_import", args=[made.id]), {})

    assert (
        "Inläsningen kan inte ångras: någon har redan öppnat en elev som kom med den" in said.text
    )
    assert "20130304TF01" not in said.text


def test_a_protection_that_came_is_not_taken_back(desk, own):
    send(desk, own())
    accept(desk)
    send(desk, own(elever=("TF01;nej", "TF01;Sekretessmarkering")))
    accept(desk)
    with arrange():
        made = RosterImport.objects.latest("at", "id")

    said = desk.post(reverse("administration:undo_import", args=[made.id]), {})

    assert "någon skulle förlora ett skydd som kom med den" in said.text
    with arrange():
        assert Person.objects.get(given_name="Elis", civic_no__gt="").is_protected


def test_an_undo_that_would_give_herself_more_is_for_another_administrator(desk, own, story):
    send(desk, own(**HERS))
    accept(desk)
    olof = Desk(story, "olof")
    confirm(olof)
    shorter = own(**HERS)
    hers = b"Rektor;;2024-08-01;\n"
    assert hers in shorter["personal.csv"]
    shorter["personal.csv"] = shorter["personal.csv"].replace(hers, hers.strip() + b"2026-09-01\n")
    send(desk, shorter)
    accept(desk)
    confirm(olof)
    with arrange():
        made = RosterImport.objects.latest("at", "id")

    said = desk.post(reverse("administration:undo_import", args=[made.id]), {})

    assert "Be en annan administratör ångra" in said.text
    with arrange():
        assert RosterImport.objects.get(id=made.id).undone_at is None


def test_what_is_missing_ends_or_stays_as_she_says(desk, own, story):
    send(desk, own())
    accept(desk)
    page = desk.get(MISSING)
    assert "Fanns tidigare" in page.text
    with arrange():
        held = list(HeldRow.objects.filter(resource="persons", row_id=story.cast.id("tom")))
        held += list(HeldRow.objects.filter(resource="persons", row_id=story.cast.id("kim")))
        kept = HeldRow.objects.filter(resource="school_units")[0]

    here = reverse("administration:answer_missing", args=[held[0].id])
    assert "Avslutad från i dag." in desk.post(here, {"answer": "ended"}).text
    stays = reverse("administration:answer_missing", args=[held[1].id])
    assert "Behålls som det är." in desk.post(stays, {"answer": "stays"}).text
    assert desk.post(stays, {"answer": "ended"}).status == 404
    unit = reverse("administration:answer_missing", args=[kept.id])
    assert desk.post(unit, {"answer": "ended"}).status == 404

    with arrange():
        assert Person.objects.get(id=held[0].row_id).person_status == "Avslutad"
        assert not Edge.objects.filter(
            person_id=held[0].row_id, valid_during__contains=clock.now(), side="staff"
        ).exists()


def test_everybody_who_is_missing_has_left_at_once(desk, own, story):
    send(desk, own())
    accept(desk)
    with arrange():
        persons = list(HeldRow.objects.filter(resource="persons").values_list("row_id", flat=True))
    here = reverse("administration:end_all_missing")
    assert f"Alla {len(persons)} personer har slutat" in desk.get(MISSING).text
    assert Desk(story, "rut").post(here, {}).status == 404

    assert f"{len(persons)} personer avslutade från i dag." in desk.post(here, {}).text

    with arrange():
        left = Person.objects.filter(person_status="Avslutad")
        assert set(left.values_list("id", flat=True)) == set(persons)
        now = Edge.objects.filter(valid_during__contains=story.now, side="staff")
        assert not now.filter(person_id__in=persons).exists()


def test_the_files_of_another_organiser_are_not_taken(desk, own, story):
    with arrange():
        organisation = story.cast.organiser.organisation
        organisation.organisation_number = "212000-0000"
        organisation.save()

    page = send(desk, own())

    assert page.status == 422
    assert "Filerna gäller en annan huvudman." in page.text


def test_faults_are_told_and_nothing_is_kept(desk, own):
    page = send(desk, own(elever=("GR;7;7B", "GR;sju;7B")))

    assert page.status == 422
    assert "elever.csv, rad 2: årskurs ska vara ett heltal från 0 till 10, eller F" in page.text
    with arrange():
        assert not RosterUpload.objects.exists()


def test_nobody_but_an_administrator_sends_files_in_or_sees_them(desk, own, story):
    send(desk, own())
    upload = latest()
    for name in ("rut", "tom", "greta"):
        other = Desk(story, name)
        assert send(other, own()).status == 404
        for page in (IMPORTS, MISSING, preview_of(upload)):
            assert other.get(page).status == 404
        for act in ("accept", "answer_import", "throw_away"):
            here = reverse(f"administration:{act}", args=[upload.id])
            assert other.post(here, {"answer": "yes"}).status == 404


def test_files_that_nobody_takes_in_are_gone_after_a_week(desk, own, story):
    send(desk, own())
    organiser_id = str(story.cast.organiser.id)
    with clock.fixed(story.now + dt.timedelta(days=6)):
        remind_organiser(organiser_id)
    assert latest() is not None

    with clock.fixed(story.now + dt.timedelta(days=8)):
        remind_organiser(organiser_id)

    assert latest() is None


def test_she_throws_files_away(desk, own):
    send(desk, own())

    here = reverse("administration:throw_away", args=[latest().id])

    assert "Filerna är borta. Inget har ändrats." in desk.post(here, {}).text
    assert latest() is None
