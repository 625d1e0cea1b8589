"""The roads by which an administrator might try to read a case.

Each ends, or is answered by another.

Ada administers, and holds no basis to any pupil. Each road is walked over HTTP, and past the pages
where the database itself is asked.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError
from django.urls import reverse

from elevakt.doors.login.proof import STRENGTH
from elevakt.engines.cases.models import EntryPart
from elevakt.engines.notifications.models import Notice
from elevakt.foundation.kernel import clock, ids
from elevakt.foundation.kernel.days import period
from elevakt.foundation.kernel.rows import insert
from elevakt.modules.administration.models import RosterAnswer
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.circles import set_circle
from elevakt.trust.access.actions.standing_in import let_stand_in
from elevakt.trust.access.enums import LoginStrength
from elevakt.trust.access.models import Grant, MatterReader, ProtectedCircle, StandIn
from elevakt.trust.access.queries.reasons import why_matter, why_person
from elevakt.trust.access.rules.refusals import NotFound
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.access.tests.asking import undone
from elevakt.trust.people.models import AssignmentRole, Duty
from elevakt.trust.people.tests.rules.sheets import sheets
from tests.house.world import WORDS, logged_in, make_world

REFUSAL = re.compile("permission denied|violates row-level security")


@pytest.fixture
def world(cast):
    return make_world(cast)


@pytest.fixture
def ada(world):
    return logged_in(world.cast, "ada")


def reads_nothing(world, client):
    """Say that Ada still reads of no case, on its page, in the search and in the database."""
    for name, case_id in world.cases.items():
        assert client.get(reverse("cases:case", args=[case_id])).status_code == 404, name
    found = client.post(reverse("home:search"), {"q": "ELEV"}, follow=True).content.decode()
    assert not any(words in found for words in WORDS.values())
    with acting_as(world.cast.actor("ada")) as actor:
        assert not EntryPart.objects.exists()
        assert [why_matter(actor, case) for case in world.cases.values()] == [[]] * len(world.cases)
        assert why_person(actor, world.cast.id("elis")) == []
    return True


def told(world, kind):
    with arrange():
        keys = Notice.objects.filter(kind=kind).values_list("person_id", flat=True)
        names = {person.id: name for name, person in world.cast.persons.items()}
        return {names[key] for key in keys}


def is_refused(world, row):
    with acting_as(world.cast.actor("ada")), undone():
        try:
            insert([row])
        except ProgrammingError as why:
            return bool(REFUSAL.search(str(why)))
    return False


def test_a_grant_to_herself_waits_for_another_and_all_who_lead_are_told(world, ada):
    given = {"person": str(world.cast.id("ada")), "basis": "officer", "reason": "Behövs"}
    today = clock.today().isoformat()
    for process in ("degrading_treatment", "report_of_concern"):
        ada.post(reverse("administration:give"), {**given, "process": process, "first_on": today})

    assert reads_nothing(world, ada)
    assert told(world, "to_confirm") == {"olof", "rut", "beata", "bo"}
    straight = Grant(
        organiser_id=world.cast.organiser.id,
        person_id=world.cast.id("ada"),
        basis="officer",
        scope="degrading_treatment",
        valid_during=always(),
        given_by_id=world.cast.id("ada"),
        second_person_id=world.cast.id("olof"),
        reason="",
    )
    assert is_refused(world, straight)


def test_an_accomplice_whom_she_makes_administrator_is_told_of_and_is_a_second_person(world, ada):
    """Two who agree get through; so whoever leads is told of both steps, the same day."""
    ada.post(
        reverse("administration:give"),
        {
            "person": str(world.cast.id("greta")),
            "basis": "administrator",
            "reason": "Hjälp",
            "first_on": clock.today().isoformat(),
        },
    )

    assert reads_nothing(world, ada)
    assert told(world, "given") == {"greta", "rut", "beata", "bo"}


def test_a_duty_or_an_assignment_is_no_page_and_the_database_takes_none(world, ada):
    with arrange():
        own = Duty.objects.get(person=world.cast.ada)
    duty = Duty(
        organiser_id=own.organiser_id,
        person=world.cast.ada,
        school_unit=world.cast.norra,
        duty_role="Rektor",
        description="",
        period=period(clock.today(), None),
    )
    mentor = AssignmentRole(
        organiser_id=own.organiser_id,
        duty=own,
        group=world.cast.class_7b,
        role_type="Mentor",
        period=period(clock.today(), None),
    )

    assert is_refused(world, duty)
    assert is_refused(world, mentor)
    assert reads_nothing(world, ada)


def test_a_deputy_is_let_in_by_the_one_who_is_away_and_not_by_herself(world, ada):
    with acting_as(world.cast.actor("ada")) as actor, pytest.raises(NotFound):
        let_stand_in(actor, world.cast.id("tom"), first_on=clock.today(), last_on=clock.today())
    row = StandIn(
        organiser_id=world.cast.organiser.id,
        person_id=world.cast.id("ada"),
        for_person_id=world.cast.id("rut"),
        valid_during=period(clock.today(), clock.today()),
        given_by_id=world.cast.id("rut"),
        given_at=clock.now(),
    )

    assert is_refused(world, row)
    assert reads_nothing(world, ada)


def test_the_circle_of_a_protected_pupil_is_set_by_whoever_leads(world, ada):
    hilda = world.cast.id("hilda")
    assert ada.get(reverse("pupils:circle", args=[hilda])).status_code == 404
    with acting_as(world.cast.actor("ada")) as actor, pytest.raises(NotFound):
        set_circle(actor, pupil_id=hilda, readers=[world.cast.id("ada")])
    row = ProtectedCircle(
        organiser_id=world.cast.organiser.id,
        protected_person_id=hilda,
        reader_id=world.cast.id("ada"),
        valid_during=always(),
        confirmed_by_id=world.cast.id("ada"),
    )

    assert is_refused(world, row)
    assert reads_nothing(world, ada)


def test_nobody_is_made_a_reader_past_the_engine(world, ada):
    row = MatterReader(
        organiser_id=world.cast.organiser.id,
        matter_id=world.cases["case"],
        person_id=world.cast.id("ada"),
        basis="participates",
        side="staff",
        circles=["work"],
        role="investigator",
        may_write=True,
        source_id=ids.new(),
        valid_during=always(),
    )

    assert is_refused(world, row)
    assert reads_nothing(world, ada)


def test_an_emergency_opens_no_case_and_whoever_leads_is_told_at_once(world, ada):
    session = ada.session
    session[STRENGTH] = LoginStrength.STRONG
    session.save()
    here, elis = reverse("oversight:emergency"), world.cast.id("elis")
    found = ada.post(here, {"namn": "Elis", "skola": str(world.cast.norra.id)}, follow=True)
    assert str(elis) in found.content.decode()

    opened = ada.post(f"{here}?elev={elis}", {"reason": "Nyfiken", "minutes": "15"})

    assert opened.status_code == 302
    assert told(world, "emergency") == {"rut", "beata", "olof"}
    with acting_as(world.cast.actor("ada")) as actor:
        assert why_person(actor, elis) == ["break_glass"]
        assert not EntryPart.objects.exists()
    for case_id in world.cases.values():
        assert ada.get(reverse("cases:case", args=[case_id])).status_code == 404


def test_the_logs_are_for_whoever_leads_or_has_been_given_to_oversee(world, ada):
    elis = world.cast.id("elis")
    for url, about in (
        ("oversight:pupil", elis),
        ("oversight:pupil_file", elis),
        ("oversight:person", world.cast.id("rut")),
        ("oversight:person_file", world.cast.id("rut")),
    ):
        assert ada.get(reverse(url, args=[about])).status_code == 404
    assert ada.post(reverse("oversight:put_on"), {"reason": "Nyfiken"}).status_code == 404
    assert reads_nothing(world, ada)


def test_a_document_of_a_case_is_not_fetched_by_its_key(world, ada):
    """Keys are no secret from one who looks over a shoulder."""
    here = reverse("cases:document", args=[world.cases["case"], world.document])

    assert ada.get(here).status_code == 404
    assert reads_nothing(world, ada)


def test_an_import_that_makes_her_principal_waits_for_another_and_all_who_lead_are_told(world, ada):
    hers = "p4;Ada;Nord;nej;12345678;Rektor;;2024-08-01;"
    files = sheets(personal=("p4;Ada;Nord;nej;;Annan personal;Administratör;2024-08-01;", hers))
    key = str(world.cast.id("ada")).encode()
    files["personal.csv"] = files["personal.csv"].replace(b"p4;", key + b";")
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]

    here = ada.post(reverse("administration:upload"), {"roster": sent}).headers["Location"]
    ada.post(f"{here}las-in/", {"missing_is_right": "yes"})

    assert reads_nothing(world, ada)
    assert told(world, "import_to_confirm") == {"olof", "rut", "beata", "bo"}
    assert ada.post(f"{here}svara/", {"answer": "yes"}).status_code == 404
    with arrange():
        assert not Duty.objects.filter(person=world.cast.ada, duty_role="Rektor").exists()
    answered = RosterAnswer(
        id=here.rsplit("/", 2)[1],
        organiser_id=world.cast.organiser.id,
        by_person_id=world.cast.id("ada"),
        is_confirmed=True,
        answered_by_id=world.cast.id("ada"),
        answered_at=clock.now(),
    )
    assert is_refused(world, answered)
    assert reads_nothing(world, ada)


def test_what_an_import_shows_her_is_no_case_and_is_in_the_log(world, ada):
    page = ada.get(reverse("administration:preview", args=[world.upload]), {"visa": "all"})

    assert page.status_code == 200
    assert reads_nothing(world, ada)
