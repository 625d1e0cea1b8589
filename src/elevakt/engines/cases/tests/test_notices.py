"""Who is told of an act, and how often: one notice for each person, however much it opens."""

from elevakt.engines.cases.actions.doing import reopen_step, say_concerned
from elevakt.engines.notifications.models import Notice
from elevakt.trust.access.testing.arranging import arrange


def told(story, case_id):
    """Return every notice of a case: to whom, why, and whether it is acute, in the order made."""
    names = {person.id: name for name, person in story.cast.persons.items()}
    with arrange():
        found = Notice.objects.filter(matter_id=case_id).order_by("created_at", "person_id")
        return [(names[one.person_id], one.kind, one.is_acute) for one in found]


def test_a_report_that_opens_two_steps_gives_each_lead_one_notice(story):
    case_id = story.report("tom", exposed=["elis"])

    assert sorted(told(story, case_id)) == [("beata", "to_do", False), ("rut", "to_do", False)]
    assert {step for step, _ in story.steps(case_id)} == {"receive", "tell_organiser"}


def test_the_one_notice_of_danger_is_acute(story):
    case_id = story.report("tom", exposed=["elis"], danger="yes")

    assert sorted(told(story, case_id)) == [("beata", "to_do", True), ("rut", "to_do", True)]


def test_the_next_act_is_told_anew(story):
    elis = str(story.cast.id("elis"))
    case_id = story.report("tom", exposed=["elis"])
    story.later(hours=1)
    story.receive("rut", case_id, homes=[("elis", g, "do_not_inform") for g in ("vera", "sten")])
    story.later(hours=1)
    story.do("kim", case_id, "talk", talks=[{"with": elis, "account": "Han berättade."}])

    assert [one for one in told(story, case_id) if one[0] == "rut"] == [
        ("rut", "to_do", False),  # the report: to receive, and to tell the organiser
        ("rut", "to_do", False),  # the talks: to assess
    ]


def test_a_step_that_opens_again_is_told_again(story):
    elis = str(story.cast.id("elis"))
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", g, "do_not_inform") for g in ("vera", "sten")])
    story.later(hours=1)
    story.do("kim", case_id, "talk", talks=[{"with": elis, "account": "Han berättade."}])
    before = len([one for one in told(story, case_id) if one[0] == "kim"])
    story.later(hours=1)

    with story.as_("rut") as rut:
        reopen_step(rut, case_id=case_id, step="talk", reason="Mer att fråga.")

    assert len([one for one in told(story, case_id) if one[0] == "kim"]) == before + 1


def test_whoever_the_lead_passes_to_is_told(story):
    case_id = story.report("tom", exposed=["elis"])
    for name in ("rut", "beata"):
        story.later(hours=1)
        story.do(name, case_id, "receive", own_people="yes")

    assert told(story, case_id)[-1] == ("olof", "to_do", False)


def test_whoever_takes_over_from_one_who_steps_out_is_told(story):
    case_id = story.report("tom", exposed=["elis"])
    for name in ("rut", "beata"):
        story.later(hours=1)
        with story.as_(name) as actor:
            say_concerned(actor, case_id=case_id)

    assert told(story, case_id)[-1] == ("olof", "to_do", False)


def test_danger_passes_on_with_the_lead(story):
    case_id = story.report("tom", exposed=["elis"], danger="yes")
    for name in ("rut", "beata"):
        story.later(hours=1)
        story.do(name, case_id, "receive", own_people="yes")

    assert told(story, case_id)[-1] == ("olof", "to_do", True)
