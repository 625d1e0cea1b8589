"""Questions to those around a pupil: each sees her own form, answers once, and no more."""

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from elevakt.engines.cases.actions.asking import answer, remind_asked
from elevakt.engines.cases.actions.doing import do_step, skip_step
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.actions.refusing import Refused, WrongAnswers
from elevakt.engines.cases.models import Asked, Case, Entry, EntryPart
from elevakt.engines.cases.queries.tasks import my_work
from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tasks import sweep
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.views.addresses import address
from elevakt.engines.notifications.models import Notice
from elevakt.foundation.kernel import clock
from elevakt.modules.support.tests.stories import OTHERS
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.models import HomeDecision
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import ActivityTeacher

HARD = "Långa instruktioner blir för mycket."
AT_HOME = "Han är slut när han kommer hem."


@pytest.fixture
def case_id(story):
    """Stina investigates for Elis; Vera may be told of it and Sten may not."""
    case_id = story.open("special_support", "tom", reason="criteria", seen="Når inte målen.")
    homes = [
        {"pupil": story.id("elis"), "guardian": story.id(one), "answer": said, "reason": "Samtal"}
        for one, said in (("vera", "inform"), ("sten", "do_not_inform"))
    ]
    posted = {"own_people": "no", "home": homes, "start": "investigate"}
    story.do("rut", case_id, "receive", investigator=story.id("stina"), **posted)
    return case_id


@pytest.fixture
def asked(story, case_id):
    """Stina asks Lo and Mia, who teach Elis, and Vera."""
    ask(story, case_id)
    return case_id


def ask(story, case_id, **more):
    chosen = {"teachers": [story.id("lo"), story.id("mia")], "guardians": [story.id("vera")]}
    story.do("stina", case_id, "ask", **{**chosen, **more})


def rows(story, name, side=Side.STAFF):
    with story.as_(name, side):
        return list(Asked.objects.all())


def answers(story, name, side=Side.STAFF, **posted):
    with story.as_(name, side) as actor:
        (row,) = Asked.objects.all()
        answer(actor, asked_id=row.id, posted=posted)


def hers(story, name):
    return Instance(doer=story.cast.id(name)).key


def waits(story, name):
    with story.as_(name) as actor:
        return sorted({one.step for one in my_work(actor).others})


def notices(story, name):
    with arrange():
        found = Notice.objects.filter(person_id=story.cast.id(name), kind="asked")
        return [(one.title, one.dropped_at is None) for one in found.order_by("created_at", "id")]


def test_whoever_is_asked_sees_her_own_form_and_nothing_else(story, asked):
    assert [row.step for row in rows(story, "lo")] == ["ask_teachers"]
    assert [row.step for row in rows(story, "vera", Side.FAMILY)] == ["ask_home"]
    assert story.seen("lo") == {"Asked": 1, "Notice": 1}  # the notice says nothing of whom
    assert story.seen("vera", Side.FAMILY) == {"Asked": 1}


def test_nobody_else_sees_that_anybody_is_asked(story, asked):
    for name in ("rut", "stina", "tom"):
        assert rows(story, name) == []
    assert [story.seen(name) for name in OTHERS if name != "lo"] == [{}] * (
        len(OTHERS) - ("lo" in OTHERS)
    )
    for name, side in (("sten", Side.FAMILY), ("elis", Side.FAMILY), ("lo", Side.FAMILY)):
        assert story.seen(name, side) == {}


def test_a_guardian_who_may_not_be_told_and_a_pupil_beside_her_cannot_be_asked(story, case_id):
    for field, name in (("guardians", "sten"), ("pupil", "elis"), ("teachers", "kim")):
        with pytest.raises(WrongAnswers) as wrong:
            ask(story, case_id, **{field: [story.id(name)]})
        assert {path: str(why) for path, why in wrong.value.faults.items()} == {
            field: "Välj någon i listan."
        }

    page = Desk(story, "stina").get(address("cases:step", case_id, "ask", ""))
    assert "Vera Bergström" in page.text
    assert "Lo Westin" in page.text
    for hidden in ("Sten", "Kim Sand"):
        assert hidden not in page.text


def test_an_answer_is_a_part_of_the_pupils_in_the_case_and_read_by_few(story, asked):
    answers(story, "lo", hard=HARD)

    with arrange():
        entry = Entry.objects.get(matter_id=asked, step="ask_teachers")
        (part,) = EntryPart.objects.filter(entry=entry)
    assert (entry.by_person_id, entry.by_role) == (story.cast.id("lo"), "asked")
    assert (part.circle, part.about_person_id) == ("inquiry", story.cast.id("elis"))
    for name, reads in (("stina", True), ("rut", True), ("lo", False), ("mia", False)):
        with story.as_(name):
            assert EntryPart.objects.filter(id=part.id).exists() == reads
    assert HARD in Desk(story, "stina").get(reverse("cases:case", args=[asked])).text


def test_she_may_put_it_right_until_it_is_taken_in(story, asked):
    answers(story, "lo", hard=HARD)
    answers(story, "lo", hard="Långa texter blir för mycket.")
    for name, side in (("mia", Side.STAFF), ("vera", Side.FAMILY)):
        answers(story, name, side, works="Han vill.")
    with arrange():
        kinds = Entry.objects.filter(matter_id=asked, step="ask_teachers", by_role="asked")
        assert list(kinds.order_by("no").values_list("kind", flat=True)) == [
            "step_done",
            "corrected",
            "step_done",
        ]
    assert len(rows(story, "lo")) == 1

    mapped = {"individual": "Stark muntligt.", "pupil_view": "Vill läsa.", "consulted": "done"}
    story.do("stina", asked, "map", **mapped)

    assert rows(story, "lo") == []
    assert story.seen("vera", Side.FAMILY) == {}


