"""What the roster says around a case, as far as conditions ask for it."""

import datetime as dt

import pytest

from elevakt.engines.cases.actions.projecting import stand
from elevakt.engines.cases.models import Case
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import Enrolment


@pytest.mark.parametrize(("school_type", "said"), [("GR", "GR"), ("GY", "GY"), (None, "")])
def test_a_condition_may_ask_for_the_school_form_of_the_pupil(story, school_type, said):
    case_id = story.report("tom", exposed=["elis"])
    with arrange():
        enrolled = Enrolment.objects.filter(person=story.cast.elis)
        if school_type:
            enrolled.update(school_type=school_type)
        else:
            enrolled.delete()
        assert stand(Case.objects.get(matter_id=case_id)).facts.school_form == said


def test_school_age_educare_is_beside_a_school_form_and_never_instead_of_it(story):
    case_id = story.report("tom", exposed=["elis"])
    with arrange():
        enrolled = Enrolment.objects.get(person=story.cast.elis)
        later = (enrolled.period.lower + dt.timedelta(days=1), None)
        Enrolment.objects.create(
            organiser_id=enrolled.organiser_id,
            person=story.cast.elis,
            school_unit_id=enrolled.school_unit_id,
            school_type="FTH",
            period=later,
        )
        assert stand(Case.objects.get(matter_id=case_id)).facts.school_form == "GR"
