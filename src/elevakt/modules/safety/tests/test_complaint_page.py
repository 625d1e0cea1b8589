"""Whoever complains is told that it goes to the organiser, and is not sent to the principal."""

from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.people.enums import Side

COMPLAINT = "/rapportera/om/complaint/"


def test_a_complaint_is_said_to_go_to_the_organiser_and_no_principal_is_named(story):
    release(story, "complaint")
    vera = Desk(story, "vera", Side.FAMILY)

    form = vera.get(COMPLAINT).text
    sent = vera.fill(COMPLAINT, what="Ingen svarar.").text
    own = vera.get("/rapportera/mina/").text

    assert "Skriv med egna ord. Huvudmannen läser och tar vid." in form
    assert "Huvudmannen tar vid inom 2 arbetsdagar." in form
    assert "Huvudmannen får det du skrev och tar vid inom 2 arbetsdagar." in sent
    assert "Det du skrev har kommit fram." in own
    assert [page for page in (form, sent, own) if "ektor" in page] == []


def test_staff_who_complain_are_told_nothing_of_homes(story):
    release(story, "complaint")

    assert "Ring inte hem" not in Desk(story, "tom").get(COMPLAINT).text
