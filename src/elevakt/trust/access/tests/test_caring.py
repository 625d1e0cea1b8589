"""Whoever works in school-age educare or preschool reads what one who teaches does."""

import pytest

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.queries.homes import homes
from elevakt.trust.access.queries.pupils import my_pupils
from elevakt.trust.access.queries.reasons import why_person
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import AssignmentRole, Duty, Enrolment


def why(cast, pupil, name="greta"):
    with acting_as(cast.actor(name)) as actor:
        return why_person(actor, cast.id(pupil))


@pytest.fixture
def educare(cast):
    """Greta works in educare at Norra, where Elis goes, and Nora at her own school."""
    with arrange():
        cast.organiser.employ(cast.greta, cast.norra, "Fritidspedagog")
        cast.organiser.attend_educare(cast.elis, cast.norra)
        cast.organiser.attend_educare(cast.nora, cast.bjorkangen)
    return cast


def test_she_reads_of_those_who_go_to_educare_at_her_unit_and_of_nobody_else(educare):
    assert [why(educare, one) for one in ("elis", "amir", "nora")] == [["cares"], [], []]
    with acting_as(educare.actor("greta")) as greta:
        assert [(one.name, one.basis) for one in my_pupils(greta).pupils] == [
            ("Elis Bergström", "cares")
        ]
        assert homes(greta, educare.id("elis"), with_contacts=True) == []


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Duty, {"duty_role": "Fritidspedagog"}),
        (Enrolment, {"school_type": "FTH"}),
    ],
)
def test_it_ends_with_her_duty_and_with_the_pupils_place(educare, model, values):
    with arrange():
        model.objects.filter(**values).update(period=(None, clock.now()))

    assert why(educare, "elis") == []


@pytest.mark.parametrize(
    ("role", "reaches"),
    [
        ("Fritidspedagog", ["cares"]),
        ("Barnskötare", ["cares"]),
        ("Förskollärare", ["cares"]),
        ("Schemaläggare", []),
    ],
)
def test_whoever_is_assigned_a_group_reads_of_that_group(cast, role, reaches):
    with arrange():
        duty = cast.organiser.employ(cast.greta, cast.norra, "Annan personal")
        AssignmentRole.objects.create(
            organiser_id=cast.organiser.id,
            duty=duty,
            group=cast.class_7b,
            role_type=role,
            period=(None, None),
        )

    assert [why(cast, one) for one in ("elis", "nova")] == [reaches, []]


def test_who_only_has_the_title_of_a_childminder_reads_of_nobody(educare):
    with arrange():
        Duty.objects.filter(duty_role="Fritidspedagog").update(duty_role="Barnskötare")

    assert why(educare, "elis") == []
