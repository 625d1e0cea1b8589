"""What a home has been told: its own child's part, while it may know, and nobody else's."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from elevakt.engines.cases.actions.doing import reopen_step
from elevakt.engines.cases.models import CasePerson, Entry, EntryPart, Step
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.notifications.models import Notice
from elevakt.engines.notifications.tasks import deliver_notices
from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import clock
from elevakt.trust.access.models import HomeDecision, SpecialCircumstance
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person

OTHERS = ("Amir", "Haddad", "Hedda", "Ström", "Sten", "Hans", "Hilda", "Kim", "Rut")
"""Who has nothing to do on a page of Vera's, or on a letter to her."""
FAMILY = ("vera", "sten", "hans", "hugo", "elis", "hedda", "amir", "lo")


@pytest.fixture
def case_id(story):
    """A case about Elis and Hedda, by Amir. Vera and Hans may know, Sten may not."""
    case_id = story.report("tom", exposed=["elis", "hedda"], alleged=["amir"], witnesses=["nova"])
    story.later(hours=1)
    homes = [
        ("elis", "vera", "inform"),
        ("elis", "sten", "do_not_inform"),
        ("hedda", "hans", "inform"),
    ]
    story.receive("rut", case_id, homes=homes)
    story.later(hours=1)
    return case_id


@pytest.fixture
def told(story, case_id):
    """The same case, when the mentor has told Vera."""
    call(story, case_id, "elis", "vera")
    return case_id


@pytest.fixture
def closed(story, told):
    """The same case closed, with a letter to each of the exposed."""
    elis, hedda, amir = (str(story.cast.id(name)) for name in ("elis", "hedda", "amir"))
    call(story, told, "hedda", "hans")
    talks = [{"with": one, "account": "Han berättade."} for one in (elis, hedda, amir)]
    story.do("kim", told, "talk", talks=talks)
    for one in (elis, hedda):
        story.do("rut", told, "assess", one, facts="-", finding="not_found", reasons="-")
    skip(story, told, "measures")
    story.later(days=1)
    letters = {
        elis: "Vi har pratat med Elis och med Amir Haddad. En vuxen är med i matkön.",
        hedda: "Vi har pratat med Hedda.",
    }
    story.do("rut", told, "close", to_exposed=letters)
    run_jobs(story.now)
    return told


def call(story, case_id, pupil, guardian):
    instance = f"{story.cast.id(pupil)}/{story.cast.id(guardian)}"
    story.do("mia", case_id, "inform_homes", instance, outcome="phone")


def skip(story, case_id, step):
    Desk(story, "rut").fill(reverse("cases:skip", args=[case_id, step]), reason="Behövs inte.")


def at(case_id):
    return reverse("cases:told", args=[case_id])


def at_home(story, name):
    return Desk(story, name, Side.FAMILY)


def answers(story, path):
    """Return what the address answers to each of the homes, but for those who get no page."""
    found = {name: status(story, name, path) for name in FAMILY}
    return {name: answer for name, answer in found.items() if answer != 404}


def status(story, name, path):
    with clock.fixed(story.now):
        return at_home(story, name).client.get(path).status_code


def letters(page):
    return [link for link in page.links if "/dokument/" in link]


def text_of(story, name, path):
    response = at_home(story, name).client.get(path)
    assert response["Content-Type"] == "application/pdf"
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


def delivered(story):
    with clock.fixed(story.now):
        deliver_notices(str(story.cast.organiser.id))


# ---- who sees the page ---------------------------------------------------------------------------


def test_a_home_that_may_know_sees_nothing_before_it_has_been_told(story, case_id):
    assert answers(story, at(case_id)) == {}


def test_the_home_that_has_been_told_sees_it_and_no_other(story, told):
    assert answers(story, at(told)) == {"vera": 200}
    for name in ("rut", "kim", "mia", "olof", "lo", "vera"):
        assert Desk(story, name).get(at(told)).status == 404


def test_it_says_how_it_goes_for_the_own_child_in_words(story, told):
    page = at_home(story, "vera").get(at(told))

    assert page.title == "Från skolan – Elevakt"
    assert "Kränkande behandling Anmält 7 sep Skolan utreder vad som har hänt." in page.text
    assert "Elis Bergström Utsatt" in page.text
    assert "Prata med dem det gäller pågår, klart senast 14 sep" in page.text
    assert "Ta emot klart 7 sep" in page.text
    assert "Avsluta senare" in page.text


def test_no_other_name_and_no_number_stands_on_it(story, told):
    html = at_home(story, "vera").get(at(told)).html

    assert [name for name in (*OTHERS, "ELEV1", "Knuffad") if name in html] == []
    assert "Berätta för hemmet" not in html  # nor that another guardian is told, or is not


