"""Words that are offered where one writes: the organiser's, and one's own."""

from functools import partial

import pytest
from django.db import ProgrammingError

from elevakt.engines.cases.actions.phrases import add_phrase, remove_phrase
from elevakt.engines.cases.models import Phrase
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.phrases import banks_of, offered
from elevakt.engines.cases.rules.phrases import places
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.foundation.kernel import clock
from elevakt.trust.access.models import Grant
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.access.tests.asking import undone
from elevakt.trust.people.enums import Side

PROCESS = "degrading_treatment"
PAGE = f"/sa-gor-vi/{PROCESS}/fraser/"
REFUSED = partial(pytest.raises, ProgrammingError, match="row-level security")
OURS, OWN = "En vuxen är med på rasterna.", "Fråga eleven efter lunch."


@pytest.fixture
def process(story):
    """Degrading treatment, of which Olof is the officer."""
    release(story)
    return definition(PROCESS, 1)


def keep(story, name, text=OWN, *, place="measures", for_all=False, process=PROCESS):
    with story.as_(name) as actor:
        add_phrase(actor, process=process, place=place, text=text, for_all=for_all)


def seen(story, name, side=Side.STAFF):
    """Return every phrase that the database lets somebody read."""
    with story.as_(name, side):
        return sorted(Phrase.objects.values_list("text", flat=True))


def given_administration(story):
    with arrange():
        Grant.objects.create(
            organiser_id=story.cast.organiser.id,
            person=story.cast.ada,
            basis="administrator",
            scope="",
            valid_during=always(),
            given_by_id=story.cast.id("greta"),
            second_person_id=story.cast.id("rut"),
            reason="Sköter inställningarna",
        )


def test_what_the_organiser_offers_is_for_all_who_work_there_and_ones_own_for_oneself(
    story, process
):
    keep(story, "olof", OURS, for_all=True)
    keep(story, "kim")

    assert seen(story, "kim") == [OURS, OWN]
    for name in ("rut", "tom", "nils", "ada", "olof"):
        assert seen(story, name) == [OURS]


def test_another_organiser_and_a_home_have_none_of_it(story, process):
    keep(story, "olof", OURS, for_all=True)
    keep(story, "lo")

    assert seen(story, "ove") == []
    denied = pytest.raises(ProgrammingError, match="denied")
    with story.as_("vera", Side.FAMILY), denied, undone():
        list(Phrase.objects.all())
    with story.as_("lo", Side.FAMILY) as lo:
        assert offered(lo, process, process.start) == {}


@pytest.mark.parametrize("name", ["rut", "kim", "greta", "ada"])
def test_only_an_officer_of_the_process_or_an_administrator_offers_to_everybody(
    story, process, name
):
    with pytest.raises(NotFound):
        keep(story, name, OURS, for_all=True)
    given_administration(story)

    keep(story, "ada", OURS, for_all=True)
    assert seen(story, "tom") == [OURS]
    with pytest.raises(NotFound):
        keep(story, "olof", OURS, for_all=True, process="report_of_concern", place="report.seen")


def row(story, **given):
    return Phrase(
        **{
            "organiser_id": story.cast.organiser.id,
            "process": PROCESS,
            "place": "measures",
            "text": OURS,
            "added_by_id": story.cast.id("kim"),
            "added_at": clock.now(),
            **given,
        }
    )


@pytest.mark.parametrize("whose", [None, "tom"])
def test_the_database_itself_refuses_a_phrase_that_is_not_ones_own(story, process, whose):
    person = story.cast.id(whose) if whose else None

    with story.as_("kim"), REFUSED(), undone():
        row(story, person_id=person).save(force_insert=True)


def test_an_officer_of_another_process_may_not_write_what_everybody_is_offered(story, process):
    by = story.cast.id("olof")

    with story.as_("olof"), REFUSED(), undone():
        row(story, process="accident", added_by_id=by).save(force_insert=True)


