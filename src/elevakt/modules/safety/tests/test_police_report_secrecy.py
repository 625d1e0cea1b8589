"""Who must not read of a police report, and what its papers do not say."""

from elevakt.engines.cases.models import EntryPart
from elevakt.engines.records.models import Document
from elevakt.modules.safety.tests.telling import text_of
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side


def reported(story):
    case_id = story.opens(
        "police_report",
        "rut",
        {"suspected": ["amir"], "victim": ["elis"], "witness": ["hedda"]},
        opened_by="case",
        what_happened="Amir Haddad hotade Elis Bergström med kniv. Hedda såg på.",
        evidence="Kniven ligger i kassaskåpet.",
    )
    people = [("elis", "vera", "ask"), ("elis", "sten", "do_not_inform")]
    rows = [
        {
            "pupil": str(story.cast.id(pupil)),
            "guardian": str(story.cast.id(guardian)),
            "answer": answer,
            "reason": "Kan vara farligt",
        }
        for pupil, guardian, answer in people
    ]
    story.do(
        "rut",
        case_id,
        "weigh",
        own_people="no",
        home=rows,
        connected="yes",
        decided="report",
        reasons="Det var en kniv.",
        also_reads=[str(story.cast.id("kim"))],
    )
    story.do("rut", case_id, "report_police", reported_at="2026-09-07T12:00", how="phone")
    row = {
        "authority": "Polisen",
        "officer": "Inspektör Ek",
        "own_initiative": "asked",
        "law": "Lagen (2025:170) 7 §",
        "asked_for": "Vilka som var på rasten",
        "weighing": "Behövs för utredningen.",
        "given": "partly",
        "what": "Att Hedda var där.",
        "on": "2026-09-09",
    }
    story.do("rut", case_id, "disclose", disclosures=[row], done="yes")
    run_jobs(story.now)


def test_nobody_without_a_name_in_it_sees_that_it_exists(story):
    reported(story)

    others = ("mia", "tom", "lo", "stina", "cilla", "bo", "nils", "olof", "greta", "ada")
    assert {name: story.seen(name) for name in others} == {name: {} for name in others}
    at_home = ("amir", "elis", "vera", "sten", "hans")
    assert {name: story.seen(name, Side.FAMILY) for name in at_home} == {
        name: {} for name in at_home
    }


def test_whoever_is_invited_reads_neither_the_log_nor_its_paper(story):
    reported(story)

    with story.as_("kim"):
        assert "leadership" not in set(EntryPart.objects.values_list("circle", flat=True))
        assert sorted(Document.objects.values_list("template", flat=True)) == [
            "police_assessment",
            "police_report",
        ]


def test_the_report_names_the_pupil_it_is_about_and_the_others_by_role(story):
    reported(story)

    with arrange():
        texts = {one.template: text_of(one) for one in Document.objects.all()}
    assert "Amir Haddad hotade [elev B] med kniv. [elev C] såg på." in texts["police_report"]
    assert "Att [elev C] var där." in texts["disclosures"]
    assert "Anmäl till polisen" in texts["police_assessment"]
    for name in ("Elis", "Bergström", "Hedda"):
        assert not [text for text in texts.values() if name in text]