def test_the_database_shows_the_home_its_own_part_and_never_the_words(story, told):
    with story.as_("vera", Side.FAMILY):
        assert set(CasePerson.objects.values_list("person_id", "role")) == {
            (story.cast.id("elis"), "exposed")
        }
        abouts = set(Step.objects.values_list("about_person_id", flat=True))
        assert abouts == {None, story.cast.id("elis")}
        assert not Step.objects.filter(step="inform_homes").values("step").exists()
        assert not EntryPart.objects.exists()
        assert not Document.objects.exists()


def test_a_notice_leads_to_it_and_the_first_page_too(story, told):
    delivered(story)
    vera = at_home(story, "vera")

    notices, first = vera.get(reverse("home:notices")), vera.get(reverse("home:home"))

    assert reverse("cases:go", args=[told]) in notices.links
    assert "Elis Bergström Utsatt" in vera.get(reverse("cases:go", args=[told])).text
    assert at(told) in first.links
    assert "Från skolan" not in at_home(story, "sten").get(reverse("home:home")).text


def test_the_opening_is_written(story, told):
    at_home(story, "vera").get(at(told))

    with arrange():
        opening = Opening.objects.get(page="cases:told")
    assert (opening.subjects, opening.bases) == ([story.cast.id("elis")], ["guardian"])
    assert (opening.matter_id, opening.side) == (told, "family")


def test_each_guardian_is_told_by_the_own_call(story, told):
    call(story, told, "hedda", "hans")

    with arrange():
        family = Notice.objects.filter(side="family").order_by("created_at", "id")
        names = {person.id: name for name, person in story.cast.persons.items()}
        assert [names[one.person_id] for one in family] == ["vera", "hans"]
    assert answers(story, at(told)) == {"vera": 200, "hans": 200}


# ---- when it closes ------------------------------------------------------------------------------


def block(story, case_id, pupil, guardian, answer):
    act = act_of(case_id, "receive", kind="step_done")
    home = f"home-{story.cast.id(pupil)}.{story.cast.id(guardian)}"
    page = Desk(story, "rut").fill(
        reverse("cases:correct", args=[case_id, act]),
        **{
            f"{home}-answer": answer,
            f"{home}-reason": "Nya uppgifter.",
            "reason": "Nya uppgifter.",
        },
    )
    assert "Rättat." in page.text


@pytest.mark.parametrize("answer", ["ask", "do_not_inform"])
def test_a_home_that_is_blocked_later_is_closed_at_once(story, closed, answer):
    vera = at_home(story, "vera")
    (letter,) = letters(vera.get(at(closed)))
    story.later(hours=1)

    block(story, closed, "elis", "vera", answer)

    assert [vera.get(path).status for path in (at(closed), letter)] == [404, 404]
    assert vera.get(reverse("cases:go", args=[closed])).status == 404
    assert "Från skolan" not in vera.get(reverse("home:home")).text


def withdraw(story, case_id, act):
    Desk(story, "rut").fill(reverse("cases:withdraw", args=[case_id, act]), reason="Fel elev.")


def act_of(case_id, step, **more):
    with arrange():
        return Entry.objects.filter(matter_id=case_id, step=step, **more).latest("no").id


def test_a_decision_that_is_taken_back_closes_it_at_once(story, told):
    withdraw(story, told, act_of(told, "receive"))

    assert answers(story, at(told)) == {}
    with story.as_("rut"):
        latest = HomeDecision.objects.filter(guardian_id=story.cast.id("vera")).latest("decided_at")
        assert latest.answer == "ask"


def test_with_a_decision_goes_what_was_corrected_in_it(story, told):
    story.later(hours=1)
    block(story, told, "elis", "vera", "ask")
    story.later(hours=1)
    block(story, told, "elis", "vera", "inform")
    assert answers(story, at(told)) == {"vera": 200}

    withdraw(story, told, act_of(told, "receive", kind="step_done"))

    assert answers(story, at(told)) == {}


def test_an_old_decision_that_is_taken_back_leaves_the_one_made_since(story, told):
    first = act_of(told, "receive")
    story.later(hours=1)
    with story.as_("rut") as rut:
        reopen_step(rut, case_id=told, step="receive", reason="Bestämt fel.")
    story.later(hours=1)
    homes = [("elis", "vera", "inform"), ("elis", "sten", "ask"), ("hedda", "hans", "ask")]
    story.receive("rut", told, homes=homes)

    withdraw(story, told, first)

    assert answers(story, at(told)) == {"vera": 200}


