"""Who reads an application for leave, and who does not."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from elevakt.engines.cases.actions.doing import skip_step
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.models import Case, Entry, InForce
from elevakt.engines.notifications.models import Notice
from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import clock
from elevakt.modules.attendance.tests.acting import home, opened, read_by
from elevakt.trust.access.actions.covering import let_decide
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.access.tests.giving import lend
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person

DAYS = {"first_day": "2026-10-05", "last_day": "2026-10-20"}
WHY, COMMENT, REASONS = "Skäl-ord", "Mentor-ord", "Synnerliga-ord"
SECRETS = {WHY, COMMENT, REASONS}


@pytest.fixture
def case_id(story):
    """Vera has applied for Elis; Mia has commented, and Rut has granted it."""
    elis = str(story.cast.id("elis"))
    case_id = opened(
        story,
        "leave_of_absence",
        "vera",
        "elis",
        side=Side.FAMILY,
        opened_by="guardian",
        why=WHY,
        both_agree="no",
        **DAYS,
    )
    story.do("mia", case_id, "comment", elis, comment=COMMENT)
    story.do(
        "rut",
        case_id,
        "decide_long",
        elis,
        decision="granted",
        extraordinary=REASONS,
        pupil_view="Elis vill fara.",
        **DAYS,
    )
    row = {"instruction": "Läser kapitel 3.", "from": "2026-10-05"}
    story.do("mia", case_id, "note_leave", elis, leave=[{**row, "until": "2026-10-20"}])
    return case_id


@pytest.mark.parametrize(
    ("name", "side", "reads"),
    [
        ("rut", Side.STAFF, SECRETS),
        ("mia", Side.STAFF, SECRETS),
        ("vera", Side.FAMILY, {WHY}),
        ("sten", Side.FAMILY, set()),
        ("elis", Side.FAMILY, set()),
        ("tom", Side.STAFF, set()),
        ("kim", Side.STAFF, set()),
        ("bo", Side.STAFF, set()),
        ("olof", Side.STAFF, set()),
        ("ove", Side.STAFF, set()),
    ],
)
def test_who_reads_what_is_written(story, case_id, name, side, reads):
    text = read_by(story, case_id, name, side)

    assert {word for word in SECRETS if word in text} == reads


def test_those_who_teach_know_the_days(story, case_id):
    with story.as_("tom"):
        assert [(one.instruction, str(one.ends_on)) for one in InForce.objects.all()] == [
            ("Läser kapitel 3.", "2026-10-20")
        ]


def test_the_school_administrator_does_not_and_whoever_covers_or_assists_does(story, case_id):
    cast = story.cast
    with clock.fixed(story.now):
        lend(cast, "nils", group="class_7b")
        lend(cast, "ada", pupil="elis")
    with arrange():
        cast.organiser.employ(cast.greta, cast.norra, "Skoladministratör")
        cast.organiser.employ(cast.olof, cast.norra, "Fritidspedagog")
        cast.organiser.attend_educare(cast.elis, cast.norra)

    for name, seen in (("nils", 1), ("ada", 1), ("olof", 1), ("greta", 0)):
        with story.as_(name):
            assert Person.objects.filter(id=cast.id("elis")).exists()
            assert InForce.objects.count() == seen, name


@pytest.mark.parametrize("answer", [None, "ask", "inform"])
def test_a_child_who_applies_alone_is_not_told_of_at_home_until_somebody_has_decided(story, answer):
    elis = str(story.cast.id("elis"))
    case_id = opened(
        story,
        "leave_of_absence",
        "elis",
        "elis",
        side=Side.FAMILY,
        opened_by="pupil",
        why=WHY,
        **DAYS,
    )
    with story.as_("rut") as rut:
        skip_step(rut, case_id=case_id, step="ask_home", instance=elis, reason="Kan vara farligt")
    story.do("mia", case_id, "comment", elis, comment=COMMENT)
    contact = {"home": home(story, "elis", vera=answer, sten="do_not_inform")} if answer else {}
    story.do(
        "rut",
        case_id,
        "decide_long",
        elis,
        decision="granted",
        extraordinary=REASONS,
        pupil_view="Elis vill fara.",
        **DAYS,
        **contact,
    )

    with arrange():
        told = set(Notice.objects.filter(side=Side.FAMILY).values_list("person_id", flat=True))
    assert told == {story.cast.id(name) for name in ("elis", *(["vera"] * (answer == "inform")))}
    for name, seen in (("elis", 1), ("vera", int(answer == "inform")), ("sten", 0)):
        with story.as_(name, Side.FAMILY):
            assert Case.objects.count() == seen


def test_the_decision_says_who_what_why_and_that_it_cannot_be_appealed(story, case_id):
    run_jobs(story.now)
    with arrange():
        document = Document.objects.get()
    pages = PdfReader(io.BytesIO(bytes(document.content or b""))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert document.title == "Beslut om längre ledighet"
    for said in ("Elis Bergström", "Beviljas", "2026-10-20", REASONS, "Skollagen 7 kap. 18 §"):
        assert said in text
    assert "Beslutet kan inte överklagas genom förvaltningsbesvär." in text
    assert {word for word in (WHY, COMMENT) if word in text} == set()


def lets_decide(story, who, process="leave_of_absence"):
    with story.as_("rut") as rut:
        let_decide(
            rut,
            story.cast.id(who),
            unit_id=story.cast.norra.id,
            scope=process,
            first_on=story.now.date(),
            last_on=story.now.date() + dt.timedelta(days=30),
        )


@pytest.mark.parametrize(("last_day", "step"), [("2026-10-14", "decide"), ("2026-10-15", None)])
def test_a_principals_delegate_decides_what_the_law_lets_be_handed_over(story, last_day, step):
    lets_decide(story, "stina")
    lets_decide(story, "kim", "discipline")
    elis, days = str(story.cast.id("elis")), {"first_day": "2026-10-05", "last_day": last_day}
    applied = {"why": WHY, "both_agree": "no", **days}
    at_home = {"side": Side.FAMILY, "opened_by": "guardian"}
    case_id = opened(story, "leave_of_absence", "vera", "elis", **at_home, **applied)
    story.do("mia", case_id, "comment", elis, comment=COMMENT)

    assert WHY in read_by(story, case_id, "stina")
    assert read_by(story, case_id, "kim") == "[]"
    decision = {"decision": "granted", "pupil_view": "Elis vill fara.", **days}
    if step:
        story.do("stina", case_id, step, elis, **decision)
        with story.as_("stina"):
            assert Entry.objects.order_by("-no")[0].by_role == "delegate"
    else:
        with pytest.raises(Refused):
            story.do("stina", case_id, "decide_long", elis, extraordinary=REASONS, **decision)
