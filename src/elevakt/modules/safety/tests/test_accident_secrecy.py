"""Who must not read of an injury, and what the paper for the authority does not say."""

from elevakt.engines.cases.models import EntryPart
from elevakt.engines.records.models import Document
from elevakt.modules.safety.tests.telling import text_of
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side


def hurt(story):
    case_id = story.opens(
        "accident",
        "tom",
        {"injured": ["elis"], "witness": ["hedda"]},
        kind="accident",
        what_happened="Elis Bergström föll när Hedda knuffade honom.",
        care="hospital",
        where="sports_hall",
        activity="sports",
    )
    story.receive_homes(
        "rut",
        case_id,
        [("elis", "vera", "inform"), ("elis", "sten", "inform")],
        serious="yes",
        injury="Bruten arm",
        investigator=str(story.cast.id("kim")),
        also_reads=[str(story.cast.id("mia"))],
    )
    story.do("rut", case_id, "tell_authority", reported_at="2026-09-07T14:00", safety_reps="yes")
    run_jobs(story.now)


def test_the_injury_is_for_the_lead_and_the_investigator(story):
    hurt(story)

    reads = {}
    for name in ("rut", "kim", "mia", "tom"):
        with story.as_(name):
            reads[name] = EntryPart.objects.filter(circle="health").count()
    assert reads == {"rut": 1, "kim": 1, "mia": 0, "tom": 0}


def test_the_others_see_nothing_and_a_witness_leaves_no_trace(story):
    hurt(story)

    others = ("lo", "stina", "cilla", "bo", "nils", "olof", "greta", "ada")
    assert {name: story.seen(name) for name in others} == {name: {} for name in others}
    assert story.seen("hans", Side.FAMILY) == story.seen("hedda", Side.FAMILY) == {}


def test_the_paper_for_the_authority_names_nobody(story):
    hurt(story)

    with arrange():
        text = text_of(Document.objects.get(template="accident"))
    assert "[elev A] föll när [elev B] knuffade honom." in text
    assert not [word for word in ("Elis", "Bergström", "Hedda", "Bruten") if word in text]
