"""Documents: what they say, whose names they do not say, and who may have them."""

import io
import re

import pikepdf
import pytest
from pypdf import PdfReader

from elevakt.engines.cases.actions.doing import withdraw
from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.models import Entry
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.tasks import make_document, sweep
from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person

SAID = (
    "AMIR Haddad och amir knuffade Elis Bergström, Amirs kompis Hedda såg på. "
    "Farid Haddad, Amirs pappa, ringde. Rene\u0301e-Lin sprang. Elis grät."
)
HIDDEN = "[elev B] och [elev B] knuffade Elis Bergström, [elev B]s kompis [elev C] såg på."
LEAKS = re.compile(r"amir|haddad|hedda|\bström|farid|ren[eé]e|lin\b", re.IGNORECASE)


@pytest.fixture
def case_id(story):
    """A case with two exposed and one alleged pupil, talked about by name, to its assessments."""
    cast = story.cast
    with arrange():
        farid = cast.organiser.person("Farid Haddad")
        cast.organiser.guard(farid, cast.amir)
        Person.objects.filter(id=cast.id("hedda")).update(middle_name="Renée-Lin")
    elis, amir = str(cast.id("elis")), str(cast.id("amir"))
    case_id = story.report(
        "tom",
        exposed=["elis"],
        alleged=["amir"],
        witnesses=["hedda"],
        what_happened=SAID,
        danger="no",
        where="corridor",
        kinds=["physical", "verbal"],
    )
    story.later(hours=1)
    homes = [("elis", "vera", "do_not_inform"), ("elis", "sten", "ask")]
    rows = [
        {"pupil": amir, "guardian": str(farid.id), "answer": "inform"},
        *(
            {
                "pupil": str(cast.id(pupil)),
                "guardian": str(cast.id(guardian)),
                "answer": answer,
                "reason": "Hemligt skäl",
            }
            for pupil, guardian, answer in homes
        ),
    ]
    story.do(
        "rut",
        case_id,
        "receive",
        own_people="no",
        home=rows,
        safe_now="Hemlig plan.",
        investigator=str(cast.id("kim")),
    )
    story.later(days=1)
    story.do(
        "kim",
        case_id,
        "talk",
        talks=[
            {"with": elis, "on": "2026-09-08", "account": SAID},
            {"with": amir, "on": "2026-09-08", "account": "Jag ångrar mig, säger Amir."},
        ],
        other_sources="Hemlig skärmbild.",
    )
    story.do(
        "rut",
        case_id,
        "measures",
        measures=[
            {
                "target": "pupil",
                "whom": elis,
                "what": "En vuxen skiljer Elis från Amir",
                "instruction": "Hemligt sagt.",
                "owner": str(cast.id("tom")),
                "from": "2026-09-10",
            },
            {"target": "pupil", "whom": amir, "what": "Eget samtal", "from": "2026-09-10"},
        ],
    )
    story.do(
        "rut",
        case_id,
        "assess",
        elis,
        facts=SAID,
        finding="degrading",
        ground=["ethnicity"],
        reasons="Elis ska vara trygg för Amir.",
    )
    return case_id


def made(template):
    with arrange():
        return Document.objects.get(template=template)


