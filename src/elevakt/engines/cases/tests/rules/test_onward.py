"""What may be opened out of a case, and what goes along."""

from elevakt.engines.cases.enums import OpenedBy, PersonKind
from elevakt.engines.cases.rules.onward import answers_along, offered, opened_by, people_along
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.rules.reading.definitions import read_definition
from elevakt.engines.cases.rules.values import Json
from elevakt.engines.cases.tests.rules.changing import changed
from elevakt.engines.cases.tests.rules.small import DEFINITION, ELIS, SARA, TOM, Story

OFFERS = read_definition(
    changed(
        ('id = "look"\n', 'id = "look"\nmay_open = ["theft", "lost_things"]\n'),
        ('id = "talk"\ntitle', 'id = "talk"\nmay_open = ["theft", "worry"]\ntitle'),
    ),
    path="small.toml",
)
THEFT = read_definition(
    changed(
        ('"lost_things"', '"theft"'),
        ('["staff", "pupil"]', '["case"]'),
        ('home_if_opened_by = { pupil = "ask" }\n', ""),
        ('report_as = "Något är borta"\n', ""),
        ("\nowner = {", "\nvictim = {"),
        ("finder = {", "thief = {"),
        ('"owner" }\ncircle', '"victim" }\ncircle'),
        ('kinds = ["pupil", "staff"], accused', 'kinds = ["pupil"], accused'),
        ('["owner"] }', '["victim"] }'),
        ('must_hold = ["owner"]', 'must_hold = ["victim"]'),
        ('person = "owner" }\ndecision', 'person = "victim" }\ndecision'),
        ('person = "owner" }\nrepeat', 'person = "victim" }\nrepeat'),
        ("max = 5000", "max = 100000"),
        ('bus = "Bussen"', 'bus = "Bussen", hall = "Hallen"'),
        ('type = "text"\n  label = "Vad är borta?"', 'type = "long_text"\n  label = "Vad?"'),
        ('label = "Är det stulet?"', 'label = "Fara?"\n  if_yes = { say = "Ring.", acute = true }'),
    ),
    path="theft.toml",
)


def test_what_a_step_offers_is_offered_from_when_it_opens_to_whoever_does_it_or_leads():
    story = Story(OFFERS)
    story.opened()

    assert offered(story.plan, OFFERS, {"principal"}) == ("theft", "lost_things")
    assert offered(story.plan, OFFERS, {"delegate"}) == ("theft", "lost_things")
    assert offered(story.plan, OFFERS, {"investigator"}) == ()
    assert offered(story.plan, OFFERS, frozenset()) == ()


def test_what_several_steps_offer_is_offered_once():
    story = Story(OFFERS)
    story.opened()
    story.done("look", concerned=False, searcher=str(TOM))

    assert offered(story.plan, OFFERS, {"principal"}) == ("theft", "lost_things", "worry")
    assert offered(story.plan, OFFERS, {"investigator"}) == ("theft", "worry")


def test_what_only_other_cases_open_is_opened_by_a_case_and_the_rest_by_the_staff():
    assert opened_by(THEFT) is OpenedBy.CASE
    assert opened_by(DEFINITION) is OpenedBy.STAFF


def named(key, role, kind=PersonKind.PUPIL):
    return Named(key, role, kind)


def test_somebody_keeps_a_role_that_both_have():
    people = [named(ELIS, "owner"), named(SARA, "finder"), named(ELIS, "owner")]

    assert people_along(DEFINITION, OFFERS, people) == {"owner": (ELIS,), "finder": (SARA,)}


def test_whoever_is_accused_goes_where_one_is_accused_and_others_where_nobody_is():
    people = [named(ELIS, "owner"), named(SARA, "finder")]

    assert people_along(DEFINITION, THEFT, people) == {"victim": (ELIS,), "thief": (SARA,)}


def test_a_witness_a_colleague_and_one_who_was_not_found_go_nowhere():
    people = [
        named(SARA, "onlooker"),
        named(TOM, "finder", PersonKind.STAFF),
        named(ELIS, "owner", PersonKind.NOT_FOUND),
    ]

    assert people_along(DEFINITION, THEFT, people) == {}


def test_where_nobody_fits_nobody_goes_along():
    nobody_accused = read_definition(changed((", accused = true", "")), path="small.toml")

    assert people_along(DEFINITION, nobody_accused, [named(SARA, "finder")]) == {}
    assert people_along(nobody_accused, DEFINITION, [named(SARA, "finder")]) == {"owner": (SARA,)}
    assert people_along(DEFINITION, OFFERS, []) == {}


def test_the_same_question_with_the_same_kind_of_answer_is_answered_already():
    answers: dict[str, Json] = {
        "what": "Mössan",
        "worth": 120,
        "stolen": True,
        "where": "bus",
        "when": {"precision": "day", "on": "2026-09-07"},
    }

    # A long text is not a text, and whether somebody is in danger is asked anew.
    assert answers_along(DEFINITION, THEFT, answers) == {
        "worth": 120,
        "where": "bus",
        "when": {"precision": "day", "on": "2026-09-07"},
    }
    assert answers_along(DEFINITION, THEFT, {"where": "yard"}) == {"where": "yard"}


def test_an_answer_that_cannot_be_chosen_there_stays():
    assert answers_along(THEFT, DEFINITION, {"where": "hall", "worth": 50_000}) == {"worth": 50_000}


def test_what_was_not_asked_before_is_asked():
    assert answers_along(DEFINITION, THEFT, {}) == {}
