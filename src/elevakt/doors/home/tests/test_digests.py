"""The digest: figures that are true when they are sent, and nothing that says what they count."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from elevakt.doors.home.queries import Waiting, home_page, what_waits
from elevakt.doors.home.tasks import digests_everywhere
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.engines.notifications.actions import NotDelivered, choose_mail, read_all
from elevakt.engines.notifications.enums import Rhythm
from elevakt.engines.notifications.models import Digest
from elevakt.engines.notifications.queries import OWN_MAIL
from elevakt.engines.notifications.rules import WORKDAY
from elevakt.foundation.kernel import clock
from elevakt.trust.access.models import MatterBar
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import ContactKind, Side
from elevakt.trust.people.models import Contact, Duty, Person

HOMES = [("elis", "vera", "inform"), ("elis", "sten", "inform")]
NEXT_MONDAY = dt.datetime(2026, 9, 14, 7, 5, tzinfo=clock.STOCKHOLM)
TUESDAY = dt.datetime(2026, 9, 8, 7, 5, tzinfo=clock.STOCKHOLM)


@pytest.fixture
def story(cast):
    """The cast, each with an address at work."""
    with arrange():
        for name in ("rut", "kim", "mia", "nils"):
            Contact.objects.create(
                organiser_id=cast.organiser.id,
                person=cast.persons[name],
                kind=ContactKind.EMAIL,
                label=OWN_MAIL[Side.STAFF],
                value=f"{name}@example.se",
                is_mobile=False,
            )
    return Story(cast)


def choose(story, name, rhythm):
    with story.as_(name) as actor:
        choose_mail(actor, rhythm=rhythm, hours=WORKDAY)


def send(moment):
    """Let the time of the digests come; return who has had mail since, and what it says."""
    mail.outbox.clear()
    with clock.fixed(moment):
        digests_everywhere(0)
    run_jobs(moment)
    return {message.to[0]: message.body.splitlines()[2:] for message in mail.outbox}


def test_it_says_how_much_waits_and_nothing_of_what(story):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])

    said = send(TUESDAY)

    assert said == {
        "rut@example.se": ["Att göra: 1", "Ska göras den här veckan: 1", "Olästa aviseringar: 1"]
    }
    (message,) = mail.outbox
    assert message.subject == "Logga in i Elevakt"
    assert message.body.startswith("Logga in i Elevakt: http")


def test_what_it_counts_is_what_the_first_page_shows(story):
    for _ in range(3):
        story.report("tom", exposed=["elis"])
    story.later(days=30)

    with story.as_("rut") as rut:
        page, waiting = home_page(rut, is_whole=True), what_waits(rut)

    assert waiting.to_do == sum(line.count for line in page.tasks) + page.aside.count
    assert waiting.late == sum(line.count for line in page.tasks if line.task.is_late) == 3
    assert (waiting.this_week, waiting.late_led) == (0, 3)


def test_nothing_is_sent_where_nothing_waits(story):
    choose(story, "mia", Rhythm.DAILY)
    choose(story, "nils", Rhythm.WEEKLY)
    story.report("tom", exposed=["elis"])

    assert send(TUESDAY) == {}
    story.receive("rut", story.report("tom", exposed=["elis"]), homes=HOMES)
    assert send(TUESDAY) == {}, "the digest of a day is the digest of its morning"


def test_nobody_has_it_who_has_not_asked_for_it(story):
    story.report("tom", exposed=["elis"])
    choose(story, "rut", Rhythm.WEEKLY)
    choose(story, "rut", Rhythm.NONE)

    assert (send(TUESDAY), send(NEXT_MONDAY)) == ({}, {})


def test_one_who_leads_hears_once_a_week_of_what_is_late_at_her_unit(story):
    choose(story, "rut", Rhythm.WEEKLY)
    choose(story, "kim", Rhythm.WEEKLY)
    story.receive("rut", story.report("tom", exposed=["elis"]), homes=HOMES)
    story.report("tom", exposed=["elis"])

    assert send(TUESDAY) == {}
    said = send(NEXT_MONDAY)

    assert "Försenade ärenden där du leder: 2" in said["rut@example.se"]
    assert said["kim@example.se"][0].startswith("Att göra: ")
    assert not [line for line in said["kim@example.se"] if "leder" in line]
    assert send(NEXT_MONDAY + dt.timedelta(days=2)) == {}


def test_the_daily_one_says_nothing_of_the_unit(story):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])

    assert not [line for line in send(NEXT_MONDAY)["rut@example.se"] if "leder" in line]


def test_a_lead_who_is_accused_has_the_same_figures_as_if_the_case_were_not(story):
    story.report("tom", exposed=["elis"])
    with story.as_("rut") as rut:
        before = what_waits(rut)
    hidden = story.report("tom", exposed=["elis"], alleged=["rut"])
    assert story.steps(hidden)
    story.later(days=30)

    with story.as_("rut") as rut:
        after = what_waits(rut)

    assert (after.to_do, after.unread) == (before.to_do, before.unread) == (1, 1)
    assert (after.late, after.late_led) == (1, 1)


def test_a_case_that_one_may_no_longer_read_is_not_counted(story):
    choose(story, "kim", Rhythm.DAILY)
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=HOMES)
    assert send(TUESDAY)["kim@example.se"][0].startswith("Att göra: ")
    with arrange():
        MatterBar.objects.create(
            organiser_id=story.cast.organiser.id,
            matter_id=case_id,
            person_id=story.cast.id("kim"),
            reason="concerned",
        )

    assert send(TUESDAY + dt.timedelta(days=1)) == {}
    story.later(days=2)
    with story.as_("kim") as kim:
        assert what_waits(kim) == Waiting(0, 0, 0, 0, 0)


def test_it_is_counted_when_it_is_sent_and_not_when_it_was_kept(story, monkeypatch):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])
    taken = EmailBackend.send_messages

    def lose(self, messages):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", lose)
    with pytest.raises(NotDelivered):
        send(TUESDAY)
    monkeypatch.setattr(EmailBackend, "send_messages", taken)
    with story.as_("rut") as rut:
        read_all(rut)

    assert send(TUESDAY + dt.timedelta(minutes=10)) == {
        "rut@example.se": ["Att göra: 1", "Ska göras den här veckan: 1"]
    }


def test_the_same_digest_again_has_the_same_key_and_is_kept_once(story, monkeypatch):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])
    keys: list[str] = []

    def lose(self, messages):
        keys.extend(message.extra_headers["Message-ID"] for message in messages)
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", lose)
    for _ in range(2):
        with pytest.raises(NotDelivered):
            send(TUESDAY)

    with arrange():
        digest = Digest.objects.get()
    assert keys == [f"<{digest.id}@example.se>"] * 2
    assert (digest.day, digest.sent_at, digest.dropped_at) == (TUESDAY.date(), None, None)


def test_each_day_has_one_and_no_more(story):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])

    told = [send(TUESDAY + dt.timedelta(minutes=minutes)) for minutes in (-10, 0, 10, 24 * 60)]

    assert [bool(one) for one in told] == [False, True, False, True]


def test_one_that_could_not_be_sent_in_its_day_is_not_made_up_for(story, monkeypatch):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])

    def lose(self, messages):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", lose)
        with pytest.raises(NotDelivered):
            send(TUESDAY)

    assert send(TUESDAY.replace(hour=20)) == {}, "it is evening"
    send(TUESDAY + dt.timedelta(days=1))
    assert len(mail.outbox) == 1
    with arrange():
        fates = [bool(one.sent_at) for one in Digest.objects.order_by("day")]
    assert fates == [False, True]


def test_one_that_is_no_longer_wanted_is_dropped(story, monkeypatch):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])

    def lose(self, messages):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", lose)
        with pytest.raises(NotDelivered):
            send(TUESDAY)
    choose(story, "rut", Rhythm.NONE)

    assert send(TUESDAY) == {}
    with arrange():
        assert Digest.objects.get().dropped_at == TUESDAY


def test_whoever_works_here_no_longer_and_whoever_is_protected_have_none(story):
    for name in ("rut", "kim"):
        choose(story, name, Rhythm.DAILY)
    story.receive("rut", story.report("tom", exposed=["elis"]), homes=HOMES)
    story.report("tom", exposed=["elis"])
    with arrange():
        Duty.objects.filter(person=story.cast.kim).update(period=(None, story.now))
        Person.objects.filter(id=story.cast.id("rut")).update(is_protected=True)

    assert send(TUESDAY) == {}


def test_the_log_says_whose_address_was_read_and_of_no_case(story):
    choose(story, "rut", Rhythm.DAILY)
    story.report("tom", exposed=["elis"])
    with arrange():
        Opening.objects.all().delete()

    send(TUESDAY)

    with arrange():
        rows = list(Opening.objects.values_list("page", "subjects", "matter_id", "person_id"))
    assert rows == [("job:digest", [story.cast.id("rut")], None, None)]


def test_what_one_chooses_is_kept_and_shown_and_nobody_elses(story):
    page = reverse("home:settings")
    rut, kim = Desk(story, "rut"), Desk(story, "kim")

    assert page in rut.get("/").links
    saved = rut.fill(page, rhythm="weekly", begin="08:30", end="15:00")

    assert "Sparat." in saved.text
    shown = rut.get(page).fields
    assert (shown["rhythm"], shown["begin"], shown["end"]) == (["weekly"], ["08:30"], ["15:00"])
    assert kim.get(page).fields["rhythm"] == ["none"]
    rut.fill(page, rhythm="none")
    assert rut.get(page).fields["rhythm"] == ["none"]


def test_hours_in_which_no_mail_could_come_are_refused(story):
    page = Desk(story, "rut").fill(reverse("home:settings"), begin="15:00", end="08:00")

    assert (page.status, "Välj en tid som är senare än den första." in page.text) == (422, True)


def test_at_home_there_are_no_such_settings(story):
    vera = Desk(story, "vera", Side.FAMILY)

    assert reverse("home:settings") not in vera.get("/").links
    assert vera.get(reverse("home:settings")).status == 404
