"""Who reads an investigation of support: those named, and who teach the instruction alone."""

import pytest

from elevakt.engines.cases.actions.doing import correct, reopen_step, skip_step
from elevakt.engines.cases.actions.preparing import prepare
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.models import EntryPart, InForce
from elevakt.engines.cases.queries.tasks import my_work
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.notifications.models import Notice
from elevakt.modules.support.tests.stories import OTHERS
from elevakt.modules.support.tests.test_documents import HEALTH, decided
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

MIAS = "Svenska, i helklass"


@pytest.fixture
def case_id(story):
    """A programme for Elis that has been decided and begun."""
    case_id = decided(story)
    row = {"what": "Läsning med speciallärare", "instruction": "Dela texten i tre delar."}
    story.do("stina", case_id, "implement", measures=[row])
    return case_id


def circles(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return set(EntryPart.objects.values_list("circle", flat=True))


def test_whoever_writes_for_the_investigation_does_not_read_it(story, case_id):
    assert circles(story, "mia") & {"inquiry", "health", "leadership"} == set()
    assert circles(story, "stina") >= {"inquiry", "health"}
    assert circles(story, "rut") >= {"inquiry", "health", "leadership"}
    with story.as_("mia"):
        said = " ".join(
            str(answers) for answers in EntryPart.objects.values_list("answers", flat=True)
        )
    assert HEALTH not in said


def test_those_who_teach_see_the_instruction_and_nothing_of_why(story, case_id):
    with story.as_("lo"):
        assert [one.instruction for one in InForce.objects.all()] == ["Dela texten i tre delar."]
    assert story.seen("lo") == {"InForce": 1}
    assert circles(story, "tom") == {"report"}


def test_nobody_else_sees_that_there_is_anything(story, case_id):
    assert [story.seen(name) for name in OTHERS] == [{}] * len(OTHERS)


def test_a_home_that_may_not_be_told_is_told_nothing(story, case_id):
    assert story.seen("sten", Side.FAMILY) == {}
    assert story.seen("elis", Side.FAMILY) == {}


@pytest.fixture
def asked(story):
    """Mia and Lo have been asked to write, and Mia has."""
    case_id = story.open("special_support", "tom", reason="criteria", seen="Når inte målen.")
    homes = [
        {"pupil": story.id("elis"), "guardian": story.id(one), "answer": "inform"}
        for one in ("vera", "sten")
    ]
    story.do(
        "rut",
        case_id,
        "receive",
        own_people="no",
        home=homes,
        start="investigate",
        investigator=story.id("stina"),
        writers=[story.id("mia"), story.id("lo")],
    )
    story.do("mia", case_id, "contribute", hers(story, "mia"), texts=[{"subject": MIAS}])
    return case_id


def hers(story, name):
    """Return the instance that somebody does for herself."""
    return Instance(doer=story.cast.id(name)).key


def tasks(story, name):
    with story.as_(name) as actor:
        return [(task.step, task.instance) for task in my_work(actor).mine]


def test_whoever_is_asked_to_write_has_a_task_of_her_own(story, asked):
    assert tasks(story, "mia") == []
    assert tasks(story, "lo") == [("contribute", hers(story, "lo"))]
    with arrange():
        told = Notice.objects.filter(kind="to_do", once__contains=":contribute:")
        whom = {notice.person_id for notice in told}
    assert whom == {story.cast.id("mia"), story.cast.id("lo")}
    assert told.count() == len(whom)


def test_what_one_has_written_another_reads_and_cannot_change(story, asked):
    with story.as_("lo"):
        (written,) = EntryPart.objects.filter(answers__texts__0__subject=MIAS)

    for name, text in (("mia", "Rättat."), ("lo", "Någon annans.")):
        with story.as_(name) as actor:
            change = {"case_id": asked, "entry_no": written.no, "reason": ""}
            posted = {"texts": [{"subject": text}]}
            if name == "mia":
                correct(actor, posted=posted, **change)
            else:
                with pytest.raises(Refused, match="Det är inte din uppgift"):
                    correct(actor, posted=posted, **change)
                with pytest.raises(Refused, match="Det är inte din uppgift"):
                    reopen_step(
                        actor,
                        case_id=asked,
                        step="contribute",
                        instance=hers(story, "mia"),
                        reason="Fel",
                    )


def test_nobody_writes_in_anothers_place_because_she_too_was_asked_to_write(story, asked):
    instance = hers(story, "lo")

    with story.as_("mia") as mia:
        assert prepare(mia, asked, "contribute", instance).refusal is not None
        with pytest.raises(Refused, match="Det är inte din uppgift"):
            skip_step(mia, case_id=asked, step="contribute", instance=instance, reason="Sjuk")
    with pytest.raises(Refused, match="Det är inte din uppgift"):
        story.do("mia", asked, "contribute", instance, texts=[{"subject": "Los?"}])


def test_the_pages_offer_each_her_own_only(story, asked):
    los = address("cases:step", asked, "contribute", hers(story, "lo"))
    mia, lo = Desk(story.story, "mia"), Desk(story.story, "lo")

    assert "Skriv underlag: Lo Westin" in mia.get(f"/arenden/{asked}/").text
    assert "Det är inte din uppgift." in mia.get(los).text
    assert "Rätta" not in lo.get(f"/arenden/{asked}/").text

    assert "Sparat." in lo.fill(los, **{"texts-0-subject": "Matematik"}).text
    assert tasks(story, "lo") == []
