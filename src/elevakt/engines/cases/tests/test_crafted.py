"""Forms that no page of ours has sent, and what can be counted of what is hidden."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from elevakt.engines.cases.actions.doing import add_note
from elevakt.engines.cases.models import Case
from elevakt.engines.cases.tests.browsing import Desk, entry, release
from elevakt.trust.access.testing.arranging import arrange

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]*"')


@pytest.fixture
def received(story):
    """Rut has received Tom's report about Elis, Amir and Nora; Kim investigates, Stina may read."""
    release(story)
    case_id = story.report("tom", exposed=["elis"], alleged=["amir", "nora"])
    homes = [("elis", "vera", "inform"), ("elis", "sten", "inform")]
    story.receive("rut", case_id, homes=homes, also_reads=[str(story.cast.id("stina"))])
    return case_id


def calls_home(story, case_id):
    """Return the address where Elis's mentor says how it went to call Vera."""
    elis, vera = story.cast.id("elis"), story.cast.id("vera")
    return f"/arenden/{case_id}/steg/inform_homes/?for={elis}/{vera}"


def count(case_id):
    with arrange():
        return Case.objects.get(matter_id=case_id).last_no


def test_what_others_write_in_a_case_moves_no_number_of_hers(story, received):
    mia, paths = Desk(story, "mia"), (f"/arenden/{received}/", calls_home(story, received))
    before = [TOKEN.sub(r"\1", mia.get(path).html) for path in paths]

    with story.as_("kim") as kim:
        for text in ("Amir ville inte prata.", "Amir har pratat nu."):
            add_note(kim, case_id=received, text=text, about_person=story.cast.id("amir"))

    assert [TOKEN.sub(r"\1", mia.get(path).html) for path in paths] == before
    done = mia.fill(paths[1], outcome="phone")
    assert (done.status, "Nådd på telefon" in done.text) == (200, True)


def test_whoever_may_not_do_a_step_is_not_shown_its_form_either(story, received):
    step, count_before = f"/arenden/{received}/steg/measures/", count(received)
    not_a_picture = SimpleUploadedFile("a.png", b"MZ", "image/png")

    for name in ("bo", "stina", "mia"):
        desk = Desk(story, name)
        for path in (step, f"/arenden/{received}/steg/receive/"):
            for posted in ({"add_row": "measures"}, {"save_draft": "1", "x": not_a_picture}, {}):
                page = desk.post(path, {**posted, "based_on": "99"}, follow=False)
                assert page.status in (302, 409)
                assert "home-" not in page.html
    assert count(received) == count_before


@pytest.mark.parametrize("no", [1, 2, 5])
def test_only_what_was_written_in_the_same_step_is_put_right_there(story, received, no):
    mia, before = Desk(story, "mia"), count(received)
    keys = (entry(received, no), received, no)

    answers = [
        mia.post(calls_home(story, received), {"outcome": "phone", "instead": str(key)}).status
        for key in keys
    ]

    assert (answers, count(received)) == ([404] * 3, before)