def test_a_phrase_is_taken_away_by_whoever_may_keep_it(story, process):
    keep(story, "olof", OURS, for_all=True)
    keep(story, "kim")
    with arrange():
        keys = {one.text: one.id for one in Phrase.objects.all()}

    for name, text in (("kim", OURS), ("rut", OURS), ("tom", OWN), ("olof", OWN)):
        with story.as_(name) as actor, pytest.raises(NotFound):
            remove_phrase(actor, process=PROCESS, phrase_id=keys[text])
    for name, text in (("olof", OURS), ("kim", OWN)):
        with story.as_(name) as actor:
            remove_phrase(actor, process=PROCESS, phrase_id=keys[text])

    with arrange():
        assert list(Phrase.objects.all()) == []


def test_the_same_words_are_kept_once_and_only_at_a_place_of_the_process(story, process):
    keep(story, "kim", "Fråga  eleven\nefter lunch.")
    keep(story, "kim")

    assert seen(story, "kim") == [OWN]
    with pytest.raises(NotFound):
        keep(story, "kim", place="nowhere")


def test_no_phrase_is_offered_where_only_few_may_read():
    for name in ("special_support", "health_referral"):
        found = definition(name, 1)
        narrow = {step.id for step in found.steps if step.circle in found.narrow_circles}
        sensitive = {
            f"{step.id}.{field.id}"
            for step in found.steps
            for field in step.fields
            if field.sensitive or field.circle in found.narrow_circles
        }
        keys = {place.key for place in places(found)}

        assert narrow
        assert [key for key in keys if key.split(".")[0] in narrow or key in sensitive] == []


def test_they_are_offered_at_the_question_ones_own_first(story, process):
    keep(story, "olof", OURS, for_all=True)
    keep(story, "kim", "Zonen vid dörren.")
    keep(story, "kim", OURS)
    place = next(one for one in places(process) if one.key == "measures")
    step = next(one for one in process.steps if one.title == place.step)

    with story.as_("kim") as kim:
        assert offered(kim, process, step) == {place.question: (OURS, "Zonen vid dörren.")}
    with story.as_("rut") as rut:
        assert offered(rut, process, step) == {place.question: (OURS,)}
        assert offered(rut, process, process.start) == {}


def test_a_line_is_chosen_from_a_list_and_a_longer_text_has_them_beside(story, process):
    keep(story, "tom", OWN, place="report.what_happened")
    page = Desk(story, "tom").get(f"/rapportera/om/{PROCESS}/")

    assert page.html.count(OWN) == 2  # the words, and what its button says aloud
    assert 'data-insert="id_what_happened"' in page.html
    assert OWN not in Desk(story, "kim").get(f"/rapportera/om/{PROCESS}/").html


def test_the_page_keeps_and_takes_away_without_a_script(story, process):
    kim, olof = Desk(story, "kim"), Desk(story, "olof")
    assert "Inga fraser än" in kim.get(PAGE).text
    assert "Alla som arbetar här" not in kim.get(PAGE).text

    assert OWN in kim.fill(PAGE, text=OWN, place="measures").text
    assert "Huvudmannens" in olof.fill(PAGE, text=OURS, place="measures", whose="all").text
    assert "Skriv något först." in kim.post(PAGE, {"text": "", "place": "measures"}).text
    assert kim.post(PAGE, {"text": "x" * 301, "place": "measures"}).status == 422
    assert kim.post(PAGE, {"text": OWN, "place": "nowhere"}).status == 422
    assert kim.get(f"{PAGE}?plats=measures").fields["place"] == ["measures"]

    with arrange():
        key = Phrase.objects.get(text=OWN).id
    assert olof.post(f"{PAGE}{key}/bort/", {}).status == 404
    assert OWN not in kim.post(f"{PAGE}{key}/bort/", {}).text


def test_a_banks_page_asks_as_many_questions_for_three_as_for_one(
    story, process, django_assert_num_queries
):
    for number in range(3):
        with story.as_("kim") as kim, django_assert_num_queries(4):
            assert sum(len(bank.rows) for bank in banks_of(kim, PROCESS).banks) == number
        keep(story, "kim", f"{OWN} {number}")
