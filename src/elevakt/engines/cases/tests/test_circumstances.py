"""Special circumstances come up in a case that runs: what was said of the home is a question."""

from elevakt.engines.cases.actions.doing import reopen_step
from elevakt.engines.cases.actions.projecting import stand
from elevakt.engines.cases.models import Case
from elevakt.trust.access.actions.acting import engine_writes
from elevakt.trust.access.enums import HomeAnswer
from elevakt.trust.access.models import SpecialCircumstance
from elevakt.trust.access.testing.arranging import arrange


def test_circumstances_that_come_up_make_a_yes_a_question_until_it_is_said_again(story):
    case_id = story.report("tom", exposed=["elis"])
    story.later(hours=1)
    homes = [("elis", "vera", "inform"), ("elis", "sten", "ask")]
    story.receive("rut", case_id, homes=homes)

    def answer():
        with story.as_("rut"), engine_writes():
            case = Case.objects.get(matter_id=case_id)
            return {one.guardian: one.answer for one in stand(case).facts.guardians}[
                story.cast.id("vera")
            ]

    assert answer() == HomeAnswer.INFORM
    story.later(hours=1)
    with arrange():
        SpecialCircumstance.objects.create(
            organiser_id=story.cast.organiser.id,
            pupil=story.cast.elis,
            kind="honour",
            reason="",
            decided_by_id=story.cast.id("rut"),
            valid_during=(story.now, None),
        )
    assert answer() == HomeAnswer.ASK
    story.later(hours=1)
    with story.as_("rut") as rut:
        reopen_step(rut, case_id=case_id, step="receive", reason="Prövat på nytt.")
    story.later(hours=1)
    story.receive("rut", case_id, homes=homes)
    assert answer() == HomeAnswer.INFORM
