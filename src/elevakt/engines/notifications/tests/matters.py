"""One matter, and notices of it in the evening, for the stories of who is told."""

import datetime as dt

from django.core import mail

from elevakt.engines.notifications.actions import Told, tell
from elevakt.engines.notifications.models import Notice
from elevakt.engines.notifications.tasks import deliver_notices
from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.models import (
    HomeDecision,
    Matter,
    MatterPerson,
    MatterReader,
)
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Contact

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


def addresses():
    return [to for message in mail.outbox for to in message.to]
