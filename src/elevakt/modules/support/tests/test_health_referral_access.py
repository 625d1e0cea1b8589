"""Who reads what pupil health knows: those who are named, and no team by being one."""

import pytest

from elevakt.engines.cases.actions.doing import name_person
from elevakt.engines.cases.models import EntryPart, InForce
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.records.models import Document
from elevakt.modules.support.tests.stories import OTHERS
from elevakt.modules.support.tests.test_documents import document, text_of
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side

ASKED = "Elis somnar på lektionerna."
KNOWN = "Det är oroligt hemma på nätterna."
SAID = "Amir Haddad har sagt till Elis att han inte får somna."
TASK = {"what": "Samtal med kurator", "instruction": "Låt Elis gå ifrån när han ber om det."}
HOMES = (("vera", "inform"), ("sten", "do_not_inform"))


def received(story, by="tom", *, professions=("kim",), **more):
    """Somebody asks, and Rut names who works with it."""
    case_id = story.open("health_referral", by, question=ASKED, **more)
    homes = [
        {"pupil": story.id("elis"), "guardian": story.id(one), "answer": answer, "reason": "Hot"}
        for one, answer in HOMES
    ]
    story.do(
        "rut",
        case_id,
        "receive",
        own_people="no",
        home=homes,
        coordinator=story.id("stina"),
        professions=[story.id(one) for one in professions],
    )
    triaged = {"pupil_view": "Jag är trött.", "consent_needed": "no"}
    story.do("stina", case_id, "triage", route="meeting", **triaged)
    return case_id


@pytest.fixture
def case_id(story):
    """Pupil health has met about Elis, and Rut has decided."""
    case_id = received(story)
    story.do("kim", case_id, "contribute", Instance(doer=story.cast.id("kim")).key, known=KNOWN)
    story.do("stina", case_id, "meeting", present=["counsellor"], summary=SAID, proposal="Samtal.")
    story.do("rut", case_id, "decide", answer="act", reasons="Som föreslagits.", tasks=[TASK])
    with story.as_("rut") as rut:
        name_person(rut, case_id=case_id, named=story.story.named("mentioned", "amir"))
    return case_id


def said(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return " ".join(map(str, EntryPart.objects.values_list("answers", flat=True)))


def circles(story, name):
    with story.as_(name):
        return set(EntryPart.objects.values_list("circle", flat=True))


def test_those_who_are_named_and_whoever_leads_read_it(story, case_id):
    for name in ("rut", "stina", "kim"):
        assert (KNOWN in said(story, name), SAID in said(story, name)) == (True, True)


def test_whoever_asked_reads_her_own_words_and_no_more(story, case_id):
    assert circles(story, "tom") == {"report"}
    assert (ASKED in said(story, "tom"), KNOWN in said(story, "tom")) == (True, False)


def test_the_mentor_and_those_who_teach_see_the_instruction_and_nothing_of_why(story, case_id):
    for name in ("mia", "lo"):
        assert story.seen(name) == {"InForce": 1}
        with story.as_(name):
            assert [one.instruction for one in InForce.objects.all()] == [TASK["instruction"]]


def test_one_in_the_team_who_is_not_named_sees_nothing(story):
    received(story, professions=())

    assert story.seen("kim") == {}


def test_nobody_else_sees_that_there_is_anything(story, case_id):
    assert [story.seen(name) for name in OTHERS] == [{}] * len(OTHERS)
    assert [story.seen(name, Side.FAMILY) for name in ("sten", "elis")] == [{}, {}]
    hers = said(story, "vera", Side.FAMILY)
    assert [words for words in (KNOWN, SAID, ASKED) if words in hers] == []


def test_what_a_pupil_tells_leaves_no_trace_at_home(story):
    story.open("health_referral", "elis", side=Side.FAMILY, opened_by="pupil", question=ASKED)

    assert ASKED in said(story, "elis", Side.FAMILY)
    assert [story.seen(name, Side.FAMILY) for name in ("vera", "sten")] == [{}, {}]


def test_the_note_of_the_meeting_is_for_those_named_and_the_task_says_nothing_of_why(
    story, case_id
):
    run_jobs(story.story.now)

    def readable(name):
        with story.as_(name):
            return sorted(Document.objects.values_list("template", flat=True))

    both = ["health_meeting", "health_task"]
    assert [readable(name) for name in ("rut", "stina", "kim")] == [both] * 3
    assert [readable(name) for name in ("tom", "mia", "lo", *OTHERS)] == [[]] * (3 + len(OTHERS))

    meeting, task = (text_of(document(story, name)) for name in both)
    assert "[elev B] har sagt till Elis att han inte får somna." in meeting
    assert "Samtal med kurator" in task
    assert [word for word in ("Amir", "Haddad", KNOWN, ASKED) if word in meeting + task] == []
