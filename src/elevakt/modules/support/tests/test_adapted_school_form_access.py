"""Who reads an investigation of the school form, and what the decision says."""

import pytest

from elevakt.engines.cases.actions.doing import name_person
from elevakt.engines.cases.models import EntryPart
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.records.models import Document
from elevakt.modules.support.tests.stories import OTHERS
from elevakt.modules.support.tests.test_documents import document, text_of
from elevakt.trust.access.models import Grant
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.access.testing.people import always
from elevakt.trust.people.enums import Side

SEEN = "Når inte kriterierna i något ämne."
FOUND = "Elis hade det svårt också i gruppen med Amir Haddad."
FOUR = ("pedagogical", "psychological", "medical", "social")


@pytest.fixture
def case_id(story):
    """Rut asks about Elis, Stina investigates, and Olof decides for the municipality."""
    cast = story.cast
    with arrange():
        Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.olof,
            basis="officer",
            scope="adapted_school_form",
            valid_during=always(),
            given_by_id=cast.id("ada"),
            second_person_id=cast.id("greta"),
            reason="Handläggare för skolform",
        )
    case_id = story.open("adapted_school_form", "rut", target="compulsory", seen=SEEN)
    elis = story.id("elis")
    homes = [
        {"pupil": elis, "guardian": story.id(one), "answer": answer, "reason": "Hot"}
        for one, answer in (("vera", "inform"), ("sten", "do_not_inform"))
    ]
    investigator = story.id("stina")
    story.do("olof", case_id, "receive", home=homes, start="investigate", investigator=investigator)
    vera = Instance(cast.id("elis"), cast.id("vera")).key
    story.do("stina", case_id, "consult", vera, investigate="yes")
    for step in FOUR:
        story.do("stina", case_id, step, assessor="Den som kan", on="2026-10-12", finding=FOUND)
    concluded = {"criteria": "Når dem inte.", "pupil_view": "Jag vill.", "best_interests": "Lugn."}
    grounds = {"belongs": "yes", "ground": "intellectual"}
    story.do("stina", case_id, "conclude", **concluded, **grounds)
    story.do("stina", case_id, "answer_home", vera, consent="yes")
    reasons = "Elis hör till målgruppen. Amir Haddad är kvar i klassen."
    accepted = {"decision": "received", "from": "2027-01-11", "views": "Elis vill börja."}
    story.do("olof", case_id, "decide", reasons=reasons, **accepted)
    with story.as_("olof") as olof:
        name_person(olof, case_id=case_id, named=story.story.named("mentioned", "amir"))
    return case_id


def said(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return " ".join(map(str, EntryPart.objects.values_list("answers", flat=True)))


def test_those_who_make_it_read_the_investigation(story, case_id):
    assert [FOUND in said(story, name) for name in ("olof", "stina")] == [True, True]


def test_nobody_else_sees_that_there_is_anything(story, case_id):
    others = ("mia", "tom", "lo", "kim", *(name for name in OTHERS if name != "olof"))

    assert {name: story.seen(name) for name in others} == {name: {} for name in others}
    homes = ("sten", "elis")
    assert [story.seen(name, Side.FAMILY) for name in homes] == [{}] * len(homes)
    assert FOUND not in said(story, "vera", Side.FAMILY)


def test_the_papers_name_no_other_pupil_and_the_decision_says_nothing_of_the_findings(
    story, case_id
):
    run_jobs(story.story.now)
    inquiry = text_of(document(story, "school_form_inquiry"))
    decision = text_of(document(story, "school_form_decision"))

    assert "också i gruppen med [elev B]." in inquiry
    assert "Elis hör till målgruppen. [elev B] är kvar i klassen." in decision
    assert "Beslut Eleven tas emot i anpassad grundskola" in decision
    assert "Elis vill börja." in decision
    assert "Skolväsendets överklagandenämnd av barnet eller den sökande" in decision
    assert [word for word in ("Amir", "Haddad") if word in inquiry + decision] == []
    assert [word for word in ("Intellektuell", "svårt", "Hot") if word in decision] == []


def test_who_may_have_which_paper(story, case_id):
    run_jobs(story.story.now)

    def readable(name):
        with story.as_(name):
            return sorted(Document.objects.values_list("template", flat=True))

    both = ["school_form_decision", "school_form_inquiry"]
    assert [readable(name) for name in ("olof", "stina")] == [both, both]
    assert [readable(name) for name in ("mia", "tom", "lo", "kim")] == [[]] * 4
