"""What time brings: the organiser is told though nobody acts, and what is late is said."""

import pytest

from elevakt.engines.cases.enums import PersonKind
from elevakt.engines.cases.models import Case, Entry, Step
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.tasks import do_in_case, sweep, sweep_everywhere
from elevakt.engines.notifications.models import Notice
from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import clock
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.audit.models import Opening


@pytest.fixture
def case_id(story):
    return story.report("tom", exposed=["elis"], alleged=["amir"])


def swept(story):
    with clock.fixed(story.now):
        sweep(str(story.cast.organiser.id))
    return run_jobs(story.now)


def late(story, kind):
    with arrange():
        found = Notice.objects.filter(kind=kind).order_by("person_id")
        names = {person.id: name for name, person in story.cast.persons.items()}
        return [(names[one.person_id], one.title) for one in found]


def test_nothing_is_done_before_its_time(story, case_id):
    story.later(hours=1)

    assert swept(story) == []
    assert late(story, "late") == []


def test_the_organiser_is_told_by_itself_when_the_time_is_out(story, case_id):
    story.later(days=1, hours=5)

    assert swept(story) == ["cases.do_what_is_due", "cases.make_document"]

    with arrange():
        entry = Entry.objects.get(matter_id=case_id, step="tell_organiser")
        step = Step.objects.get(matter_id=case_id, step="tell_organiser")
        report = Document.objects.get(matter_id=case_id)
        case = Case.objects.get(matter_id=case_id)
    assert (entry.kind, entry.by_person_id, entry.by_role, entry.at) == (
        "step_done",
        None,
        "machinery",
        story.now,
    )
    assert (step.state, step.done_no, case.last_no) == ("done", entry.no, entry.no)
    assert (report.template, report.entry_id, report.made_at) == (
        "report_to_organiser",
        entry.id,
        story.now,
    )
    assert ("olof", "Något har hänt i ett ärende") in late(story, "informed")


def test_what_is_done_by_itself_is_done_once(story, case_id):
    story.later(days=1, hours=5)

    swept(story)
    swept(story)
    with clock.fixed(story.now):
        do_in_case(str(story.cast.organiser.id), str(case_id))

    with arrange():
        assert Entry.objects.filter(step="tell_organiser").count() == 1
        assert Document.objects.count() == 1


def test_what_somebody_did_in_time_is_not_done_by_itself(story, case_id):
    story.receive("rut", case_id, homes=[("elis", "vera", "ask"), ("elis", "sten", "ask")])
    run_jobs(story.now)
    story.later(days=1, hours=5)

    assert swept(story) == []
    with arrange():
        assert not Entry.objects.filter(step="tell_organiser").exists()


def test_the_lead_is_reminded_once_and_in_quiet_words(story, case_id):
    story.later(days=1, hours=5)
    swept(story)
    story.later(hours=1)
    swept(story)

    reminded = [("beata", "Ett steg är försenat"), ("rut", "Ett steg är försenat")]
    assert sorted(late(story, "late")) == reminded
    assert late(story, "escalated") == []


def test_it_goes_on_to_the_organiser_after_three_working_days(story, case_id):
    story.later(days=2, hours=5)
    swept(story)
    assert late(story, "escalated") == []

    story.later(days=2)
    swept(story)
    swept(story)

    assert late(story, "escalated") == [("olof", "Ett ärende vid Norra skolan är försenat")]


def test_whoever_is_shut_out_is_not_reminded(story):
    with arrange():
        story.cast.organiser.guard(story.cast.olof, story.cast.amir)
        story.cast.organiser.guard(story.cast.beata, story.cast.amir)
    story.report("tom", exposed=["elis"], alleged=["amir"])

    story.later(days=7)
    swept(story)

    assert late(story, "late") == [("rut", "Ett steg är försenat")]
    assert late(story, "escalated") == []


def test_an_accused_principal_hears_nothing_and_the_organiser_does(story):
    story.report(
        "tom", exposed=["elis"], more=[Named(story.cast.id("rut"), "alleged", PersonKind.STAFF)]
    )

    story.later(days=7)
    swept(story)

    assert late(story, "late") == [("olof", "Ett steg är försenat")]
    assert late(story, "escalated") == []


def test_every_organiser_is_swept_by_a_job_of_its_own(story, case_id):
    story.later(days=1, hours=5)

    with clock.fixed(story.now):
        sweep_everywhere(0)

    assert sorted(run_jobs(story.now)) == [
        "cases.do_what_is_due",
        "cases.make_document",
        "cases.sweep",
        "cases.sweep",
    ]


def test_a_sweep_does_nothing_in_another_organiser(story, case_id):
    story.later(days=7)
    with clock.fixed(story.now):
        sweep(str(story.cast.other_organiser.id))

    assert run_jobs(story.now) == []
    assert late(story, "late") == []


def test_a_sweep_is_logged_with_the_case_and_reminding_opens_nothing(story, case_id):
    story.later(days=1, hours=5)
    swept(story)

    with arrange():
        pages = Opening.objects.filter(page="job:sweep").values_list("matter_id", flat=True)
        assert list(pages) == [case_id]


def test_a_document_whose_job_was_lost_is_made_by_a_later_sweep(story, case_id):
    story.later(days=1, hours=5)
    swept(story)
    with arrange():
        Document.objects.update(made_at=None, content=None)

    story.later(hours=1)
    assert swept(story) == []
    story.later(hours=2)
    assert swept(story) == ["cases.make_document"]

    with arrange():
        assert Document.objects.get().made_at == story.now
