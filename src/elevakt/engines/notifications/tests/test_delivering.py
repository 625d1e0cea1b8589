"""Who is told, when and where; and above all who is not."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from elevakt.engines.notifications.actions import NotDelivered, Told, read_all, tell
from elevakt.engines.notifications.models import Notice
from elevakt.engines.notifications.queries import notices, unread
from elevakt.engines.notifications.tasks import deliver_everywhere, deliver_notices
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.models import (
    Grant,
    HomeDecision,
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
    SpecialCircumstance,
)
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.jobs import run_jobs
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Contact, Person, Responsible

EVENING = dt.datetime(2026, 9, 7, 21, 0, tzinfo=clock.STOCKHOLM)
MORNING = dt.datetime(2026, 9, 8, 7, 0, tzinfo=clock.STOCKHOLM)
PAST = dt.datetime(2026, 1, 1, tzinfo=clock.STOCKHOLM)
QUIET = "Något väntar på dig"


class Matters:
    """One matter about Elis that Rut leads, and notices of it in the evening."""

    def __init__(self, cast):
        self.cast = cast
        self.organiser = cast.organiser.id
        with arrange():
            self.matter = Matter.objects.create(
                organiser_id=self.organiser,
                led_by_unit_id=cast.norra.id,
                lead_circles=["work"],
                lead_role="principal",
                part_circles=[],
                scope="degrading_treatment",
                officer_circles=[],
                officer_role="",
            )
            self.about("elis")
            for name, label in (
                ("rut", "Skola personal"),
                ("kim", "Skola personal"),
                ("olof", "Skola personal"),
                ("lo", "Skola personal"),
                ("vera", "Privat"),
                ("sten", "Privat"),
                ("hugo", "Privat"),
                ("elis", "Skola elev"),
                ("elis", "Privat"),
            ):
                self.address(name, label)

    def about(self, name):
        MatterPerson.objects.create(
            organiser_id=self.organiser, matter=self.matter, person=self.cast.persons[name]
        )

    def address(self, name, label):
        Contact.objects.create(
            organiser_id=self.organiser,
            person=self.cast.persons[name],
            kind="email",
            label=label,
            value=f"{name}.{label.split()[-1].lower()}@example.se",
            is_mobile=False,
        )

    def reads(self, name, side=Side.STAFF):
        MatterReader.objects.create(
            organiser_id=self.organiser,
            matter=self.matter,
            person_id=self.cast.id(name),
            basis="participates",
            side=side,
            circles=["work"],
            role="investigator",
            may_write=True,
            source_id=self.matter.id,
            valid_during=(PAST, None),
        )

    def decides(self, guardian, answer, *, pupil="elis", at=PAST):
        HomeDecision.objects.create(
            organiser_id=self.organiser,
            matter=self.matter,
            pupil=self.cast.persons[pupil],
            guardian=self.cast.persons[guardian],
            answer=answer,
            reason="",
            decided_at=at,
        )

    def tells(self, name, side=Side.STAFF, *, once="once", is_acute=False, matter=True):
        with clock.fixed(EVENING), acting_as(self.cast.actor("tom")), engine_writes():
            key = self.matter.id if matter else None
            told = Told(self.cast.id(name), side, key, "to_do", QUIET, once, is_acute)
            tell(self.organiser, [told])

    def deliver(self, at=MORNING):
        with clock.fixed(at):
            deliver_notices(str(self.organiser))

    def fate(self):
        """Return what became of each notice."""
        with arrange():
            return {
                one.once: "delivered" if one.delivered_at else "dropped" if one.dropped_at else ""
                for one in Notice.objects.all()
            }


@pytest.fixture
def matters(cast):
    return Matters(cast)


def addresses():
    return [to for message in mail.outbox for to in message.to]


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


@pytest.mark.parametrize("answer", ["ask", "do_not_inform", None])
def test_a_home_is_not_told_without_a_yes(matters, answer, cast):
    with arrange():
        matters.decides("vera", "inform", at=PAST)
        if answer:
            matters.decides("vera", answer, at=PAST + dt.timedelta(days=1))
        else:
            HomeDecision.objects.all().delete()
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])
    with acting_as(cast.actor("vera", Side.FAMILY)) as actor:
        assert (notices(actor), unread(actor)) == ([], 0)


def test_a_home_is_told_on_its_own_side_and_address_and_not_before(matters, cast):
    with arrange():
        matters.decides("vera", "inform")
    matters.tells("vera", Side.FAMILY)

    with acting_as(cast.actor("vera", Side.FAMILY)) as actor:
        assert notices(actor) == []
    matters.deliver()

    assert addresses() == ["vera.privat@example.se"]
    with acting_as(cast.actor("vera", Side.FAMILY)) as actor:
        assert [(one.title, one.read_at) for one in notices(actor)] == [(QUIET, None)]
    with acting_as(cast.actor("sten", Side.FAMILY)) as actor:
        assert notices(actor) == []
    with acting_as(cast.actor("vera", Side.STAFF)) as actor:
        assert notices(actor) == []


def test_a_no_between_the_act_and_the_morning_counts(matters):
    with arrange():
        matters.decides("vera", "inform")
    matters.tells("vera", Side.FAMILY)
    with arrange():
        matters.decides("vera", "do_not_inform", at=EVENING)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_circumstances_that_come_after_the_decision_close_the_home(matters, cast):
    with arrange():
        matters.decides("vera", "inform")
        SpecialCircumstance.objects.create(
            organiser_id=matters.organiser,
            pupil=cast.elis,
            kind="honour",
            reason="",
            decided_by_id=cast.id("rut"),
            valid_during=(EVENING, None),
        )
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_circumstances_that_were_known_when_it_was_decided_do_not(matters, cast):
    with arrange():
        SpecialCircumstance.objects.create(
            organiser_id=matters.organiser,
            pupil=cast.elis,
            kind="honour",
            reason="",
            decided_by_id=cast.id("rut"),
            valid_during=(PAST, None),
        )
        matters.decides("vera", "inform", at=EVENING)
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert addresses() == ["vera.privat@example.se"]


@pytest.mark.parametrize("who", ["elis", "vera"])
def test_a_home_that_is_marked_as_protected_is_not_told(matters, cast, who):
    with arrange():
        matters.decides("vera", "inform")
        Person.objects.filter(id=cast.id(who)).update(is_protected=True)
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_a_guardian_whose_custody_has_ended_is_not_told(matters, cast):
    with arrange():
        matters.decides("vera", "inform")
        Responsible.objects.filter(guardian=cast.vera).update(period=(PAST, EVENING))
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


def test_both_children_of_a_home_must_be_allowed(matters, cast):
    with arrange():
        cast.organiser.guard(cast.vera, cast.amir)
        matters.about("amir")
        matters.decides("vera", "inform")
        matters.decides("vera", "ask", pupil="amir")
    matters.tells("vera", Side.FAMILY)

    matters.deliver()

    assert (matters.fate(), addresses()) == ({"once": "dropped"}, [])


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
