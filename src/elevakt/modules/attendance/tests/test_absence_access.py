"""Who reads what is written of a pupil's absence, and who does not."""

import io

import pytest
from pypdf import PdfReader

from elevakt.engines.cases.models import InForce
from elevakt.engines.records.models import Document
from elevakt.modules.attendance.tests.acting import home, opened, read_by
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side

SEEN, CHILD, HOME, HEALTH = "Sett-ord", "Barn-ord", "Hem-ord", "Hälso-ord"
SECRETS = {SEEN, CHILD, HOME, HEALTH}


@pytest.fixture
def case_id(story):
    """Tom has told of Elis, who is investigated by Kim and has a plan."""
    elis = str(story.cast.id("elis"))
    case_id = opened(story, "absence", "tom", "elis", seen=SEEN, pattern=["some_lessons"])
    story.later(hours=1)
    story.do("mia", case_id, "talk", elis, pupil_view="Elis vill inte.")
    story.do(
        "rut",
        case_id,
        "decide",
        elis,
        own_people="no",
        decision="investigate",
        home=home(story, "elis", vera="inform", sten="do_not_inform"),
        investigator=str(story.cast.id("kim")),
        other_home_municipality="yes",
    )
    story.do("rut", case_id, "tell_organiser")
    story.do("rut", case_id, "tell_home_municipality", elis, sent_on="2026-09-08")
    story.later(days=7)
    story.do(
        "kim",
        case_id,
        "investigate",
        elis,
        pupil_view=CHILD,
        guardian_view=HOME,
        health_view=HEALTH,
        conclusion="Elis börjar nio.",
        school_factors=["way", "timetable"],
        home_factors="Vera arbetar tidigt.",
    )
    row = {"what": "Börjar klockan nio", "kind": "timetable"}
    more = {"instruction": "Hälsa vid dörren.", "owner": str(story.cast.id("mia"))}
    story.do("rut", case_id, "plan", elis, goal="90", steps=[{**row, **more, "from": "2026-09-15"}])
    return case_id


@pytest.mark.parametrize(
    ("name", "side", "reads"),
    [
        ("rut", Side.STAFF, SECRETS),
        ("kim", Side.STAFF, SECRETS),
        ("mia", Side.STAFF, {SEEN, CHILD, HOME}),
        ("tom", Side.STAFF, {SEEN}),
        ("lo", Side.STAFF, set()),
        ("stina", Side.STAFF, set()),
        ("bo", Side.STAFF, set()),
        ("nils", Side.STAFF, set()),
        ("olof", Side.STAFF, set()),
        ("ada", Side.STAFF, set()),
        ("vera", Side.FAMILY, set()),
        ("sten", Side.FAMILY, set()),
        ("elis", Side.FAMILY, set()),
        ("ove", Side.STAFF, set()),
    ],
)
def test_who_reads_what_is_written(story, case_id, name, side, reads):
    text = read_by(story, case_id, name, side)

    assert {word for word in SECRETS if word in text} == reads


def test_those_who_teach_read_what_to_do_and_not_why(story, case_id):
    with story.as_("lo"):
        assert [one.instruction for one in InForce.objects.all()] == ["Hälsa vid dörren."]
    with story.as_("nils"):
        assert not InForce.objects.exists()


def texts(story):
    run_jobs(story.now)
    with arrange():
        made = Document.objects.order_by("template")
        return {
            one.template: " ".join(
                page.extract_text()
                for page in PdfReader(io.BytesIO(bytes(one.content or b""))).pages
            )
            for one in made
        }


def test_each_paper_says_what_its_reader_needs_and_no_more(story, case_id):
    made = texts(story)

    assert sorted(made) == [
        "absence_investigation",
        "absence_to_home_municipality",
        "absence_to_organiser",
    ]
    assert "Elis Bergström" in made["absence_to_home_municipality"]
    assert "Elis" not in made["absence_to_organiser"]
    assert "någon" not in made["absence_investigation"]
    said = {name: {word for word in SECRETS if word in text} for name, text in made.items()}
    assert said == {
        "absence_investigation": {CHILD, HOME},
        "absence_to_home_municipality": set(),
        "absence_to_organiser": {SEEN},
    }
