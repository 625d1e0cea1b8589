"""Files in a report: taken in, read by the circle, and handed out under a quiet name."""

import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from elevakt.engines.cases.actions.files import NotAccepted, add_file
from elevakt.engines.cases.models import Attachment
from elevakt.engines.cases.places import Scanner, ScannerUnavailable
from elevakt.engines.cases.tests.browsing import Desk, Page, entry, release
from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import clock
from elevakt.foundation.kernel.house import Place
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.models import Opening

REPORT = "/rapportera/om/degrading_treatment/"
UPLOAD = "/arenden/filer/"


@pytest.fixture
def tom(story):
    release(story)
    return Desk(story, "tom")


def picture(name="Elis blåmärke.png"):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def the_file():
    with arrange():
        return Attachment.objects.get()


def report_with(desk, **files):
    return desk.fill(
        REPORT,
        **{
            "who-exposed-pupils": [str(desk.story.cast.id("elis"))],
            "what_happened": "En knuff.",
            **files,
        },
    )


def test_a_file_sent_at_once_comes_back_with_the_form(tom):
    line = tom.post(UPLOAD, {"files": picture()})
    key = the_file().id
    assert line.status == 200
    assert f'name="files_uploaded" value="{key}"' in line.html

    page = tom.fill(REPORT, files_uploaded=[str(key)])
    assert page.status == 422
    assert page.fields["files_uploaded"] == [str(key)]

    report_with(tom, files_uploaded=[str(key)])
    assert the_file().no == 1


def test_without_a_script_files_come_with_the_form(tom):
    assert report_with(tom, files=picture()).title == "Skickat – Elevakt"

    assert (the_file().no, the_file().circle) == (1, "report")


def test_what_is_no_picture_is_refused_in_words(tom):
    text = SimpleUploadedFile("virus.png", b"MZ not a picture", "image/png")

    refused = tom.post(UPLOAD, {"files": text})
    assert (refused.status, refused.html) == (
        422,
        "Filen kan inte tas emot. Välj en bild eller en PDF.",
    )
    text.seek(0)
    page = report_with(tom, files=text)
    assert page.status == 422
    assert "Filen kan inte tas emot. Välj en bild eller en PDF." in page.text
    assert page.fields["what_happened"] == ["En knuff."]
    assert tom.post(UPLOAD, {}).status == 422


def paper(*, locked=False):
    """Return a PDF that says who wrote it, would run something, and hides a file."""
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = "Okänd Skribent"
    with pdf.open_metadata() as about:
        about["dc:creator"] = ["Okänd Skribent"]
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.attachments["hemlig.txt"] = pikepdf.AttachedFileSpec(pdf, b"Okand Skribent")
    pdf.save(out, encryption=pikepdf.Encryption(owner="lås", user="lås") if locked else False)
    return SimpleUploadedFile("Anteckning.pdf", out.getvalue(), "application/pdf")


def test_a_pdf_keeps_its_pages_and_nothing_that_lies_behind_them(tom):
    tom.post(UPLOAD, {"files": paper()})

    with pikepdf.open(io.BytesIO(bytes(the_file().content))) as pdf:
        assert (len(pdf.pages), dict(pdf.attachments), "/Info" in pdf.trailer) == (1, {}, False)
        assert sorted(pdf.Root.keys()) == ["/Pages", "/Type"]


def test_a_pdf_that_is_locked_or_broken_is_refused_in_words(tom):
    broken = SimpleUploadedFile("a.pdf", b"%PDF-1.7 nothing", "application/pdf")

    locked = tom.post(UPLOAD, {"files": paper(locked=True)})
    assert (locked.status, locked.html) == (
        422,
        "Filen är låst med lösenord. Lås upp den först.",
    )
    assert tom.post(UPLOAD, {"files": broken}).html == (
        "Filen går inte att läsa. Spara den på nytt som PDF."
    )


def test_a_file_is_handed_out_quietly_to_those_who_read_its_circle(tom):
    story = tom.story
    report_with(tom, files=picture())
    file = the_file()
    path = f"{UPLOAD}{file.id}/"

    with clock.fixed(story.now):
        answer = Desk(story, "rut").client.get(path)
    assert answer.status_code == 200
    assert answer.content == bytes(file.content)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "Elis" not in disposition
    assert disposition.endswith("bilaga.png")
    with arrange():
        opening = Opening.objects.get(page="cases:file", matter_id=file.matter_id)
        assert opening.subjects == [story.cast.id("elis")]

    assert tom.client.get(path).content == bytes(file.content)
    for name in ("mia", "kim", "olof", "nils"):
        assert Desk(story, name).get(path).status == 404


def test_a_file_laid_aside_is_its_owners_alone(tom):
    tom.post(UPLOAD, {"files": picture()})
    path = f"{UPLOAD}{the_file().id}/"

    assert tom.client.get(path).status_code == 200
    assert Desk(tom.story, "rut").get(path).status == 404


