from pathlib import Path

import pytest

from elevakt.engines.records.places import DOCUMENTS, Templates
from elevakt.engines.records.queries import templates
from elevakt.engines.records.rules.templates import (
    Extract,
    Moment,
    Short,
    Template,
    TemplateFault,
    read_template,
)
from elevakt.foundation.kernel.house import Place

WHOLE = """
title = "Beslut"
circle = "work"
per_person = true
note = "Gjord av Elevakt."

[[moment]]
label = "Beslutat"
step = "decide"

[[fact]]
label = "Gäller"
step = "decide"
field = "kind"

[[section]]
heading = "Skäl"
step = "decide"
field = "reasons"

[[section]]
heading = "Åtgärder"
step = "decide"
field = "measures"
columns = ["what"]
"""


def test_a_template_is_read_whole():
    assert read_template("decision", 2, WHOLE, "#layout") == Template(
        id="decision",
        version=2,
        title="Beslut",
        circle="work",
        is_per_person=True,
        note="Gjord av Elevakt.",
        moments=(Moment("Beslutat", "decide"),),
        shorts=(Short("Gäller", "decide", "kind"),),
        extracts=(
            Extract("Skäl", "decide", "reasons"),
            Extract("Åtgärder", "decide", "measures", ("what",)),
        ),
        layout="#layout",
    )


@pytest.mark.parametrize(
    ("there", "instead", "fault"),
    [
        ('title = "Beslut"', "", "decision/v1.toml: ”title” ska vara en text."),
        ('circle = "work"', "circle = 1", "decision/v1.toml: ”circle” ska vara en text."),
        (
            "per_person = true",
            "",
            "decision/v1.toml: ”per_person” ska vara true eller false.",
        ),
        (
            "per_person = true",
            'per_person = true\nnames = "child"',
            "decision/v1.toml: ”names” hör till en handling om hela ärendet.",
        ),
        ("note =", "notes =", "decision/v1.toml: ”notes” finns inte."),
        ('label = "Beslutat"', "", "decision/v1.toml: ”label” ska vara en text."),
        ("columns =", "only =", "decision/v1.toml, section: ”only” finns inte."),
    ],
)
def test_a_fault_is_said_in_one_sentence(there, instead, fault):
    with pytest.raises(TemplateFault) as found:
        read_template("decision", 1, WHOLE.replace(there, instead), "")

    assert str(found.value) == fault


def test_the_newest_version_of_a_template_counts(tmp_path, monkeypatch):
    for version in (1, 10, 2):
        (tmp_path / "decision").mkdir(exist_ok=True)
        (tmp_path / f"decision/v{version}.toml").write_text(WHOLE)
        (tmp_path / f"decision/v{version}.typ").write_text(f"#{version}")
    monkeypatch.setattr(type(DOCUMENTS), "contributions", lambda self: (Templates(tmp_path),))

    found = templates.__wrapped__()

    assert [(one.id, one.version, one.layout) for one in found.values()] == [
        ("decision", 10, "#10")
    ]


def test_two_templates_of_one_name_are_told(monkeypatch):
    twice = (*DOCUMENTS.contributions(), Templates(Path(DOCUMENTS.contributions()[0].folder)))
    monkeypatch.setattr(Place, "contributions", lambda _place: twice)
    templates.cache_clear()

    try:
        with pytest.raises(TemplateFault, match="finns två gånger"):
            templates()
    finally:
        templates.cache_clear()
