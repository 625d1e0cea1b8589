"""What whoever leads a case does with it: more time, what belongs with it, what was a mistake."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.actions.leading import annul, extend_deadline, link
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.actions.refusing import Refused
from elevakt.engines.cases.models import Case, Entry, Link, Step
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange

HOMES = [("elis", "vera", "inform"), ("elis", "sten", "ask")]


@pytest.fixture
def case_id(story):
    """A case about Elis that Rut has received; Kim investigates."""
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    story.receive("rut", case_id, homes=HOMES)
    return case_id


def row(case_id, step):
    with arrange():
        return Step.objects.get(matter_id=case_id, step=step)


def state(case_id):
    with arrange():
        return Case.objects.get(matter_id=case_id).state


def entries(case_id):
    with arrange():
        return list(
            Entry.objects.filter(matter_id=case_id).order_by("no").values_list("kind", flat=True)
        )


def differs():
    """Return what is not as the ledgers say."""
    with arrange():
        return [found for _, found in rebuild() if found]


# ---- more time


def later(case_id, step, **passed):
    return row(case_id, step).due_on + dt.timedelta(**passed)


def test_whoever_leads_gives_a_step_more_time_and_it_is_said_why(story, case_id):
    due_on = later(case_id, "talk", days=7)
    rut = Desk(story, "rut")
    href = reverse("cases:more_time", args=[case_id, "talk"])
    assert href in rut.get(reverse("cases:case", args=[case_id])).links

    page = rut.fill(href, due_on=due_on.isoformat(), reason="Amir är sjuk.")

    assert row(case_id, "talk").due_on == due_on
    assert "mer tid" in page.text
    assert "Amir är sjuk." in page.text
    assert differs() == []


def test_a_day_that_is_no_later_is_refused_and_nothing_is_lost(story, case_id):
    rut = Desk(story, "rut")
    due_on = row(case_id, "talk").due_on

    page = rut.fill(
        reverse("cases:more_time", args=[case_id, "talk"]),
        due_on=due_on.isoformat(),
        reason="Amir är sjuk.",
    )

    assert page.status == 422
    assert "Välj en dag som är senare" in page.text
    assert page.fields["reason"] == ["Amir är sjuk."]
    with pytest.raises(Refused, match="senare"), story.as_("rut") as actor:
        extend_deadline(actor, case_id=case_id, step="talk", due_on=due_on, reason="Sjuk")
    assert row(case_id, "talk").due_on == due_on


def test_nobody_else_gives_more_time(story, case_id):
    due_on = later(case_id, "talk", days=7)

    assert Desk(story, "kim").get(reverse("cases:more_time", args=[case_id, "talk"])).status == 409
    for name, refusal in (("kim", Refused), ("mia", Refused), ("tom", Refused), ("nils", NotFound)):
        with pytest.raises(refusal), story.as_(name) as actor:
            extend_deadline(actor, case_id=case_id, step="talk", due_on=due_on, reason="Nej")
    assert entries(case_id)[-1] == "step_done"


def test_a_step_without_a_deadline_has_none_to_move(story, case_id):
    with pytest.raises(Refused), story.as_("rut") as actor:
        extend_deadline(
            actor, case_id=case_id, step="report", due_on=dt.date(2027, 1, 1), reason="Nej"
        )


# ---- what was a mistake


def test_a_case_that_was_opened_by_mistake_ends_and_what_is_written_stays(story, case_id):
    rut = Desk(story, "rut")
    href = reverse("cases:annul", args=[case_id])
    assert href in rut.get(reverse("cases:case", args=[case_id])).links

    page = rut.fill(href, reason="Det gällde en annan skola.")

    assert state(case_id) == "closed"
    assert story.steps(case_id) == []
    assert "Makulerat" in page.text
    assert "Det gällde en annan skola." in page.text
    assert "Knuffad i korridoren." in page.text
    assert href not in page.links
    with arrange():
        assert Case.objects.get(matter_id=case_id).closed_at is not None
    assert differs() == []


def test_a_mistake_may_be_a_mistake(story, case_id):
    before = story.steps(case_id)
    with story.as_("rut") as rut:
        annul(rut, case_id=case_id, reason="Fel.")

    page = Desk(story, "rut").fill(
        reverse("cases:reopen_case", args=[case_id]), reason="Rätt ändå."
    )

    assert story.steps(case_id) == before
    assert state(case_id) == "ongoing"
    assert "Makulerat" not in page.text.partition("Händelser")[0]


def test_whoever_reported_is_told_no_more_than_that_it_is_closed(story, case_id):
    with story.as_("rut") as rut:
        annul(rut, case_id=case_id, reason="Det gällde en annan skola.")

    text = Desk(story, "tom").get(reverse("report:own", args=[case_id])).text

    assert "Avslutat." in text
    assert "Makul" not in text
    assert "annan skola" not in text


def test_nobody_ends_a_report_before_the_organiser_has_been_told_of_it(story):
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])

    with pytest.raises(Refused, match="Anmäl till huvudmannen"), story.as_("rut") as rut:
        annul(rut, case_id=case_id, reason="Det var inget.")

    assert (
        reverse("cases:annul", args=[case_id])
        not in Desk(story, "rut").get(reverse("cases:case", args=[case_id])).links
    )
    assert state(case_id) == "new"


def test_nobody_else_annuls(story, case_id):
    for name, refusal in (
        ("kim", Refused),
        ("mia", Refused),
        ("olof", Refused),
        ("nils", NotFound),
    ):
        with pytest.raises(refusal), story.as_(name) as actor:
            annul(actor, case_id=case_id, reason="Nej")
    assert state(case_id) == "ongoing"


# ---- what belongs with it


@pytest.fixture
def other(story):
    return story.report("tom", exposed=["nova"])


def number(case_id):
    with arrange():
        return Case.objects.get(matter_id=case_id).number


def links(case_id):
    with arrange():
        return list(Link.objects.filter(matter_id=case_id).values_list("onward_id", "is_opened"))


def test_two_cases_are_said_to_belong_together_by_whoever_leads_both(story, case_id, other):
    rut = Desk(story, "rut")
    page = rut.fill(reverse("cases:link", args=[case_id]), number=number(other).lower())

    assert links(case_id) == [(other, False)]
    assert reverse("cases:case", args=[other]) in page.links
    assert "Öppnades härifrån" not in page.text
    this = number(case_id)
    with story.as_("rut") as actor:
        link(actor, case_id=other, number=this)
    assert links(other) == []
    assert entries(case_id)[-1] == "step_done"


@pytest.mark.parametrize("which", ["elsewhere", "against", "nowhere", "itself"])
def test_a_number_that_leads_nowhere_says_nothing_of_why(story, case_id, which):
    known = {
        "elsewhere": lambda: number(story.report("bo", exposed=["nora"])),
        "against": lambda: number(story.report("tom", exposed=["nova"], alleged=["rut"])),
        "nowhere": lambda: "ELEV9 2026-1",
        "itself": lambda: number(case_id),
    }

    page = Desk(story, "rut").fill(reverse("cases:link", args=[case_id]), number=known[which]())

    said = "Det är det här ärendet." if which == "itself" else "Du har inget sådant ärende."
    assert page.status == 422
    assert said in page.text
    assert links(case_id) == []


def test_nobody_else_ties_cases_together(story, case_id, other):
    that = number(other)
    for name in ("kim", "mia"):
        assert Desk(story, name).get(reverse("cases:link", args=[case_id])).status == 409
        with pytest.raises(Refused), story.as_(name) as actor:
            link(actor, case_id=case_id, number=that)
    assert links(case_id) == []
