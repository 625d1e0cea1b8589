"""Where a process is used: said by its officer, and heard by whoever reports."""

import datetime as dt
import re

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from elevakt.engines.cases.actions.refusing import Refused, WrongAnswers
from elevakt.engines.cases.actions.reporting import report_case
from elevakt.engines.cases.actions.using import Review, decide_use
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.models import Case, ReleasedDefinition, UseDecision
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.reports import may_report
from elevakt.engines.cases.queries.standing import standing_tasks
from elevakt.engines.cases.tests.browsing import Desk, release, release_everywhere, use
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.models import Grant
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Enrolment, GroupMembership

PROCESS = "degrading_treatment"
REPORT = reverse("report:report", args=[PROCESS])
KINDS = reverse("report:kinds")
USE = reverse("processes:use", args=[PROCESS])
PAGE = reverse("processes:process", args=[PROCESS])
START = dt.date(2026, 8, 1)
OFF = (
    "Det här används inte än på den skolan eller i den årskursen. Inget är skickat, och det du har "
    "skrivit står kvar."
)
TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|request_key)" value=|"X-CSRFToken": )"[^"]*"')
REVIEW = Review("Jo Ny", START, "Ari Ek", START, "Eli Ro", START)


def used(story, version, **where):
    with arrange():
        use(story.cast.organiser.id, PROCESS, version, **{"from_day": START, **where})


def offered(story, name, side=Side.STAFF):
    with story.as_(name, side) as actor:
        return [one.key for one in may_report(actor) if one.id == PROCESS]


def cases():
    with arrange():
        return list(Case.objects.order_by("opened_at").values_list("version", flat=True))


def report(story, by, pupil, side=Side.STAFF):
    return Desk(story, by, side).fill(
        f"{REPORT}?elev={story.cast.id(pupil)}", what_happened="En knuff i korridoren."
    )


# ---- who is offered what


def test_one_is_offered_what_is_used_where_one_works(story):
    used(story, 1, unit=story.cast.norra)

    assert offered(story, "tom") == [f"{PROCESS}.v1"]
    assert offered(story, "nils") == []
    assert REPORT not in Desk(story, "nils").get(KINDS).links
    assert Desk(story, "nils").get(REPORT).status == 404


def test_whoever_works_for_the_organiser_is_offered_what_is_used_anywhere(story):
    used(story, 1, unit=story.cast.bjorkangen)

    assert offered(story, "olof") == [f"{PROCESS}.v1"]


def test_a_home_is_offered_what_is_used_in_the_years_of_its_children(story):
    used(story, 1, unit=story.cast.norra, years=[8])
    assert (offered(story, "vera", Side.FAMILY), offered(story, "tom")) == ([], [f"{PROCESS}.v1"])

    used(story, 1, unit=story.cast.norra, years=[7])
    assert offered(story, "vera", Side.FAMILY) == offered(story, "elis", Side.FAMILY) != []


def test_the_home_of_a_hidden_child_is_never_without_a_way_to_tell(story):
    used(story, 1, unit=story.cast.norra)

    assert offered(story, "hugo", Side.FAMILY) == [f"{PROCESS}.v1"]


def test_nothing_is_offered_before_its_day(story):
    used(story, 1, from_day=story.now.date() + dt.timedelta(days=1))
    assert offered(story, "tom") == []

    story.later(days=1)
    assert offered(story, "tom") == [f"{PROCESS}.v1"]


def test_a_unit_sets_its_tasks_for_the_version_it_uses(story):
    used(story, 1, unit=story.cast.norra)

    with story.as_("rut") as rut:
        assert {one.process.key for one in standing_tasks(rut, story.cast.norra.id)} == {
            f"{PROCESS}.v1"
        }
    with story.as_("bo") as bo:
        assert standing_tasks(bo, story.cast.bjorkangen.id) == []


# ---- reporting where it is not used


def test_a_report_where_it_is_not_used_says_so_and_loses_nothing(story):
    release(story)
    used(story, None, unit=story.cast.norra, years=[8], instead="Ring rektor.")
    with arrange():
        Enrolment.objects.filter(person=story.cast.elis).update(school_year=8)

    page = report(story, "tom", "elis")

    assert (page.status, cases()) == (422, [])
    assert f"{OFF} Ring rektor." in page.text
    assert page.fields["what_happened"] == ["En knuff i korridoren."]
    assert report(story, "tom", "amir").title == "Skickat – Elevakt"
    assert cases() == [1]


def test_the_answer_is_the_same_whoever_the_pupil_is(story):
    release(story)
    used(story, None, unit=story.cast.norra, years=[7])
    story.report("mia", exposed=["hedda"], alleged=["amir"])

    answers = {alike(story, report(story, "tom", name), name) for name in ("elis", "amir", "hedda")}

    assert len(answers) == 1
    assert cases() == [1]


def alike(story, page, name):
    """Return a page but for the name and key of its pupil, and the keys of its form."""
    assert OFF in page.text
    pupil = story.cast.persons[name]
    html = TOKEN.sub(r"\1", page.html).replace(str(pupil.id), "key").replace(pupil.name, "name")
    return re.sub(r"face[^>]*>\w\w<", "face><", html)


def in_words(story):
    return {
        "who-exposed-words": "En elev i mössa",
        "who-exposed-unit": str(story.cast.norra.id),
        "what_happened": "En knuff.",
    }


def test_of_one_who_is_said_in_words_the_year_is_not_known_and_any_will_do(story):
    used(story, 1, unit=story.cast.norra, years=[8])

    sent = Desk(story, "tom").post(REPORT, in_words(story))

    assert (sent.title, cases()) == ("Skickat – Elevakt", [1])
    used(story, None, unit=story.cast.norra, from_day=story.now.date())
    used(story, 1, unit=story.cast.bjorkangen, from_day=story.now.date())
    assert OFF in Desk(story, "nils").post(REPORT, in_words(story)).text


def test_a_case_follows_the_version_of_the_school_and_keeps_it(story):
    used(story, 1)
    used(story, 2, unit=story.cast.norra)
    with story.as_("nils") as nils:
        (form,) = [one for one in may_report(nils) if one.id == PROCESS]
        report_case(
            nils,
            definition=form,
            opened_by=OpenedBy.STAFF,
            people=[story.named("exposed", "elis")],
            posted={"what_happened": "Knuffad."},
        )
    assert (form.version, cases()) == (1, [2])

    used(story, None, from_day=story.now.date())
    assert cases() == [2]
    assert offered(story, "tom") == []


def test_a_case_opened_out_of_another_is_offered_where_it_is_used(story):
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])
    href = reverse("cases:onward", args=[case_id, "report_of_concern"])
    with arrange():
        release_everywhere(story.cast.organiser.id, "report_of_concern")
    assert Desk(story, "rut").get(href).status == 200

    with arrange():
        use(
            story.cast.organiser.id,
            "report_of_concern",
            None,
            unit=story.cast.norra,
            from_day=story.now.date(),
        )
    assert Desk(story, "rut").get(href).status == 404


