"""The page itself: the standards, and that nothing that is written can break or become code."""

import datetime as dt
import io
import time
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from elevakt.engines.records.actions.typesetting import NotTypeset, typeset
from elevakt.engines.records.rules.documents import Dress, Fact, Grid, Item, Letter, Section

LAYOUT = """
#import "/letter.typ": *
#show: letter
#facts(said.facts)
#sections
#law
#signature
#note
"""
LETTER = Letter(
    title="Utredning",
    organiser="Norrviks kommun",
    unit="Norra skolan",
    number="ELEV5 2026-46",
    secrecy="Kan innehålla uppgifter som omfattas av sekretess",
    facts=(Fact("Elev", "Åsa Öberg"), Fact("Anmält", "2026-09-07 kl. 10.15")),
    law=("skollagen 6 kap. 6–10 §§",),
    sections=(
        Section("Skäl", paragraphs=("Första stycket.", "Andra stycket.")),
        Section("Samtal", items=(Item("2026-09-08", ("Det sades.",)), Item("2026-09-09", ()))),
        Section("Åtgärder", grids=(Grid(("Vad", "Från"), (("Vuxen ute", "2026-09-10"),)),)),
        Section("Annat"),
    ),
    note="Gjord av Elevakt.",
    signed_by="Rut Holm, rektor",
    signed_on=dt.date(2026, 9, 24),
)


def text_of(made):
    pages = PdfReader(io.BytesIO(made)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def with_text(*paragraphs):
    return replace(LETTER, sections=(Section("Skäl", paragraphs=paragraphs),))


def tags(node):
    kids = node.get("/K", [])
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [str(kid.S), *tags(kid)]
    return found


def test_a_page_says_everything_and_on_each_page_whose_it_is():
    pages = text_of(typeset(with_text(*["Ett stycke om något. " * 30] * 12), LAYOUT))

    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert page.startswith("Norrviks kommun ELEV5 2026-46 Norra skolan 2026-09-24")
        assert f"Sida {number} av {len(pages)}" in page
        assert LETTER.secrecy in page


def test_sections_of_every_kind():
    (page,) = text_of(typeset(LETTER, LAYOUT))

    assert page == (
        "Norrviks kommun ELEV5 2026-46 Norra skolan 2026-09-24 Utredning Elev Åsa Öberg "
        "Anmält 2026-09-07 kl. 10.15 Skäl Första stycket. Andra stycket. Samtal 2026-09-08 "
        "Det sades. 2026-09-09 Åtgärder Vad Från Vuxen ute 2026-09-10 Annat Inget är antecknat. "
        "Rättslig grund Skollagen 6 kap. 6–10 §§. Rut Holm, rektor Norra skolan, 2026-09-24 "
        "Gjord av Elevakt. Kan innehålla uppgifter som omfattas av sekretess. "
        "Kan innehålla uppgifter som omfattas av sekretess Sida 1 av 1"
    )


def test_it_is_tagged_for_those_who_listen():
    with pikepdf.open(io.BytesIO(typeset(LETTER, LAYOUT))) as pdf:
        found = tags(pdf.Root.StructTreeRoot)

    assert [tag for tag in found if tag in ("/H1", "/H2")] == ["/H1", *["/H2"] * 5]
    assert found.count("/Table") == found.count("/THead") == 1
    assert (found.count("/TH"), found.count("/TD")) == (2, 2)
    assert found.count("/Lbl") >= 2


def test_it_says_what_it_is_and_by_which_standards():
    with pikepdf.open(io.BytesIO(typeset(LETTER, LAYOUT))) as pdf:
        with pdf.open_metadata() as meta:
            said = {key: str(meta[key]) for key in ("pdfaid:part", "pdfaid:conformance")}
            assert said == {"pdfaid:part": "2", "pdfaid:conformance": "A"}
            assert (meta["pdfuaid:part"], meta["dc:title"]) == ("1", "Utredning")
            assert meta["dc:creator"] == ["Norrviks kommun"]
        assert pdf.Root.Lang == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert all("/FontFile3" in font.FontDescriptor for font in _fonts(pdf))


def _fonts(pdf):
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            yield from font.get("/DescendantFonts", [font])


def test_the_same_document_is_the_same_bytes():
    assert typeset(LETTER, LAYOUT) == typeset(LETTER, LAYOUT)


@pytest.mark.parametrize(
    "written",
    [
        '#panic("x") #import "/letter.typ" *fet* _kursiv_ $x$ = Rubrik @ref <etikett> \\',
        '"} #read("/etc/hostname")',
        "#let x = 1; `kod` // kommentar /* och */",
    ],
)
def test_what_is_written_never_becomes_code(written):
    (page,) = text_of(typeset(with_text(written), LAYOUT))

    assert written.replace(" ", "") in page.replace(" ", "")


def test_signs_that_no_font_has_are_said_by_name():
    (page,) = text_of(typeset(with_text("Se 😀 👨‍👩‍👧.", "♥\u0007\u200b 漢."), LAYOUT))

    assert "Skäl Se (tecken: grinning face) (tecken: man)(tecken: woman)(tecken: girl)." in page
    assert "♥ (tecken: cjk unified ideograph-6f22)." in page


@pytest.mark.parametrize(
    "written",
    [
        "👍🏽",
        "🇸🇪",
        "1️⃣",
        "z̷a̷l̷",
        "مرحبا",
        "שלום",
        "Привет",
        "नमस्ते",
        "\ufffe",
        "\U000e0041",
        "Rad\nrad",
    ],
)
def test_nothing_that_is_written_stops_a_document(written):
    (page,) = text_of(typeset(with_text(f"Före {written} efter"), LAYOUT))

    assert "Före" in page
    assert "efter" in page


def test_a_wrong_layout_is_refused_without_quoting_what_was_written():
    with pytest.raises(NotTypeset) as refused:
        typeset(with_text("Hemligt"), "#nonsense")

    assert str(refused.value) == "Utredning"
    assert refused.value.__cause__ is None


def test_a_warning_is_a_fault():
    with pytest.raises(NotTypeset, match="unknown font family: nowhere"):
        typeset(LETTER, '#import "/letter.typ": *\n#show: letter\n#text(font: "Nowhere")[x]')


def test_a_layout_reads_no_file_outside_its_own_folder():
    with pytest.raises(NotTypeset):
        typeset(LETTER, '#import "/letter.typ": *\n#show: letter\n#read("/../models.py")')


def test_a_document_of_ordinary_length_is_made_in_a_tenth_of_a_second():
    typeset(LETTER, LAYOUT)
    began = time.perf_counter()

    made = typeset(with_text(*["Ett stycke om något. " * 20] * 20), LAYOUT)

    assert time.perf_counter() - began < 1
    assert len(made) < 100_000


def test_a_document_wears_the_colour_and_the_logo_of_its_organiser():
    out = io.BytesIO()
    Image.new("RGBA", (40, 20), "#7a1f5c").save(out, "PNG")
    dress = Dress("7a1f5c", out.getvalue())

    made = typeset(LETTER, LAYOUT, dress)

    assert made == typeset(LETTER, LAYOUT, dress)
    assert made != typeset(LETTER, LAYOUT)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        images = [one for page in pdf.pages for one in page.get_images().values()]
        assert [(int(one.Width), int(one.Height)) for one in images] == [(40, 20)]
