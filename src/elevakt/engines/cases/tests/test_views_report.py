"""Reporting: a minute's work, the same words for everybody, and nothing to read in return."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from elevakt.engines.cases.models import Case, CasePerson, Entry
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.models import Search
from elevakt.trust.people.enums import Side

REPORT = "/rapportera/om/degrading_treatment/"
SENT = "/rapportera/klart/"


@pytest.fixture
def released(story):
    release(story)
    return story


def cases():
    with arrange():
        return list(Case.objects.order_by("opened_at"))


def named(case_id):
    with arrange():
        found = CasePerson.objects.filter(case_id=case_id).order_by("role", "kind")
        return [(one.role, one.kind, one.person_id) for one in found]


def told_alike(page):
    """A page without the keys of its form, which are all that may differ but for a name."""
    keys = r'(name="(csrfmiddlewaretoken|request_key)" value=")[^"]*|("X-CSRFToken": ")[^"]*'
    html = re.sub(keys, r"\1\3", page.html)
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "key", html)


def test_what_has_happened_is_asked_in_everyday_words(released):
    page = Desk(released, "tom").get("/rapportera/")

    assert "Vad har hänt? " in page.text
    assert "Någon har blivit illa behandlad" in page.text
    assert REPORT in page.links
    assert f"{REPORT}?elev={released.cast.id('elis')}" in (
        Desk(released, "tom").get(f"/rapportera/?elev={released.cast.id('elis')}").links
    )


def test_what_is_seldom_asked_is_folded_and_what_fits_nowhere_comes_last(story):
    for process in (
        "something_else",
        "complaint",
        "authority_request",
        "degrading_treatment",
        "report_of_concern",
        "accident",
        "discipline",
        "extra_adaptations",
    ):
        release(story, process)
    shown = Desk(story, "tom").get("/rapportera/")
    assert "Fler val" not in shown.text
    release(story, "absence")

    text = Desk(story, "tom").get("/rapportera/").text

    tiles, _, folded = text.partition("Fler val")
    assert tiles.rstrip().endswith("Något annat")
    assert "En myndighet frågar om en elev" in folded
    assert "Jag är inte nöjd med skolan" in folded
    assert "myndighet" not in tiles


def test_at_home_the_same_is_asked_in_words_for_a_home(released):
    staff, home = Desk(released, "tom"), Desk(released, "vera", Side.FAMILY)
    to_staff, at_home = staff.get(REPORT), home.get(REPORT)

    assert "Vad har du gjort hittills?" in to_staff.text
    assert "Har du pratat med någon om det?" not in to_staff.text
    assert "Har du pratat med någon om det?" in at_home.text
    for words in (
        "gjort hittills",
        "pratat med hemmet",
        "Inga diagnoser",
        "En kollega",
        "rektor nu",
    ):
        assert words not in at_home.text
    assert at_home.fields["told_by"] == to_staff.fields["told_by"]

    home.fill(REPORT, what_happened="Vill inte gå dit.", done_so_far="Nej.", told_by="staff")

    (case,) = cases()
    own = home.get(f"/rapportera/{case.matter_id}/").text
    assert "Har du pratat med någon om det? Nej." in own
    assert "Hur vet du det? Någon på skolan berättade" in own


def test_in_english_too(released):
    vera = Desk(released, "vera", Side.FAMILY)
    vera.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert "Have you talked to anybody about it?" in vera.get(REPORT).text


def test_nothing_is_offered_that_the_organiser_has_not_released(story):
    tom = Desk(story, "tom")

    assert "Det finns inget att rapportera här än" in tom.get("/rapportera/").text
    assert tom.get(REPORT).status == 404


def test_danger_comes_first_and_gives_a_phone_and_no_form(released):
    page = Desk(released, "tom").get(REPORT)

    order = ["Är någon i fara nu?", "Ring rektor nu, eller 112.", "Utsatt", "Vad har hänt?", "Fler"]
    places = [page.text.index(words) for words in order]
    assert places == sorted(places)


def test_a_form_sent_twice_opens_one_case(released):
    tom = Desk(released, "tom")
    page = tom.get(f"{REPORT}?elev={released.cast.id('elis')}")
    data = {**page.fields, "what_happened": "En knuff."}

    assert tom.post(REPORT, data).title == tom.post(REPORT, data).title == "Skickat – Elevakt"

    assert len(cases()) == 1


def test_before_and_after_the_page_is_the_same_for_every_pupil(released):
    story, cast = released, released.cast
    story.report("mia", exposed=["elis"], alleged=["amir"])
    tom = Desk(story, "tom")
    before, after = set(), set()
    for name in ("elis", "amir", "hedda", "nova"):
        key = str(cast.id(name))
        page = tom.get(f"{REPORT}?elev={key}")
        card = cast.persons[name].name
        assert card in page.html
        before.add(told_alike(page).replace(card, "name"))
        sent = tom.post(REPORT, {**page.fields, "what_happened": "En knuff."})
        after.add(told_alike(sent))
    assert (len(before), len(after)) == (1, 1)
    assert len(cases()) == 5


def test_what_is_missing_is_said_where_it_is_missing(released):
    page = Desk(released, "tom").fill(REPORT)

    assert page.status == 422
    assert page.title == "Fel: Rapportera – Elevakt"
    assert "Välj en elev, eller skriv vem det gäller." in page.text
    assert "Fyll i ”Vad har hänt?”." in page.text
    assert cases() == []


def test_in_english_what_is_missing_is_called_as_the_page_calls_it(released):
    tom = Desk(released, "tom")
    tom.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = tom.fill(REPORT)

    assert "Fill in “What has happened?”." in page.text
    assert "Vad har hänt?" not in page.text


def test_a_name_that_is_typed_finds_its_pupil_or_asks(released):
    story, cast = released, released.cast
    tom = Desk(story, "tom")

    tom.fill(REPORT, **{"who-exposed-pupils_q": "Elis Bergström", "what_happened": "x"})
    missed = tom.fill(REPORT, **{"who-exposed-pupils_q": "Hilda Gömd", "what_happened": "x"})

    assert [named(case.matter_id) for case in cases()] == [[("exposed", "pupil", cast.id("elis"))]]
    assert missed.status == 422
    assert "Välj en elev i listan, eller skriv vem det gäller nedan." in missed.text


def test_a_pupil_of_another_school_is_found_by_name_and_school(released):
    story, cast = released, released.cast
    tom = Desk(story, "tom")
    asked = {
        "who-exposed-words": "Nora",
        "who-exposed-unit": str(cast.bjorkangen.id),
        "what_happened": "x",
    }

    hits = tom.fill(REPORT, {"search_school": "exposed"}, **asked)
    assert "Nora Björk, 4A" in hits.text
    assert "Är det ingen av dem? Då går det du har skrivit till rektor på skolan." in hits.text
    with arrange():
        assert Search.objects.filter(person_id=cast.id("tom")).count() == 1

    tom.post(REPORT, {**hits.fields, "who-exposed-found": [str(cast.id("nora"))]})
    (case,) = cases()
    assert (case.unit_id, named(case.matter_id)) == (
        cast.bjorkangen.id,
        [("exposed", "pupil", cast.id("nora"))],
    )


def test_a_script_gets_the_same_hits(released):
    cast = released.cast
    asked = {
        "search_school": "exposed",
        "who-exposed-words": "Nora",
        "who-exposed-unit": str(cast.bjorkangen.id),
    }

    hits = Desk(released, "tom").post("/rapportera/skola/", asked)

    assert "Nora Björk, 4A" in hits.text
    assert 'name="who-exposed-found"' in hits.html


def test_one_who_is_protected_is_never_found_and_yet_reported(released):
    story, cast = released, released.cast
    tom = Desk(story, "tom")
    asked = {
        "who-exposed-words": "Hilda i 7C",
        "who-exposed-unit": str(cast.norra.id),
        "what_happened": "x",
    }
    assert (
        "Hilda Gömd" not in tom.post("/rapportera/elever/", {"who-exposed-pupils_q": "Hilda"}).html
    )
    assert "Hilda Gömd" not in tom.fill(REPORT, {"search_school": "exposed"}, **asked).text

    assert tom.fill(REPORT, **asked).title == "Skickat – Elevakt"

    (case,) = cases()
    assert (case.unit_id, named(case.matter_id)) == (
        cast.norra.id,
        [("exposed", "not_found", None)],
    )
    assert "Hilda i 7C" in Desk(story, "rut").get(f"/arenden/{case.matter_id}/").text


def test_words_without_a_school_are_not_sent(released):
    page = Desk(released, "tom").fill(
        REPORT, **{"who-exposed-words": "Någon i 8A", "what_happened": "x"}
    )

    assert page.status == 422
    assert "Välj skola." in page.text


def test_a_report_may_name_staff_an_outsider_and_one_unknown(released):
    story, cast = released, released.cast

    Desk(story, "tom").fill(
        REPORT,
        **{
            "who-exposed-pupils": [str(cast.id("elis"))],
            "who-alleged-staff_q": "Rut Holm",
            "who-alleged-outsider": "En äldre pojke",
            "who-alleged-unknown": "on",
            "what_happened": "x",
        },
    )

    (case,) = cases()
    assert named(case.matter_id) == [
        ("alleged", "outsider", None),
        ("alleged", "staff", cast.id("rut")),
        ("alleged", "unknown", None),
        ("exposed", "pupil", cast.id("elis")),
    ]
    assert Desk(story, "rut").get(f"/arenden/{case.matter_id}/").status == 404


def test_the_reporter_reads_her_own_words_and_how_it_goes_and_nothing_else(released):
    story = released
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"], witnesses=["nova"])
    tom, path = Desk(story, "tom"), reverse("report:own", args=[case_id])

    assert "Det du skrev har kommit fram." in tom.get(path).text
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])
    page = tom.get(path)
    assert "Det du skrev har tagits emot. Det utreds." in page.text
    assert "Knuffad i korridoren." in page.text
    assert "En vuxen är med på rasterna." not in page.html
    assert cases()[0].number not in page.html
    assert "Nova" not in page.text
    assert Desk(story, "mia").get(path).status == 404
    assert Desk(story, "rut").get(path).status == 404


def test_a_guardian_reports_about_her_own_child(released):
    story, cast = released, released.cast
    vera = Desk(story, "vera", Side.FAMILY)

    page = vera.get(REPORT)
    assert page.fields["who-exposed-child"] == [str(cast.id("elis"))]
    assert "Amir" not in page.text
    sent = vera.post(
        REPORT,
        {
            **page.fields,
            "who-alleged-words": "En pojke i klassen",
            "what_happened": "Han är ledsen.",
        },
    )
    assert "Ring inte hem" not in sent.text

    (case,) = cases()
    assert case.opened_by == "guardian"
    assert named(case.matter_id) == [
        ("alleged", "not_found", None),
        ("exposed", "pupil", cast.id("elis")),
    ]
    assert "Han är ledsen." in vera.get(reverse("report:own", args=[case.matter_id])).text
    assert Desk(story, "sten", Side.FAMILY).get(f"/rapportera/{case.matter_id}/").status == 404


def test_a_pupil_reports_about_herself_and_nobody_else(released):
    story, cast = released, released.cast
    elis = Desk(story, "elis", Side.FAMILY)

    assert "Mig själv" in elis.get(REPORT).text
    other = elis.fill(REPORT, **{"who-exposed-child": str(cast.id("amir")), "what_happened": "x"})
    assert other.status == 422
    elis.fill(REPORT, what_happened="De retar mig.")

    (case,) = cases()
    assert case.opened_by == "pupil"
    assert Desk(story, "vera", Side.FAMILY).get(f"/rapportera/{case.matter_id}/").status == 404


def test_my_reports_ask_as_many_questions_for_three_as_for_one(released, django_assert_num_queries):
    story = released
    tom = Desk(story, "tom")
    story.report("tom", exposed=["elis"])
    tom.get("/")  # that she is here is noted once a minute
    with django_assert_num_queries(MINE):
        tom.get("/rapportera/mina/")
    story.report("tom", exposed=["amir"])
    story.report("tom", exposed=["hedda"])
    with django_assert_num_queries(MINE):
        assert tom.get("/rapportera/mina/").text.count("Det du skrev har kommit fram.") == 3


MINE = 10


def test_later_answers_are_kept_with_the_report(released):
    Desk(released, "tom").fill(
        REPORT,
        **{
            "who-exposed-pupils": [str(released.cast.id("elis"))],
            "what_happened": "x",
            "when.precision": "repeatedly",
            "when.on": "2026-09-01",
            "when.until": "2026-09-04",
            "kinds": ["verbal", "threat"],
            "where": "yard",
        },
    )

    page = Desk(released, "rut").get(f"/arenden/{cases()[0].matter_id}/")
    assert "Flera gånger, 1 sep till 4 sep" in page.text
    assert "Elaka ord, Hot" in page.text
    with arrange():
        assert Entry.objects.filter(kind="opened").count() == 1