# ---- deciding it


def test_the_officer_releases_a_version_and_says_where_it_is_used(story):
    olof, norra = Desk(story, "olof"), story.cast.norra
    assert USE in olof.get(PAGE).links

    saved = olof.fill(
        USE,
        version="1",
        units=[str(norra.id)],
        years=["7", "8"],
        instead="Ring rektor.",
        lawyer="Jo Ny",
        lawyer_on="2026-09-01",
        archivist="Ari Ek",
        archivist_on="2026-09-02",
        health_lead="Eli Ro",
        health_lead_on="2026-09-03",
    )

    assert "Sparat. Ärenden som pågår fortsätter som de började." in saved.text
    assert "sedan 7 sep, enligt Olof Dahl" in saved.text
    assert "Jurist Jo Ny, 1 sep" in saved.text
    assert "Norra skolan Version 1 i årskurs 7, 8 Används inte" in saved.text
    with arrange():
        released, decided = ReleasedDefinition.objects.get(), UseDecision.objects.get()
    assert (released.digest, released.archivist_on) == (
        definition(PROCESS, 1).digest,
        dt.date(2026, 9, 2),
    )
    assert (decided.unit_id, decided.school_years, decided.from_day, decided.decided_by_id) == (
        norra.id,
        [7, 8],
        story.now.date(),
        story.cast.id("olof"),
    )
    assert offered(story, "tom") == [f"{PROCESS}.v1"]


def test_it_may_be_used_in_some_classes_alone(story):
    release(story)
    olof, norra = Desk(story, "olof"), [str(story.cast.norra.id)]

    wrong = olof.fill(USE, version="none", units=norra, classes="7B, 9Z")
    assert "Ingen av skolorna har en klass som heter 9Z." in wrong.text
    both = olof.fill(USE, version="none", units=norra, classes="7B", years=["7"])
    assert "Välj årskurser eller klasser, inte båda." in both.text
    saved = olof.fill(USE, version="none", units=norra, classes=" 7b ", instead="Ring rektor.")
    assert "Norra skolan Används inte i 7B Version 1" in saved.text
    with arrange():
        assert UseDecision.objects.latest("decided_at").class_names == ["7B"]
    assert f"{OFF} Ring rektor." in report(story, "tom", "elis").text
    with arrange():
        GroupMembership.objects.filter(person=story.cast.elis).delete()
    assert report(story, "tom", "elis").title == "Skickat – Elevakt"