def test_another_persons_file_cannot_be_taken_into_a_report(tom):
    story = tom.story
    Desk(story, "mia").post(UPLOAD, {"files": picture()})
    theirs = the_file()

    page = tom.fill(REPORT, files_uploaded=[str(theirs.id)])

    assert "Elis_blåmärke" not in page.html
    assert "files_uploaded" not in page.fields
    sent = report_with(tom, files_uploaded=[str(theirs.id)])
    assert (sent.title, the_file().no) == ("Skickat – Elevakt", None)
    assert Desk(story, "rut").get(f"{UPLOAD}{theirs.id}/").status == 404


def test_another_persons_file_cannot_be_taken_into_a_step(tom):
    story = tom.story
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])
    Desk(story, "mia").post(UPLOAD, {"files": picture()})
    theirs = the_file()

    talks = [{"with": str(story.cast.id("elis")), "account": "Han berättade."}]
    story.do("kim", case_id, "talk", talks=talks, sources=[str(theirs.id)])

    assert (the_file().no, the_file().matter_id) == (None, None)


def test_a_file_that_comes_with_a_correction_is_taken_up(tom):
    story = tom.story
    case_id = story.report("tom", exposed=["elis"])
    rut = Desk(story, "rut")
    rut.post(UPLOAD, {"files": picture()})

    filled_in = {"reason": "Bilden kom senare.", "files_uploaded": [str(the_file().id)]}
    rut.fill(f"/arenden/{case_id}/handelser/{entry(case_id, 1)}/ratta/", **filled_in)

    assert (the_file().no, the_file().circle) == (3, "work")


def test_a_file_goes_with_the_text_that_is_taken_back(tom):
    story = tom.story
    report_with(tom, files=picture())
    file = the_file()
    path = f"{UPLOAD}{file.id}/"
    story.receive(
        "rut", file.matter_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")]
    )
    desks = {name: Desk(story, name) for name in ("rut", "kim", "tom")}

    def answers():
        return {name: desk.client.get(path).status_code for name, desk in desks.items()}

    with clock.fixed(story.now):
        assert answers() == {"rut": 200, "kim": 200, "tom": 200}
        act = f"/arenden/{file.matter_id}/handelser/{entry(file.matter_id, 1)}/"
        desks["rut"].fill(f"{act}ta-tillbaka/", reason="Fel elev.")
        assert answers() == {"rut": 200, "kim": 404, "tom": 200}


def test_a_document_is_handed_out_when_it_is_made(tom):
    story = tom.story
    case_id = story.report("tom", exposed=["elis"])
    with arrange():
        document = Document.objects.create(
            organiser_id=story.cast.organiser.id,
            matter_id=case_id,
            entry_id=case_id,
            template="report_to_organiser",
            title="Anmälan till huvudmannen",
            circle="report",
            asked_at=story.now,
            sha256="",
            file_name="",
        )
    rut = Desk(story, "rut")
    path = f"/arenden/{case_id}/dokument/{document.id}/"
    assert rut.get(path).status == 404
    assert "Görs just nu" in rut.get(f"/arenden/{case_id}/").text

    with arrange():
        Document.objects.filter(id=document.id).update(
            made_at=story.now, content=b"%PDF-1.7", file_name="Elevärende ELEV1 2026-1.pdf"
        )
    assert path in rut.get(f"/arenden/{case_id}/").links
    answer = rut.client.get(path)
    assert (answer.status_code, answer.content) == (200, b"%PDF-1.7")
    assert Page(Desk(story, "mia").client.get(path)).status == 404


def unreachable(content):
    raise ScannerUnavailable


@pytest.mark.parametrize(
    ("is_clean", "why"),
    [
        (lambda content: False, "Filen kan vara skadlig och tas inte emot."),
        (unreachable, "Filen kan inte kontrolleras just nu. Försök igen om en stund."),
    ],
)
def test_what_a_scanner_has_not_let_through_is_not_taken_in(tom, monkeypatch, is_clean, why):
    scanner = Scanner("the organiser's", is_clean)
    monkeypatch.setattr(Place, "contributions", lambda place: (scanner,))

    with arrange():
        before = Attachment.objects.count()
    with tom.story.as_("tom") as actor, pytest.raises(NotAccepted, match=re.escape(why)):
        add_file(actor, name="bild.png", content=picture().read())

    with arrange():
        assert Attachment.objects.count() == before


def test_a_scanner_sees_the_file_as_it_was_sent(tom, monkeypatch):
    seen = []

    def is_clean(content):
        seen.append(content)
        return True

    scanner = Scanner("the organiser's", is_clean)
    monkeypatch.setattr(Place, "contributions", lambda place: (scanner,))
    sent = picture().read()

    with tom.story.as_("tom") as actor:
        file = add_file(actor, name="bild.png", content=sent)

    assert seen == [sent]
    assert file.size == len(bytes(file.content))
