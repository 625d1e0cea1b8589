"""A bus card from application to close, with Elevakt's own cast, and who reads it."""

import io
import json

import pytest
from pypdf import PdfReader

from elevakt.engines.cases.models import Case, EntryPart
from elevakt.engines.cases.tests.browsing import Desk, release_everywhere
from elevakt.engines.cases.tests.stories import Story
from elevakt.engines.records.models import Document
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.people.enums import Side

ABOUT, FORM = "/moduler/busskort/", "/rapportera/om/bus_card/"


@pytest.fixture
def story(cast):
    """The cast, where the organiser has released the process."""
    with arrange():
        release_everywhere(cast.organiser.id, "bus_card")
    return Story(cast)


@pytest.fixture
def case_id(story):
    """Vera has asked for a card for Elis, from the page."""
    elis = str(story.cast.id("elis"))
    page = Desk(story, "vera", Side.FAMILY).fill(
        FORM, **{"who-pupil-child": elis, "from_where": "Ekbacken"}
    )
    assert "Du har gjort det du ska." in page.text
    with arrange():
        return Case.objects.get(process="bus_card").matter_id


def test_the_page_tells_everybody_and_leads_homes_to_the_form(story):
    for name, side, may_ask in (("vera", Side.FAMILY, True), ("tom", Side.STAFF, False)):
        page = Desk(story, name, side).get(ABOUT)

        assert page.status == 200
        assert "Skolan svarar inom två veckor." in page.text
        assert ("Ansök om busskort" in page.text) is may_ask


def test_nobody_sees_the_page_without_logging_in(client, db):
    assert client.get(ABOUT).status_code == 302


def test_it_is_asked_for_answered_handed_out_and_closed(story, case_id):
    elis = str(story.cast.id("elis"))
    assert story.steps(case_id) == [("answer", elis)]

    story.do("rut", case_id, "answer", elis, answer="yes", until="2027-06-10", reasons="Lång väg.")
    story.do("mia", case_id, "hand_out", elis, handed_out_on="2026-09-10")
    story.do("rut", case_id, "close")

    assert story.steps(case_id) == []
    run_jobs(story.now)
    with arrange():
        document = Document.objects.get()
    text = PdfReader(io.BytesIO(bytes(document.content))).pages[0].extract_text()
    assert "Eleven får ett busskort" in text
    assert "Elis Bergström" in text


def test_a_no_is_handed_out_by_nobody(story, case_id):
    story.do("rut", case_id, "answer", str(story.cast.id("elis")), answer="no")

    assert story.steps(case_id) == [("close", "")]


def test_who_reads_where_a_pupil_gets_on_the_bus(story, case_id):
    def reads(name, side):
        with story.as_(name, side):
            return "Ekbacken" in json.dumps([part.answers for part in EntryPart.objects.all()])

    staff = {name: reads(name, Side.STAFF) for name in ("rut", "tom", "bo", "ove")}
    homes = {name: reads(name, Side.FAMILY) for name in ("vera", "sten", "elis")}
    assert staff == {"rut": True, "tom": False, "bo": False, "ove": False}
    assert homes == {"vera": True, "sten": False, "elis": False}