def text_of(document):
    pages = PdfReader(io.BytesIO(bytes(document.content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_an_act_asks_for_its_documents_and_a_job_makes_them(story, case_id):
    done = run_jobs(story.now)

    report, investigation = made("report_to_organiser"), made("investigation")
    assert done == ["cases.make_document", "cases.make_document"]
    assert (report.title, report.circle, report.about_person_id) == (
        "Anmälan till huvudmannen",
        "report",
        None,
    )
    assert (investigation.title, investigation.circle, investigation.about_person_id) == (
        "Utredning",
        "work",
        story.cast.id("elis"),
    )
    assert report.file_name == investigation.file_name == "Elevärende ELEV1 2026-1.pdf"


def test_the_report_to_the_organiser_names_nobody(story, case_id):
    run_jobs(story.now)

    text = text_of(made("report_to_organiser"))

    assert "[elev B] och [elev B] knuffade [elev A], [elev B]s kompis [elev C] såg på." in text
    assert "[vårdnadshavare till elev B], [elev B]s pappa, ringde." in text
    assert LEAKS.findall(text) == []
    assert re.findall("Elis|Bergström|Hemlig", text) == []
    assert "Anmält till rektor 2026-09-07 kl. 10.15 (händelse 1)" in text
    assert "Anmält till huvudmannen 2026-09-07 kl. 11.15 (händelse 5)" in text
    assert text.count("ELEV1 2026-1") == text.count("Norrviks kommun") == 2
    assert "Var det hände Korridor Vad det gäller Slag, knuffar, Elaka ord" in text
    assert "Rut Holm, rektor Norra skolan, 2026-09-07" in text


def test_an_investigation_is_one_pupils_part_and_nobody_elses(story, case_id):
    run_jobs(story.now)

    text = text_of(made("investigation"))

    assert "Elev Elis Bergström" in text
    assert text.count(HIDDEN) == 2
    assert "En vuxen skiljer Elis från [elev B]" in text
    assert "Tom Frisk" in text
    assert "Kränkande behandling" in text
    assert LEAKS.findall(text) == []
    assert re.findall("ångrar|Eget samtal|Hemlig|etnisk|överklag", text, re.IGNORECASE) == []


def test_a_document_is_kept_and_heard_by_the_standards(story, case_id):
    run_jobs(story.now)

    for template in ("report_to_organiser", "investigation"):
        document = made(template)
        with pikepdf.open(io.BytesIO(bytes(document.content))) as pdf:
            with pdf.open_metadata() as meta:
                assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
                assert meta["pdfuaid:part"] == "1"
                assert meta["dc:title"] == document.title
            assert pdf.Root.Lang == "sv-SE"
            assert bool(pdf.Root.MarkInfo.Marked)
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert pdf.Root.StructTreeRoot.K is not None


def test_a_job_done_twice_makes_the_same_document_once(story, case_id):
    run_jobs(story.now)
    first = made("investigation")
    story.later(days=3)

    with clock.fixed(story.now):
        make_document(str(first.organiser_id), str(first.id))

    again = made("investigation")
    assert (again.sha256, again.made_at) == (first.sha256, first.made_at)


def test_a_job_never_reaches_another_organisers_document(story, case_id):
    document = made("investigation")

    make_document(str(story.cast.other_organiser.id), str(document.id))

    assert made("investigation").made_at is None


def test_making_a_document_is_logged_with_its_case(story, case_id):
    run_jobs(story.now)

    with arrange():
        rows = Opening.objects.filter(page="job:document").order_by("id")
        logged = [(row.matter_id, set(row.subjects), row.person_id) for row in rows]
    named = {story.cast.id(name) for name in ("elis", "amir", "hedda")}
    assert logged == [(case_id, named, None), (case_id, {story.cast.id("elis")}, None)]


def readable(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return sorted(Document.objects.values_list("template", flat=True))


def test_who_may_have_a_document(story, case_id):
    run_jobs(story.now)
    both = ["investigation", "report_to_organiser"]

    assert {
        name: readable(story, name)
        for name in (
            *("rut", "beata", "kim", "olof", "tom", "mia", "lo", "bo"),
            *("nils", "stina", "greta", "ada", "cilla"),
        )
    } == {
        "rut": both,
        "beata": both,
        "kim": both,
        "olof": ["report_to_organiser"],
        "tom": [],  # reported: the own words only, never what others made of them, nor the number
        "mia": ["investigation"],  # follows up with Elis, and reads his part of the work
        "lo": [],
        "bo": [],
        "nils": [],
        "stina": [],
        "greta": [],
        "ada": [],
        "cilla": [],
    }
    assert readable(story, "vera", Side.FAMILY) == []
    assert readable(story, "sten", Side.FAMILY) == []
    assert readable(story, "elis", Side.FAMILY) == []
    assert readable(story, "ove") == []


def test_whoever_is_close_to_a_child_of_the_case_has_no_document_as_staff(story, case_id):
    run_jobs(story.now)
    with arrange():
        story.cast.organiser.guard(story.cast.kim, story.cast.amir)

    assert readable(story, "kim") == []


def test_an_accused_principal_has_no_document_and_the_organiser_has(story):
    accused = Named(story.cast.id("rut"), "alleged", PersonKind.STAFF)
    story.report("tom", exposed=["elis"], more=[accused], what_happened="Rut slog Elis.")
    story.later(days=7)
    with clock.fixed(story.now):
        sweep(str(story.cast.organiser.id))
    run_jobs(story.now)

    text = text_of(made("report_to_organiser"))
    assert "[personal B] slog [elev A]." in text
    assert "Av sig självt, när tiden var ute" in text
    assert "ELEVH 2026-1" in text
    assert re.findall("Rut|Holm|Elis", text) == []
    assert [readable(story, name) for name in ("olof", "rut", "beata", "tom")] == [
        ["report_to_organiser"],
        [],
        [],
        [],
    ]


def test_a_pupil_who_is_marked_takes_her_document_with_her(story, case_id):
    run_jobs(story.now)
    with arrange():
        Person.objects.filter(id=story.cast.id("elis")).update(is_protected=True)

    assert readable(story, "kim") == ["report_to_organiser"]
    assert readable(story, "rut") == ["investigation", "report_to_organiser"]


def test_a_protected_pupil_is_named_as_agreed_or_not_at_all(story, case_id):
    with arrange():
        Person.objects.filter(id=story.cast.id("elis")).update(is_protected=True)

    run_jobs(story.now)

    text = text_of(made("investigation"))
    assert "Elev elev A" in text
    assert re.findall("Elis|Bergström", text) == []


def test_a_withdrawn_text_takes_the_documents_after_it_along(story, case_id):
    run_jobs(story.now)
    with story.as_("rut") as rut:
        talk = Entry.objects.get(matter_id=case_id, step="talk")
        withdraw(rut, case_id=case_id, entry_no=talk.no, reason="Fel elev")

    assert readable(story, "kim") == ["report_to_organiser"]
    assert readable(story, "rut") == ["investigation", "report_to_organiser"]
    assert made("investigation").withdrawn_at == story.now


def test_a_document_is_not_made_of_a_text_that_was_withdrawn_before(story, case_id):
    with story.as_("rut") as rut:
        talk = Entry.objects.get(matter_id=case_id, step="talk")
        withdraw(rut, case_id=case_id, entry_no=talk.no, reason="Fel elev")

    run_jobs(story.now)

    assert made("investigation").content is None


def test_a_document_that_does_not_exist_is_nothing_to_do(story):
    make_document(str(story.cast.organiser.id), str(ids.new()))

    with arrange():
        assert not Document.objects.exists()
