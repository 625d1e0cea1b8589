"""Whoever is worried is never told that she is done before the report has been sent on."""

from elevakt.engines.cases.tests.browsing import Desk, release

CONCERN = "/rapportera/om/report_of_concern/"
LEFT = "Skicka till socialtjänsten"


def test_what_is_left_to_send_is_said_before_and_after_and_stands_on_the_first_page(story):
    release(story, "report_of_concern")
    tom = Desk(story, "tom")

    assert f"Du själv, samma dag: {LEFT}." in tom.get(CONCERN).text
    sent = tom.fill(
        CONCERN,
        **{"who-child-pupils": [str(story.cast.id("elis"))], "seen_heard": "Hon gråter."},
    )

    assert sent.title == "Skickat – Elevakt"
    assert f"Det här är kvar för dig. {LEFT} , samma dag" in sent.text
    assert "Du har gjort det du ska." not in sent.text
    assert LEFT in tom.get("/").text


def test_where_nothing_is_left_that_is_said(story):
    release(story, "accident")
    tom = Desk(story, "tom")

    assert "Du själv" not in tom.get("/rapportera/om/accident/").text
    sent = tom.get("/rapportera/om/accident/klart/").text

    assert "Du har gjort det du ska." in sent
    assert "Rektor på skolan får din anmälan och tar vid samma dag." in sent
