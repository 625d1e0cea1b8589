"""Who is told, when and where; and above all who is not."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from elevakt.engines.notifications.actions import NotDelivered, choose_mail, read_all
from elevakt.engines.notifications.enums import Rhythm
from elevakt.engines.notifications.models import Notice
from elevakt.engines.notifications.queries import notices, unread
from elevakt.engines.notifications.rules import MailHours
from elevakt.engines.notifications.tasks import deliver_everywhere, deliver_notices
from elevakt.engines.notifications.tests.matters import EVENING, MORNING, addresses
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.models import (
    Grant,
    MatterBar,
)
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Contact, Duty, Person


def test_the_mail_says_only_that_there_is_something_to_read(matters, settings):
    settings.ADDRESS = "https://elevakt.example.se/"
    matters.tells("rut")

    matters.deliver()

    with arrange():
        notice = Notice.objects.get()
    (message,) = mail.outbox
    assert message.subject == "Logga in i Elevakt"
    assert message.body == "Logga in i Elevakt: https://elevakt.example.se/\n"
    assert (message.to, message.cc, message.bcc, message.attachments) == (
        ["rut.personal@example.se"],
        [],
        [],
        [],
    )
    assert message.extra_headers == {
        "Message-ID": f"<{notice.id}@example.se>",
        "Auto-Submitted": "auto-generated",
    }
    assert notice.delivered_at == MORNING


def test_a_notice_is_kept_once_however_often_it_is_asked_for(matters):
    matters.tells("rut")
    matters.tells("rut")

    matters.deliver()

    assert matters.fate() == {"once": "delivered"}
    assert addresses() == ["rut.personal@example.se"]


def test_several_notices_are_one_mail(matters):
    matters.tells("rut", once="one")
    matters.tells("rut", once="two")

    matters.deliver()
    matters.deliver()

    assert matters.fate() == {"one": "delivered", "two": "delivered"}
    assert addresses() == ["rut.personal@example.se"]


def test_a_notice_waits_for_the_morning(matters):
    matters.tells("rut")

    matters.deliver(MORNING - dt.timedelta(seconds=1))

    assert (matters.fate(), addresses()) == ({"once": ""}, [])


def test_what_is_acute_is_delivered_at_once(matters):
    matters.tells("rut", is_acute=True)

    assert run_jobs(EVENING) == ["notifications.deliver"]
    assert addresses() == ["rut.personal@example.se"]


def test_what_is_not_acute_asks_for_nothing_at_once(matters):
    matters.tells("rut")

    assert run_jobs(EVENING) == []


def test_every_organiser_has_its_notices_delivered(matters):
    matters.tells("rut")

    with clock.fixed(MORNING):
        deliver_everywhere(0)

    assert run_jobs(MORNING) == ["notifications.deliver"] * 2
    assert addresses() == ["rut.personal@example.se"]


def test_a_notice_without_a_matter_is_delivered(matters):
    matters.tells("tom", matter=False)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "delivered"}, [])


def test_the_same_mail_again_has_the_same_key(matters, monkeypatch):
    matters.tells("rut")

    def lose(self, messages):
        mail.outbox.extend(messages)
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", lose)

    for _ in range(2):
        with pytest.raises(NotDelivered):
            matters.deliver()

    first, again = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == again
    assert matters.fate() == {"once": ""}


def test_one_whom_the_server_refuses_holds_up_nobody_and_is_not_quoted(matters, monkeypatch):
    with arrange():
        matters.reads("kim")
    matters.tells("rut", once="rut")
    matters.tells("kim", once="kim")

    def refuse_rut(self, messages):
        if "rut" in messages[0].to[0]:
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no")})
        mail.outbox.extend(messages)
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_rut)

    with pytest.raises(NotDelivered) as failed:
        matters.deliver()

    assert str(failed.value) == "1"
    assert matters.fate() == {"rut": "", "kim": "delivered"}
    assert addresses() == ["kim.personal@example.se"]


def test_an_address_that_is_none_holds_up_nobody(matters):
    with arrange():
        matters.reads("kim")
        Contact.objects.filter(value__startswith="rut").update(value="rut@example.se\nBcc: x@y.se")
    matters.tells("rut", once="rut")
    matters.tells("kim", once="kim")

    with pytest.raises(NotDelivered):
        matters.deliver()

    assert matters.fate() == {"rut": "", "kim": "delivered"}
    assert addresses() == ["kim.personal@example.se"]


def test_staff_who_are_shut_out_are_never_told(matters, cast):
    with arrange():
        for name in ("kim", "lo", "mia"):
            matters.reads(name)
        MatterBar.objects.create(
            organiser_id=matters.organiser,
            matter=matters.matter,
            person_id=cast.id("kim"),
            reason="concerned",
        )
        matters.about("nova")  # a child of Lo's
        matters.about("mia")  # accused
    for name in ("kim", "lo", "mia"):
        matters.tells(name, once=name)

    matters.deliver()

    assert matters.fate() == {"kim": "dropped", "lo": "dropped", "mia": "dropped"}
    assert addresses() == []
    for name in ("kim", "lo", "mia"):
        with acting_as(cast.actor(name)) as actor:
            assert (notices(actor), unread(actor)) == ([], 0)


def test_staff_who_no_longer_read_are_not_told(matters):
    matters.tells("kim")

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_whoever_has_no_duty_any_longer_is_not_told_and_keeps_no_notice(matters, cast):
    matters.tells("rut")
    matters.tells("olof", once="officer")
    with acting_as(cast.actor("olof")) as olof:
        assert unread(olof) == 1
    with arrange():
        ended = Duty.objects.filter(person__in=[cast.rut, cast.olof])
        ended.update(period=(None, EVENING - dt.timedelta(days=1)))

    with acting_as(cast.actor("olof")) as olof:
        assert (notices(olof), unread(olof)) == ([], 0)
    matters.deliver()
    assert matters.fate() == {"once": "dropped", "officer": "dropped"}


def test_an_officer_for_the_process_may_be_told_without_reading(matters):
    matters.tells("olof", once="officer")
    with arrange():
        Grant.objects.update(scope="another")
    matters.tells("olof", once="of another process")

    with arrange():
        Grant.objects.update(scope="degrading_treatment")
    matters.deliver()
    assert matters.fate() == {"officer": "delivered", "of another process": "delivered"}

    with arrange():
        Grant.objects.update(scope="another")
    matters.tells("olof", once="again")
    matters.deliver()
    assert matters.fate()["again"] == "dropped"


def test_a_protected_colleague_is_told_in_elevakt_and_never_by_mail(matters, cast):
    with arrange():
        Person.objects.filter(id=cast.id("rut")).update(is_protected=True)
    matters.tells("rut")

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "delivered"}, [])


def test_a_guardian_of_a_protected_child_has_no_mail_about_anything(matters):
    matters.tells("hugo", Side.FAMILY, matter=False)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "delivered"}, [])


def test_a_pupil_who_reported_is_told_in_elevakt_and_never_by_mail(matters, cast):
    with arrange():
        matters.reads("elis", Side.FAMILY)
    matters.tells("elis", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "delivered"}, [])
    with acting_as(cast.actor("elis", Side.FAMILY)) as actor:
        assert unread(actor) == 1
    with acting_as(cast.actor("vera", Side.FAMILY)) as actor:
        assert unread(actor) == 0


def test_a_private_address_is_never_used_for_work_nor_the_reverse(matters):
    with arrange():
        matters.reads("vera")  # also employed, without an address at school
        matters.reads("lo", Side.FAMILY)
    matters.tells("vera", once="work")
    matters.tells("lo", Side.FAMILY, once="home", matter=False)

    matters.deliver()

    assert addresses() == []


def test_the_delivery_is_logged_by_whose_address_was_read_and_nothing_of_the_matter(matters, cast):
    matters.tells("rut")

    matters.deliver()

    with arrange():
        row = Opening.objects.get()
    assert (row.page, row.subjects, row.matter_id, row.person_id) == (
        "job:deliver",
        [cast.id("rut")],
        None,
        None,
    )


def test_another_organisers_job_delivers_nothing(matters, cast):
    matters.tells("rut")

    with clock.fixed(MORNING):
        deliver_notices(str(cast.other_organiser.id))
        deliver_notices(str(ids.new()))

    assert (matters.fate(), addresses()) == ({"once": ""}, [])


def test_read_is_read_for_oneself_alone(matters, cast):
    with arrange():
        matters.reads("kim")
    matters.tells("rut", once="rut")
    matters.tells("kim", once="kim")

    with acting_as(cast.actor("rut")) as rut:
        assert unread(rut) == 1
        read_all(rut)
        assert unread(rut) == 0
    with acting_as(cast.actor("kim")) as kim:
        assert unread(kim) == 1


def test_one_may_choose_the_hours_in_which_mail_comes(matters, cast):
    with acting_as(cast.actor("rut")) as rut:
        choose_mail(rut, rhythm=Rhythm.NONE, hours=MailHours(dt.time(9), dt.time(11)))
    matters.tells("rut")

    matters.deliver(MORNING)
    assert matters.fate() == {"once": ""}
    matters.deliver(MORNING.replace(hour=9))
    assert matters.fate() == {"once": "delivered"}


def test_what_is_acute_comes_whatever_the_hours(matters, cast):
    with acting_as(cast.actor("rut")) as rut:
        choose_mail(rut, rhythm=Rhythm.NONE, hours=MailHours(dt.time(9), dt.time(11)))
    matters.tells("rut", is_acute=True)

    run_jobs(EVENING)

    assert addresses() == ["rut.personal@example.se"]


def test_what_could_not_be_delivered_in_time_waits_for_the_next_morning(matters):
    matters.tells("rut", once="waits")
    matters.tells("rut", once="acute", is_acute=True)

    matters.deliver(MORNING.replace(hour=21))
    assert matters.fate() == {"waits": "", "acute": "delivered"}
    matters.deliver(MORNING + dt.timedelta(days=1, minutes=-1))
    assert matters.fate()["waits"] == ""
    matters.deliver(MORNING + dt.timedelta(days=1))
    assert matters.fate()["waits"] == "delivered"