def test_circumstances_that_come_up_close_it_though_nobody_acts_in_the_case(story, told):
    with arrange():
        SpecialCircumstance.objects.create(
            organiser_id=story.cast.organiser.id,
            pupil=story.cast.elis,
            kind="honour",
            reason="",
            decided_by_id=story.cast.id("rut"),
            valid_during=(story.now, None),
        )

    assert answers(story, at(told)) == {}


@pytest.mark.parametrize("who", ["elis", "vera"])
def test_a_marking_closes_it_though_nobody_acts_in_the_case(story, told, who):
    with arrange():
        Person.objects.filter(id=story.cast.id(who)).update(is_protected=True)

    assert answers(story, at(told)) == {}


def test_a_protected_sibling_is_never_on_it(story):
    with arrange():
        story.cast.organiser.guard(story.cast.vera, story.cast.hilda)
    case_id = story.report("tom", exposed=["elis", "hilda"])
    homes = [
        ("elis", "vera", "inform"),
        ("elis", "sten", "ask"),
        ("hilda", "vera", "inform"),
        ("hilda", "hugo", "inform"),
    ]
    story.receive("rut", case_id, homes=homes)
    story.later(hours=1)
    call(story, case_id, "elis", "vera")

    page = at_home(story, "vera").get(at(case_id))

    assert "Elis Bergström" in page.text
    assert "Hilda" not in page.html
    assert answers(story, at(case_id)) == {"vera": 200}


# ---- letters -------------------------------------------------------------------------------------


def test_the_home_gets_the_letter_about_its_own_child_without_other_names(story, closed):
    (letter,) = letters(at_home(story, "vera").get(at(closed)))

    words = " ".join(text_of(story, "vera", letter).split())

    assert "Vi har pratat med Elis och med [elev C]. En vuxen är med i matkön." in words
    assert "Elis Bergström" in words
    assert [name for name in OTHERS if name in words.replace("Rut Holm", "")] == []
    assert answers(story, letter) == {"vera": 200}


def test_a_home_has_no_other_document_of_the_case(story, closed):
    with arrange():
        every = list(Document.objects.filter(matter_id=closed).values_list("id", "template"))
    assert {template for _, template in every} == {
        "report_to_organiser",
        "investigation",
        "letter_home",
    }

    opened = {
        key
        for key, _ in every
        if status(story, "vera", reverse("cases:document", args=[closed, key])) == 200
    }

    with story.as_("vera", Side.FAMILY):
        assert opened == set(Document.objects.values_list("id", flat=True))
    with arrange():
        own = Document.objects.get(id__in=opened)
    assert (own.template, own.about_person_id) == ("letter_home", story.cast.id("elis"))


def test_nobody_gets_a_letter_that_nobody_has_written(story, closed):
    with arrange():
        letters_to = Document.objects.filter(template="letter_home")
        assert set(letters_to.values_list("about_person_id", flat=True)) == {
            story.cast.id("elis"),
            story.cast.id("hedda"),
        }


def test_a_letter_that_is_taken_back_is_gone(story, closed):
    withdraw(story, closed, act_of(closed, "close"))

    assert letters(at_home(story, "vera").get(at(closed))) == []


def test_an_opened_letter_is_written(story, closed):
    (letter,) = letters(at_home(story, "vera").get(at(closed)))
    text_of(story, "vera", letter)

    with arrange():
        opening = Opening.objects.get(page="cases:document", side="family")
    assert (opening.subjects, opening.matter_id) == ([story.cast.id("elis")], closed)


# ---- the pupil, and who has no part --------------------------------------------------------------


@pytest.mark.parametrize(("sten", "is_told"), [("inform", True), ("ask", False)])
def test_a_pupil_is_told_when_everybody_at_home_may_know(story, sten, is_told):
    elis = str(story.cast.id("elis"))
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", sten)])
    for guardian in ["vera", "sten"] if is_told else ["vera"]:
        call(story, case_id, "elis", guardian)
    talks = [{"with": one, "account": "-"} for one in (elis, str(story.cast.id("amir")))]
    story.do("kim", case_id, "talk", talks=talks)
    story.do("rut", case_id, "assess", elis, facts="-", finding="not_found", reasons="-")
    skip(story, case_id, "measures")
    assert at_home(story, "elis").get(at(case_id)).status == 404

    story.do("rut", case_id, "close", to_exposed={elis: "Vi har pratat."})
    run_jobs(story.now)

    page = at_home(story, "elis").get(at(case_id))
    assert (page.status == 200, len(letters(page))) == (is_told, 1 if is_told else 0)


def test_whose_child_only_saw_or_heard_is_told_nothing(story, closed):
    with arrange():
        told = Notice.objects.filter(side="family").values_list("person_id", flat=True)
        assert story.cast.id("lo") not in set(told)
    assert set(answers(story, at(closed))) == {"vera", "hans", "hedda"}
