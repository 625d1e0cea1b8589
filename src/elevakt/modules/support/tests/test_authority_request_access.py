"""Who reads that an authority has asked, and what the school answered."""

import pytest

from elevakt.engines.cases.actions.doing import name_person
from elevakt.engines.cases.models import EntryPart
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.modules.support.tests.stories import OTHERS
from elevakt.modules.support.tests.test_documents import document, text_of
from elevakt.trust.people.enums import Side

ASKED = "Hur har Elis det hemma?"
TEXT = "Elis får stöd i svenska. Han sitter med Amir Haddad."
SUPPORT = {"kind": "time", "instruction": "Låt Elis få dubbel tid.", "until": "2026-12-18"}


@pytest.fixture
def weighed(story):
    """Elis has support; the social services have asked Tom; Kim has tested what may be given."""
    adapts = story.open("extra_adaptations", "tom", seen="Hinner inte klart.")
    story.do("mia", adapts, "adapt", story.id("elis"), adaptations=[SUPPORT])
    case_id = story.open("authority_request", "tom", authority="social_services", asked=ASKED)
    homes = [
        {
            "pupil": story.id("elis"),
            "guardian": story.id(one),
            "answer": "do_not_inform",
            "reason": "-",
        }
        for one in ("vera", "sten")
    ]
    story.do("rut", case_id, "receive", own_people="no", home=homes, handler=story.id("kim"))
    part = {"what": "Stödet", "ground": "social_inquiry", "give": "yes"}
    story.do("kim", case_id, "weigh", parts=[part], reasons="Utredningen är inledd.")
    return case_id


def answer(story, case_id):
    """Rut opens the page of the answer, and sends what stands there with the text."""
    page = f"/arenden/{case_id}/steg/answer/"
    law = "socialtjänstlagen 20 kap. 6 §"
    posted = {"to": "Socialtjänsten", "given": "yes", "text": TEXT, "provision": law}
    return Desk(story.story, "rut").fill(page, **posted)


def said(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return " ".join(map(str, EntryPart.objects.values_list("answers", flat=True)))


def test_the_page_begins_with_the_support_that_whoever_answers_sees(story, weighed):
    page = Desk(story.story, "rut").get(f"/arenden/{weighed}/steg/answer/")

    assert page.fields["support-0-instruction"] == [SUPPORT["instruction"]]
    assert page.fields["support-0-until"] == [SUPPORT["until"]]
    assert page.fields["question"] == [ASKED]


def test_the_answer_holds_the_support_and_names_no_other_pupil(story, weighed):
    answer(story, weighed)
    with story.as_("rut") as rut:
        name_person(rut, case_id=weighed, named=story.story.named("mentioned", "amir"))

    text = text_of(document(story, "authority_answer"))

    assert "Elis Bergström" in text
    assert "Bestämmelse socialtjänstlagen 20 kap. 6 §" in text
    assert "2025:170" not in text
    assert "Låt Elis få dubbel tid. 2026-12-18" in text
    assert "Han sitter med [elev B]." in text
    assert [word for word in ("Amir", "Haddad", "Utredningen är inledd") if word in text] == []


def test_those_who_answer_read_it_and_whoever_took_the_question_her_own_words(story, weighed):
    answer(story, weighed)

    assert [TEXT in said(story, name) for name in ("rut", "kim", "tom")] == [True, True, False]
    assert ASKED in said(story, "tom")


def test_nobody_else_sees_that_anybody_has_asked(story, weighed):
    answer(story, weighed)

    for name in ("mia", "lo", "stina", *OTHERS):
        assert (ASKED in said(story, name), TEXT in said(story, name)) == (False, False)
    assert story.seen("lo") == {"InForce": 1}
    assert [story.seen(name) for name in OTHERS] == [{}] * len(OTHERS)
    homes = ("vera", "sten", "elis")
    assert [story.seen(name, Side.FAMILY) for name in homes] == [{}] * len(homes)