def test_an_answer_that_says_nothing_is_none(story, asked):
    with pytest.raises(WrongAnswers):
        answers(story, "lo", hard=" ")


def test_the_asker_waits_for_them_and_may_withdraw_or_write_in_their_place(story, asked):
    assert waits(story, "stina") == ["ask_home", "ask_teachers"]

    with story.as_("stina") as stina:
        skip_step(
            stina, case_id=asked, step="ask_teachers", instance=hers(story, "lo"), reason="Sjuk."
        )
    story.do("stina", asked, "ask_home", hers(story, "vera"), hard=AT_HOME)

    assert rows(story, "lo") == []
    assert rows(story, "vera", Side.FAMILY) == []  # what others wrote is not hers to put right
    assert waits(story, "stina") == ["ask_teachers"]
    assert notices(story, "lo") == [("Skolan har frågor till dig", False)]


def test_a_home_that_may_no_longer_know_is_asked_no_longer(story, asked):
    with arrange():
        HomeDecision.objects.create(
            organiser_id=story.cast.organiser.id,
            matter_id=asked,
            pupil=story.cast.elis,
            guardian=story.cast.vera,
            answer="ask",
            reason="",
            decided_at=story.now,
        )

    assert story.seen("vera", Side.FAMILY) == {}


def test_whoever_no_longer_teaches_the_pupil_is_asked_no_longer(story, asked):
    with arrange():
        ActivityTeacher.objects.filter(duty__person=story.cast.lo).delete()

    assert story.seen("lo") == {"Notice": 1}


def test_she_can_write_nothing_else_in_the_case(story, asked):
    with arrange():
        last = Case.objects.get(matter_id=asked)
    for step, instance in (("map", ""), ("ask_teachers", hers(story, "mia"))):
        with story.as_("lo") as lo, pytest.raises(ProgrammingError), transaction.atomic():
            Entry.objects.bulk_create(
                [
                    Entry(
                        organiser_id=lo.organiser_id,
                        matter_id=asked,
                        no=last.last_no + 1,
                        kind="step_done",
                        step=step,
                        instance=instance,
                        by_person_id=lo.person_id,
                        by_role="asked",
                        at=story.now,
                        definition_digest=last.digest,
                        request_id=last.matter_id,
                    )
                ]
            )
    with story.as_("lo") as lo, pytest.raises(NotFound):
        do_step(lo, case_id=asked, step="map", posted={}, based_on=99)
    with arrange():
        key = Asked.objects.get(person_id=story.cast.id("lo")).id
    with story.as_("mia") as mia, pytest.raises(NotFound):
        answer(mia, asked_id=key, posted={"hard": HARD})


def test_reminders_go_once_by_themselves_and_by_a_tap_once_a_day(story, asked):
    assert [title for title, _ in notices(story, "lo")] == ["Skolan har frågor till dig"]
    answers(story, "mia", works="Läser gärna högt.")
    story.later(days=7)
    for _ in range(2):
        with clock.fixed(story.now):
            sweep(str(story.cast.organiser.id))
    again = "Påminnelse: skolan har frågor till dig"
    assert [title for title, _ in notices(story, "lo")][1:] == [again]
    assert len(notices(story, "mia")) == 1

    path = address("cases:remind", asked, "ask_teachers", hers(story, "lo"))
    for _ in range(2):
        assert "Påminnelsen är skickad." in Desk(story, "stina").post(path, {}).text
    assert [title for title, _ in notices(story, "lo")][1:] == [again, again]


def test_only_whoever_asks_reminds_and_only_whoever_has_not_answered(story, asked):
    answers(story, "lo", hard=HARD)

    with story.as_("stina") as stina, pytest.raises(Refused):
        remind_asked(stina, case_id=asked, step="ask_teachers", instance=hers(story, "lo"))
    with story.as_("tom") as tom, pytest.raises(Refused):
        remind_asked(tom, case_id=asked, step="ask_teachers", instance=hers(story, "mia"))


def test_the_form_is_found_at_home_and_its_opening_is_written_down(story, asked):
    vera = Desk(story, "vera", Side.FAMILY)
    (row,) = rows(story, "vera", Side.FAMILY)
    href = reverse("cases:asked", args=[row.id])
    assert href in vera.get("/").links

    page = vera.fill(href, hard=AT_HOME)

    assert "Tack. Ditt svar är skickat." in page.text
    assert "Besvarad" in page.text
    assert str(asked) not in vera.get(href).html
    assert vera.get(href).fields["hard"] == [AT_HOME]
    with arrange():
        opened = Opening.objects.filter(page="cases:asked", side=Side.FAMILY)
        written = opened.values_list("subjects", "bases").distinct()
        assert list(written) == [([story.cast.id("elis")], ["asked"])]
    assert Desk(story, "sten", Side.FAMILY).get(href).status == 404
    assert Desk(story, "lo").get(href).status == 404


def test_what_is_asked_can_be_made_again_from_the_ledger(story, asked):
    answers(story, "lo", hard=HARD)

    with working(story.cast.organiser.id, "rebuild"), engine_writes(), clock.fixed(story.now):
        assert [found for _, found in rebuild() if found] == []
