"""Whoever stands in for a principal does her work, and is told what she is told."""

import datetime as dt

from django.urls import reverse

from elevakt.engines.cases.actions.doing import add_note, say_concerned
from elevakt.engines.cases.actions.sweeping import remind
from elevakt.engines.cases.models import Entry
from elevakt.engines.cases.queries.cases import held_roles, told_to_organiser
from elevakt.engines.cases.queries.tasks import my_work
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.notifications.models import Notice
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.standing_in import let_stand_in
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side

HOMES = [("elis", "vera", "inform"), ("elis", "sten", "inform")]


def away(story, name, who, days=7):
    with story.as_(name) as actor:
        today = story.now.date()
        last_on = today + dt.timedelta(days=days)
        let_stand_in(actor, story.cast.id(who), first_on=today, last_on=last_on)


def told(story, case_id, kind):
    with arrange():
        found = Notice.objects.filter(matter_id=case_id, kind=kind, side=Side.STAFF)
        keys = set(found.values_list("person_id", flat=True))
    return {name for name, person in story.cast.persons.items() if person.id in keys}


def work(story, name):
    with story.as_(name) as actor:
        return [task.step for task in my_work(actor).mine]


def test_she_has_the_work_of_the_one_who_is_away_and_does_it(story):
    before = story.report("tom", exposed=["elis"])
    away(story, "rut", "stina")
    after = story.report("tom", exposed=["elis"])

    assert work(story, "stina") == ["receive", "receive"] == work(story, "rut")
    story.receive("stina", before, homes=HOMES)
    assert "receive" not in {step for step, _ in story.steps(before)}
    assert told(story, after, "to_do") == {"rut", "beata", "stina"}

    story.later(days=9)
    assert work(story, "stina") == []
    assert Desk(story, "stina").get(reverse("cases:case", args=[before])).status == 404


def test_what_she_does_says_in_whose_place_and_what_a_lead_does_herself_does_not(story):
    case_id = story.report("tom", exposed=["elis"])
    away(story, "rut", "stina")
    away(story, "rut", "beata")
    story.receive("stina", case_id, homes=HOMES)
    with story.as_("beata") as beata:
        add_note(beata, case_id=case_id, text="Ringde i går.")

    page = Desk(story, "rut").get(reverse("cases:case", args=[case_id]))

    assert "Stina Ås, rektor, i stället för Rut Holm" in page.text
    with arrange():
        said = list(
            Entry.objects.filter(matter_id=case_id, kind__in=("step_done", "note"))
            .order_by("no")
            .values_list("by_person_id", "on_behalf_of_id")
        )
    assert said == [
        (story.cast.id("stina"), story.cast.id("rut")),
        (story.cast.id("beata"), None),
    ]


def test_it_is_known_of_each_role_whether_it_is_held_in_place_of_another(story):
    case_id = story.report("tom", exposed=["elis"])
    away(story, "rut", "stina")
    away(story, "rut", "beata")

    for name, roles in (
        ("stina", {"principal", "stands_in"}),
        ("beata", {"principal"}),
        ("rut", {"principal"}),
    ):
        with story.as_(name) as actor:
            assert held_roles(actor, case_id) == roles


def test_she_is_reminded_too_and_an_officers_stand_in_with_the_officer(story):
    case_id = story.report("tom", exposed=["elis"])
    away(story, "rut", "stina", days=60)
    away(story, "olof", "greta", days=60)
    story.later(days=20)
    with acting_as(machinery(story.cast.organiser.id, "sweep", now=story.now)):
        remind(story.cast.organiser.id)

    assert told(story, case_id, "late") == {"rut", "beata", "stina"}
    assert told(story, case_id, "escalated") == {"olof", "greta"}


def test_what_is_told_to_the_organiser_is_listed_once_for_two_who_stand_in_for_each_other(story):
    story.receive("rut", story.report("tom", exposed=["elis"]), homes=HOMES)
    away(story, "olof", "greta")

    for name in ("olof", "greta"):
        with story.as_(name) as actor:
            assert len(told_to_organiser(actor)) == 1


def test_a_case_against_her_stays_hidden_and_one_against_the_principal_too(story):
    against_stina = story.report("tom", exposed=["elis"], alleged=["stina"])
    against_rut = story.report("tom", exposed=["elis"], alleged=["rut"])
    away(story, "rut", "stina")

    for case_id in (against_stina, against_rut):
        assert Desk(story, "stina").get(reverse("cases:case", args=[case_id])).status == 404
    assert work(story, "stina") == []


def test_when_the_principal_says_that_she_is_concerned_her_stand_in_is_out_with_her(story):
    case_id = story.report("tom", exposed=["elis"])
    away(story, "rut", "stina")
    assert work(story, "stina") == ["receive"]
    with story.as_("rut") as rut:
        say_concerned(rut, case_id=case_id)

    assert (work(story, "stina"), work(story, "beata")) == ([], ["receive"])
    assert Desk(story, "stina").get(reverse("cases:case", args=[case_id])).status == 404
