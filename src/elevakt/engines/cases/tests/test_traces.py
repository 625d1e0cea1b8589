"""What a case leaves on other pages: nothing for whoever may not know that it exists."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.models import Opening

REPORT = "/rapportera/om/degrading_treatment/"


@pytest.fixture
def against_rut(story):
    """Mia has reported that Rut exposed Elis, and the organiser has received it."""
    release(story)
    case_id = story.report("mia", exposed=["elis"], alleged=["rut"])
    story.receive("olof", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "inform")])
    return case_id


def who_has_read(story, name, pupil="elis"):
    """Return the page of who has opened what about a pupil."""
    page = Desk(story, name).get(reverse("oversight:pupil", args=[story.cast.id(pupil)]))
    assert page.status == 200
    return page.text


def test_a_task_in_a_hidden_case_leaves_no_line_in_the_log(story, against_rut):
    assert "Berätta för hemmet" in Desk(story, "mia").get("/").text

    assert "Mia Lind" not in who_has_read(story, "rut")


def test_the_search_before_a_hidden_report_leaves_no_line_in_the_log(story):
    release(story)
    elis, nils = str(story.cast.id("elis")), Desk(story, "nils")
    form = nils.get(REPORT).fields | {"what_happened": "Utskälld på expeditionen."}
    school = {"who-exposed-words": "Elis", "who-exposed-unit": str(story.cast.norra.id)}
    assert elis in nils.post(REPORT, {**form, **school, "search_school": "exposed"}).html
    assert "Nils Hall" in who_has_read(story, "rut")

    named = {"who-exposed-found": elis, "who-alleged-staff": str(story.cast.id("rut"))}
    assert nils.post(REPORT, {**form, **named}).title == "Skickat – Elevakt"

    assert "Nils Hall" not in who_has_read(story, "rut")


def test_the_report_form_names_nobody_by_a_key_from_elsewhere(story):
    release(story)
    elis, nils = str(story.cast.id("elis")), Desk(story, "nils")

    pages = [
        nils.get(f"{REPORT}?elev={elis}"),
        *(
            nils.post(REPORT, {f"who-exposed-{name}": elis, "what_happened": "-"})
            for name in ("found", "pupils")
        ),
    ]

    assert [page.title for page in pages[1:]] == ["Fel: Rapportera – Elevakt"] * 2
    assert not any("Elis" in page.html for page in pages)


def test_whoever_stands_in_the_report_form_is_written_down(story):
    release(story)

    assert "Elis" in Desk(story, "tom").get(f"{REPORT}?elev={story.cast.id('elis')}").html

    with arrange():
        assert Opening.objects.get(page="report:report").subjects == [story.cast.id("elis")]


def test_whoever_stands_in_the_own_report_is_written_down(story):
    release(story)
    case_id = story.report("tom", exposed=["elis"])

    assert "Elis Bergström" in Desk(story, "tom").get(f"/rapportera/{case_id}/").text

    with arrange():
        opening = Opening.objects.get(page="report:own", kind="opened")
    assert (opening.subjects, opening.matter_id) == ([story.cast.id("elis")], case_id)
