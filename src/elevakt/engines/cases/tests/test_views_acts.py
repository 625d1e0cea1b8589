"""What is done to a case beside its steps: offered where it is allowed, refused elsewhere."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.models import Case, Entry
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.trust.access.testing.arranging import arrange


@pytest.fixture
def assessed(story):
    """A case where no degrading treatment was found."""
    elis = str(story.cast.id("elis"))
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", "vera", "ask"), ("elis", "sten", "ask")])
    story.do("kim", case_id, "talk", talks=[{"with": elis, "account": "Det var ett bråk."}])
    story.do(
        "rut",
        case_id,
        "assess",
        elis,
        facts="Ett bråk.",
        finding="not_found",
        reasons="Jämbördigt.",
    )
    return case_id


def at(name, *args):
    return reverse(f"cases:{name}", args=args)


def state(case_id):
    with arrange():
        return Case.objects.get(matter_id=case_id).state


def test_a_step_that_is_not_needed_is_skipped_with_a_reason(story, assessed):
    rut, step = Desk(story, "rut"), at("step", assessed, "measures")
    skip = at("skip", assessed, "measures")
    assert skip in rut.get(step).links
    assert at("skip", assessed, "close") not in rut.get(at("case", assessed)).links

    silent = rut.fill(skip)
    assert (silent.status, "Skriv varför." in silent.text) == (422, True)
    page = rut.fill(skip, reason="Kränkning har inte konstaterats.")

    assert "Åtgärder: hoppades över" in page.text
    assert "Kränkning har inte konstaterats." in page.text
    assert rut.get(skip).status == 409
    assert Desk(story, "kim").get(at("skip", assessed, "close")).status == 409
    assert Desk(story, "nils").get(skip).status == 404


def test_a_closed_case_is_opened_again_by_whoever_leads_it(story, assessed):
    rut, kim = Desk(story, "rut"), Desk(story, "kim")
    rut.fill(at("skip", assessed, "measures"), reason="Behövs inte.")
    rut.fill(at("step", assessed, "close"), lessons="Inget.")
    assert state(assessed) == "closed"
    reopen = at("reopen_case", assessed)
    assert reopen in rut.get(at("case", assessed)).links
    assert reopen not in kim.get(at("case", assessed)).links
    assert kim.get(reopen).status == 409
    assert "Ärendet är avslutat. Inget är kvar att göra." in kim.get(at("case", assessed)).text

    page = rut.fill(reopen, reason="Nya uppgifter.")

    assert "Ärendet har öppnats igen" in page.text
    assert state(assessed) == "ready_to_close"


def test_the_lead_names_one_more_and_nobody_gets_to_read_by_it(story, assessed):
    rut = Desk(story, "rut")

    page = rut.fill(at("name_person", assessed), role="alleged", pupil=str(story.cast.id("amir")))

    assert "Uppges ha utsatt: Amir Haddad" in page.text
    assert Desk(story, "cilla").get(at("case", assessed)).status == 404
    other = rut.fill(at("name_person", assessed), role="alleged", pupil=str(story.cast.id("nora")))
    assert (other.status, "Välj en elev i listan, eller skriv" in other.text) == (422, True)
    assert Desk(story, "kim").get(at("name_person", assessed)).status == 409


def test_the_lead_finds_her_protected_pupils_and_others_find_nobody(story):
    def found(name, words):
        return Desk(story, name).post(at("led"), {"pupil_q": words}).html

    assert "Hilda Gömd" in found("rut", "Hil")
    assert "Hilda Gömd" not in found("tom", "Hil")
    assert "Hilda Gömd" not in found("rut", "H")


def test_an_instance_that_is_none_is_not_found(story, assessed):
    rut = Desk(story, "rut")

    assert rut.get(f"{at('step', assessed, 'assess')}?for=nonsense").status == 404
    assert rut.get(f"{at('skip', assessed, 'assess')}?for=nonsense").status == 404
    assert rut.get(at("step", assessed, "unheard_of")).status == 404
    assert rut.get(at("correct", assessed, assessed)).status == 404
    assert rut.get(at("withdraw", assessed, assessed)).status == 404


def test_a_notice_leads_to_what_its_reader_may_see(story, assessed):
    go = at("go", assessed)

    assert Desk(story, "rut").get(go).title.startswith("Ärende ")
    assert Desk(story, "tom").get(go).title == "Min anmälan – Elevakt"
    assert Desk(story, "nils").get(go).status == 404


def test_rows_are_added_to_a_table_without_a_script(story, assessed):
    rut, path = Desk(story, "rut"), at("step", assessed, "measures")

    more = rut.fill(path, {"add_row": "measures"}, **{"measures-0-what": "Rastvakt"})

    assert more.fields["measures-TOTAL_FORMS"] == ["2"]
    assert more.fields["measures-0-what"] == ["Rastvakt"]
    assert more.fields["measures-1-what"] == [""]


def test_a_step_is_kept_as_a_draft_and_cleared_when_it_is_done(story, assessed):
    rut, path = Desk(story, "rut"), at("step", assessed, "measures")
    row = {"measures-0-target": "unit", "measures-0-what": "Rastvakt"}

    wrong = rut.fill(path, **row)
    assert (wrong.status, "Rad 1: Fyll i ”Från”." in wrong.text) == (422, True)
    rut.fill(path, {"save_draft": "1"}, **row)
    assert rut.get(path).fields["measures-0-what"] == ["Rastvakt"]
    rut.fill(path, **{"measures-0-from": "2026-09-08"})

    with arrange():
        assert Entry.objects.filter(step="measures", kind="step_done").count() == 1
    assert rut.get(path).status == 409


def test_danger_is_said_until_somebody_receives(story):
    case_id = story.report("tom", exposed=["elis"], danger="yes")
    rut = Desk(story, "rut")
    assert "Någon kan vara i fara nu" in rut.get(at("case", case_id)).text

    story.receive("rut", case_id, homes=[("elis", "vera", "ask"), ("elis", "sten", "ask")])

    assert "Någon kan vara i fara nu" not in rut.get(at("case", case_id)).text


def test_a_note_that_is_sent_again_because_no_answer_came_is_kept_once(story, assessed):
    rut, path = Desk(story, "rut"), at("note", assessed)
    filled_in = rut.get(path).fields | {"text": "Ringde och fick inget svar."}

    for _ in range(2):
        page = rut.post(path, filled_in)
        assert "Anteckningen är sparad." in page.text
    rut.fill(path, text="Ringde en gång till.")

    with arrange():
        notes = Entry.objects.filter(matter_id=assessed, kind="note").order_by("no")
        assert len(notes) == 2
        assert notes[1].no == notes[0].no + 1