def test_what_is_to_come_is_said_too_and_the_second_time_nobody_need_review(story):
    release(story)
    olof, units = Desk(story, "olof"), [str(story.cast.norra.id), str(story.cast.bjorkangen.id)]

    saved = olof.fill(USE, version="none", from_day="2026-10-01", units=units)

    assert "Alla skolor Version 1" in saved.text
    assert "Från 1 okt: Alla skolor Används inte" in saved.text
    assert offered(story, "tom") == [f"{PROCESS}.v1"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"lawyer": ""}, "Fel:"),
        ({"archivist_on": ""}, "Fel:"),
        ({"health_lead_on": "2026-09-08"}, "Den dagen har inte varit än."),
        ({"from_day": "2026-09-06"}, "Det kan börja gälla tidigast i dag."),
        ({"units": []}, "Fel:"),
    ],
)
def test_a_release_without_names_and_days_is_refused(story, wrong, said):
    names = dict.fromkeys(("lawyer", "archivist", "health_lead"), "Jo Ny")
    days = {f"{name}_on": "2026-09-01" for name in names}
    chosen = {"version": "1", "units": [str(story.cast.norra.id)], **names, **days, **wrong}

    page = Desk(story, "olof").fill(USE, **chosen)

    assert page.status == 422
    assert said in f"{page.title} {page.text}"
    with arrange():
        assert (ReleasedDefinition.objects.count(), UseDecision.objects.count()) == (0, 0)


def decide(story, name, process=PROCESS, **chosen):
    asked = {
        "version": 1,
        "from_day": story.now.date(),
        "units": [story.cast.norra.id],
        "review": REVIEW,
    }
    with story.as_(name) as actor:
        decide_use(actor, process, **{**asked, **chosen})


@pytest.mark.parametrize("name", ["rut", "ada", "greta", "tom", "bo"])
def test_nobody_else_decides_it(story, name):
    assert USE not in Desk(story, name).get(PAGE).links
    with pytest.raises(NotFound):
        decide(story, name)


def test_nor_an_officer_for_another_process_nor_at_anothers_school(story):
    with pytest.raises(NotFound):
        decide(story, "olof", process="accident")
    with pytest.raises(NotFound):
        decide(story, "olof", units=[ids.new()])
    with pytest.raises(NotFound):
        decide(story, "olof", version=9)
    with pytest.raises(NotFound):
        decide(story, "olof", units=[])


@pytest.mark.parametrize(
    "chosen",
    [
        {"review": None},
        {"from_day": dt.date(2026, 9, 6)},
        {"version": 2, "from_day": dt.date(2026, 7, 1)},
    ],
)
def test_the_action_refuses_what_the_form_does(story, chosen):
    with pytest.raises(Refused):
        decide(story, "olof", **chosen)


def test_the_rules_of_a_version_must_hold_on_its_first_day(story):
    story.now = dt.datetime(2026, 6, 1, 10, tzinfo=clock.STOCKHOLM)
    with pytest.raises(Refused):
        decide(story, "olof", version=2)

    page = Desk(story, "olof").fill(USE, version="2", units=[str(story.cast.norra.id)])
    assert "Reglerna i den versionen gäller inte den dagen." in page.text


@pytest.mark.parametrize("model", [ReleasedDefinition, UseDecision])
def test_the_database_takes_it_from_the_officer_alone(story, model):
    common = {"organiser_id": story.cast.organiser.id, "process": PROCESS, "version": 1}
    rows = {
        ReleasedDefinition: {"released_on": START, "released_by": "Rut Holm"},
        UseDecision: {
            "school_years": [],
            "from_day": START,
            "decided_by_id": story.cast.id("rut"),
            "decided_at": story.now,
        },
    }
    with pytest.raises(ProgrammingError, match="row-level security"), story.as_("rut"):
        model.objects.create(**common, **rows[model])


def test_the_database_takes_no_decision_in_anothers_name_and_changes_none(story):
    release(story)
    row = {
        "organiser_id": story.cast.organiser.id,
        "process": PROCESS,
        "version": 1,
        "school_years": [],
        "from_day": START,
        "decided_by_id": story.cast.id("greta"),
        "decided_at": story.now,
    }
    with pytest.raises(ProgrammingError, match="row-level security"), story.as_("olof"):
        UseDecision.objects.create(**row)
    with pytest.raises(ProgrammingError, match="permission denied"), story.as_("olof"):
        UseDecision.objects.update(version=2)


def test_an_officer_whose_grant_has_ended_decides_nothing(story):
    with arrange():
        Grant.objects.update(valid_during=(None, story.now))

    with pytest.raises(NotFound):
        decide(story, "olof")


def test_where_it_is_not_used_the_engine_says_so_to_a_program_too(story):
    used(story, 1, unit=story.cast.bjorkangen)

    with story.as_("nils") as nils, pytest.raises(WrongAnswers, match="Prata med rektor"):
        report_case(
            nils,
            definition=definition(PROCESS, 1),
            opened_by=OpenedBy.STAFF,
            people=[story.named("exposed", "elis")],
            posted={"what_happened": "Knuffad."},
        )
