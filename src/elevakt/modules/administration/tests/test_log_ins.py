"""An administrator asks that lost second steps be taken away; whoever leads answers."""

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.foundation.kernel import clock
from elevakt.trust.access.models import StepReset, StepResetAnswer
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.people.enums import Side

LOG_INS, ASK = reverse("administration:log_ins"), reverse("administration:ask_reset")
LOG_OUT = reverse("administration:log_out")
REASON = {"reason": "Kom hit och visade legitimation"}


@pytest.fixture
def story(cast):
    administer(cast, "ada")
    return Story(cast)


def answered(story):
    with arrange():
        return [(row.answered_by_id, row.is_confirmed) for row in StepResetAnswer.objects.all()]


def ask(story, name="tom"):
    page = Desk(story, "ada").fill(ASK, person=str(story.cast.id(name)), **REASON)
    with arrange():
        (row,) = StepReset.objects.all()
    return page, reverse("administration:answer_reset", args=[row.id])


def test_she_asks_and_those_who_lead_there_are_told_and_one_answers(story):
    asked, here = ask(story)

    assert "Nu måste den som leder där kollegan arbetar bekräfta." in asked.text
    assert "Väntar på någon annan" in asked.text
    rut = Desk(story, "rut")
    notices = rut.get(reverse("home:notices"))
    assert "En kollega har blivit av med sitt andra steg" in notices.text
    assert LOG_INS in notices.links
    page = rut.get(LOG_INS)
    assert "Tom" in page.text
    assert "Kom hit och visade legitimation" in page.text
    for name in ("ada", "tom", "bo", "greta", "olof"):
        assert Desk(story, name).post(here, {"answer": "yes"}).status == 404
    assert answered(story) == []
    assert "Bekräftat." in rut.post(here, {"answer": "yes"}).text
    assert rut.post(here, {"answer": "no"}).status == 404
    assert answered(story) == [(story.cast.id("rut"), True)]
    told = Desk(story, "ada").get(reverse("home:notices"))
    assert "Din begäran om en inloggning har fått svar" in told.text


@pytest.mark.parametrize("said", ["no", ""])
def test_what_is_not_a_yes_is_a_no(story, said):
    _, here = ask(story)

    page = Desk(story, "beata").post(here, {"answer": said})

    assert "Du sa nej. Inget har ändrats." in page.text
    assert answered(story) == [(story.cast.id("beata"), False)]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("ada", "Välj någon annan än dig själv i listan."),
        ("vera", "Välj någon annan än dig själv i listan."),
        ("bo", "Ingen annan leder där kollegan arbetar"),
        ("tom", "Det är redan begärt och väntar på svar."),
    ],
)
def test_what_cannot_be_asked_is_said_in_the_form(story, about, said):
    ask(story)

    page = Desk(story, "ada").fill(ASK, person=str(story.cast.id(about)), **REASON)

    assert (page.status, said in page.text) == (422, True)
    with arrange():
        assert StepReset.objects.count() == 1


def test_how_she_was_recognised_must_be_said(story):
    page = Desk(story, "ada").fill(ASK, person=str(story.cast.id("tom")))

    assert (page.status, "Skriv hur du vet det." in page.text) == (422, True)


def test_it_is_nobodys_page_but_theirs_who_administer_or_lead(story):
    ask(story)

    for name in ("tom", "kim", "mia", "greta", "olof"):
        desk = Desk(story, name)
        assert (desk.get(LOG_INS).status, desk.get(ASK).status) == (404, 404)
    assert Desk(story, "vera", Side.FAMILY).get(LOG_INS).status == 404
    assert "Tom" not in Desk(story, "bo").get(LOG_INS).text
    assert Desk(story, "rut").get(ASK).status == 404


def test_she_logs_a_colleague_out_everywhere_and_the_colleague_is_told(story, caplog):
    caplog.set_level("INFO", logger="elevakt.entering")
    tom, mia, ada = (Desk(story, name) for name in ("tom", "mia", "ada"))
    for one in (tom, mia):
        one.get("/")  # so that it is known where they are logged in
        UserSession.objects.create(
            user_id=one.client.session["_auth_user_id"],
            ip="127.0.0.1",
            session_key=one.client.session.session_key,
        )

    page = ada.fill(LOG_OUT, person=str(story.cast.id("tom")))
    with clock.fixed(story.now):
        run_jobs(story.now)

    assert "Kollegan loggas ut överallt nu" in page.text
    assert (tom.client.get("/").status_code, mia.client.get("/").status_code) == (302, 200)
    (line,) = [one for one in caplog.records if one.name == "elevakt.entering"]
    assert (line.outcome, line.way) == ("ended", "administrator")
    assert line.by_user == int(ada.client.session["_auth_user_id"])


@pytest.mark.parametrize("about", ["ada", "vera", "ove"])
def test_nobody_else_is_logged_out(story, about):
    page = Desk(story, "ada").fill(LOG_OUT, person=str(story.cast.id(about)))

    assert (page.status, "Välj någon annan än dig själv i listan." in page.text) == (422, True)
    assert Desk(story, "rut").post(LOG_OUT, {"person": str(story.cast.id("tom"))}).status == 404
