"""The templates fit the processes that ask for them, and say of a pupil what they may."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from elevakt.engines.cases.actions.doing import name_person
from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.queries.cases import cases_about
from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.rules.circles import circle_of
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.records.models import Document
from elevakt.engines.records.queries import templates
from elevakt.modules.support.tests.stories import OTHERS
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side

FOLDER = Path(__file__).parents[1] / "processes"
OURS = [one for one in definitions().values() if (FOLDER / one.id).is_dir()]
ASKED = [(one, step, name) for one in OURS for step in one.steps for name in step.documents]
HEALTH = "Synen är under utredning."
HARD = "Orkar inte läsa långa texter."


@pytest.mark.parametrize(("definition", "step", "name"), ASKED)
def test_a_template_takes_what_is_asked_in_its_own_circle(definition, step, name):
    template = templates()[name]

    assert template.is_per_person
    assert {moment.step for moment in template.moments} <= {one.id for one in definition.steps}
    taken = [(one.step, one.field) for one in template.shorts]
    taken += [(one.step, one.field) for one in template.extracts]
    for step_id, field_id in taken:
        asked_in = definition.step(step_id)
        field = asked_in.field(field_id)
        assert circle_of(asked_in, field, as_written=False) == template.circle
        assert field.type is not FieldType.HOME_DECISION
    for extract in template.extracts:
        field = definition.step(extract.step).field(extract.field)
        assert {field.column(name).circle for name in extract.columns} <= {None}


def decided(story, form="within_group", reasons="Behovet är utrett.", **more):
    """A programme for Elis, as far as its decision."""
    case_id = story.open("special_support", "tom", reason="criteria", seen=HARD)
    homes = [
        {"pupil": story.id("elis"), "guardian": story.id(one), "answer": answer, "reason": "Hot"}
        for one, answer in (("vera", "inform"), ("sten", "do_not_inform"))
    ]
    story.do(
        "rut",
        case_id,
        "receive",
        own_people="no",
        home=homes,
        start="investigate",
        investigator=story.id("stina"),
        writers=[story.id("mia")],
    )
    texts = [{"subject": "Svenska", "works": "Att läsa högt.", "hard": HARD}]
    story.do("mia", case_id, "contribute", Instance(doer=story.cast.id("mia")).key, texts=texts)
    story.do(
        "stina",
        case_id,
        "map",
        individual=f"Elis Bergström är stark muntligt. {HARD}",
        group="Många byten av lärare. Det blir oroligt när Amir Haddad och Elis sitter ihop.",
        pupil_view="Jag vill läsa som de andra.",
        guardian_view="Vera ser att han kämpar.",
        sources=["talks", "tests"],
        consulted="done",
        health=HEALTH,
    )
    assessed = {"analysis": "Avkodningen tar all kraft.", "best_interests": "Att få lyckas."}
    story.do("stina", case_id, "assess", need="yes", proposed=["special_teacher"], **assessed)
    story.do(
        "stina",
        case_id,
        "programme",
        needs=f"Behöver få texter uppdelade. {HARD}",
        measures=[
            {
                "what": "Läsning med speciallärare",
                "how_often": "Två pass i veckan",
                "owner": story.id("stina"),
                "from": "2026-09-14",
            }
        ],
        follow_up_on="2026-11-16",
        follow_up_by=story.id("mia"),
        evaluate_on="2026-12-14",
        evaluate_by=story.id("stina"),
        form=form,
        pupil_took_part="took_part",
        views="Elis vill ha passen på förmiddagen.",
        best_interests="Att få visa vad han kan.",
        guardians_took_part="not_asked",
        **more,
    )
    step = "decide" if form == "within_group" else "decide_special"
    story.do("rut", case_id, step, decision="adopt", reasons=reasons)
    return case_id


def document(story, template):
    run_jobs(story.story.now)
    with arrange():
        return bytes(Document.objects.get(template=template).content or b"")


def text_of(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_programme_says_what_the_law_asks_and_how_it_is_appealed(story):
    decided(story)

    text = text_of(document(story, "action_programme"))

    assert "Elis Bergström" in text
    assert "Läsning med speciallärare" in text
    assert "Följs upp den 2026-11-16" in text
    assert "Mia Lind" in text
    assert "säger Elis vill ha passen på förmiddagen." in text
    assert "Barnets bästa Att få visa vad han kan." in text
    assert "Skolväsendets överklagandenämnd" in text
    assert "inom tre veckor från den dag då du fick del av" in text
    assert re.findall("Synen|Avkodningen|får inte kontaktas|Hot", text, re.IGNORECASE) == []


def test_a_special_form_is_reasoned(story):
    decided(story, form="group", special_reasons="Fyra lektioner i veckan till jul.")

    text = text_of(document(story, "action_programme_special"))

    assert "Särskild undervisningsgrupp" in text
    assert "Fyra lektioner i veckan till jul." in text
    assert "Skollagen 3 kap. 9 och 11–12 §§ och 28 kap. 16 §." in text
    assert "Anpassad studiegång" not in text


def test_the_investigation_holds_nothing_of_health_nor_of_what_was_decided_about_home(story):
    decided(story)

    text = text_of(document(story, "support_investigation"))

    assert "Jag vill läsa som de andra." in text
    assert "Avkodningen tar all kraft." in text
    assert re.findall("Synen|Hot|Får inte kontaktas", text) == []


def test_another_pupil_whom_the_case_knows_is_named_in_no_document(story):
    case_id = decided(story, reasons="Amir Haddads grupp är full. Lugnare utan amir.")
    with story.as_("rut") as rut:
        name_person(rut, case_id=case_id, named=story.story.named("mentioned", "amir"))

    inquiry = text_of(document(story, "support_investigation"))
    programme = text_of(document(story, "action_programme"))

    assert "Det blir oroligt när [elev B] och Elis sitter ihop." in inquiry
    assert "[elev B]s grupp är full. Lugnare utan [elev B]." in programme
    assert re.findall("Amir|Haddad", inquiry + programme, re.IGNORECASE) == []


def test_to_be_mentioned_leaves_no_trace_on_the_own_page(story):
    case_id = decided(story)
    with story.as_("rut") as rut:
        name_person(rut, case_id=case_id, named=story.story.named("mentioned", "amir"))
        assert cases_about(rut, story.cast.id("amir")) == []
        assert [one.id for one in cases_about(rut, story.cast.id("elis"))] == [case_id]


def test_it_is_kept_and_heard_by_the_standards(story):
    decided(story)

    for template in ("action_programme", "support_investigation"):
        file = io.BytesIO(document(story, template))
        with pikepdf.open(file) as pdf, pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
            assert meta["pdfuaid:part"] == "1"


def test_who_may_have_which_document(story):
    decided(story)
    run_jobs(story.story.now)

    def readable(name, side=Side.STAFF):
        with story.as_(name, side):
            return sorted(Document.objects.values_list("template", flat=True))

    both = ["action_programme", "support_investigation"]
    assert {name: readable(name) for name in ("rut", "stina", "mia", "tom", "lo")} == {
        "rut": both,
        "stina": both,
        "mia": ["action_programme"],
        "tom": [],
        "lo": [],
    }
    assert [readable(name) for name in OTHERS] == [[]] * len(OTHERS)
    assert [readable(name, Side.FAMILY) for name in ("sten", "elis")] == [[], []]
