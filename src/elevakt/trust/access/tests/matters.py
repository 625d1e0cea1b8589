"""Make matters for a story. Every function arranges by itself."""

import datetime as dt

from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.enums import Basis, HomeAnswer
from elevakt.trust.access.models import (
    Grant,
    HomeDecision,
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
    PutOn,
    Review,
    RosterReader,
    StandIn,
)
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.people import always
from elevakt.trust.people.enums import Side

SCOPE = "degrading_treatment"


def open_matter(
    cast, *about, unit="norra", scope=SCOPE, officer="", delegate="", part_circles=("work",)
):
    """Open a matter about persons of the cast, which the lead of the unit reads."""
    with arrange():
        matter = Matter.objects.create(
            organiser_id=cast.organiser.id,
            led_by_unit_id=getattr(cast, unit).id if unit else None,
            lead_circles=["report", "work"],
            lead_role="principal",
            part_circles=list(part_circles),
            scope=scope,
            officer_circles=["report"],
            officer_role=officer,
            delegate_role=delegate,
        )
    for name in about:
        name_person(cast, matter, name)
    return matter


def name_person(cast, matter, name, *, unit=None):
    """Say that a matter is about somebody, of a unit whose lead may read that part."""
    with arrange():
        return MatterPerson.objects.create(
            organiser_id=cast.organiser.id,
            matter=matter,
            person=cast.persons[name],
            unit_id=getattr(cast, unit).id if unit else None,
        )


def invite(
    cast,
    matter,
    name,
    *circles,
    basis=Basis.PARTICIPATES,
    side=Side.STAFF,
    about=None,
    may_write=True,
    period=None,
):
    """Let somebody read some circles of a matter."""
    with arrange():
        return MatterReader.objects.create(
            organiser_id=cast.organiser.id,
            matter=matter,
            person_id=cast.id(name),
            basis=basis,
            side=side,
            circles=list(circles),
            about_person_id=cast.id(about) if about else None,
            may_write=may_write,
            source_id=ids.new(),
            valid_during=period or always(),
        )


def choose(cast, matter, pupil, *circles, by_basis=Basis.MENTORS):
    """Let whoever has a basis to a pupil read some circles of a matter about the pupil."""
    with arrange():
        return RosterReader.objects.create(
            organiser_id=cast.organiser.id,
            matter=matter,
            about_person_id=cast.id(pupil),
            by_basis=by_basis,
            circles=list(circles),
            role="calls_home",
        )


def bar(cast, matter, name, reason="accused"):
    """Shut somebody out of a matter."""
    with arrange():
        MatterBar.objects.create(
            organiser_id=cast.organiser.id, matter=matter, person_id=cast.id(name), reason=reason
        )


def appoint(cast, name, *, basis=Basis.OFFICER, scope=SCOPE, period=None):
    """Give somebody a grant."""
    with arrange():
        return Grant.objects.create(
            organiser_id=cast.organiser.id,
            person=cast.persons[name],
            basis=basis,
            scope=scope,
            valid_during=period or always(),
            given_by_id=cast.ada.id,
            second_person_id=cast.greta.id,
        )


def decide(cast, matter, pupil, guardian, answer, *, minutes_ago=60):
    """Decide whether a guardian is told of a matter."""
    with arrange():
        return HomeDecision.objects.create(
            organiser_id=cast.organiser.id,
            matter=matter,
            pupil=cast.persons[pupil],
            guardian=cast.persons[guardian],
            answer=HomeAnswer(answer),
            decided_by_id=cast.rut.id,
            decided_at=clock.now() - dt.timedelta(minutes=minutes_ago),
        )


def stand_in(cast, who, away, days=7):
    """Let somebody stand in for another from now on, and so many days."""
    now = clock.now()
    with arrange():
        return StandIn.objects.create(
            organiser_id=cast.persons[who].organiser_id,
            person=cast.persons[who],
            for_person=cast.persons[away],
            valid_during=(now, now + dt.timedelta(days=days)),
            given_by_id=cast.id(away),
            given_at=now,
        )


def put_on(cast, who, basis, pupil=None, minutes=30):
    """Let somebody have put something on a moment ago, for so many minutes from now."""
    now = clock.now()
    with arrange():
        return PutOn.objects.create(
            organiser_id=cast.persons[who].organiser_id,
            person=cast.persons[who],
            basis=basis,
            pupil=cast.persons[pupil] if pupil else None,
            reason="Elis har gått hem utan jacka",
            valid_during=(now - dt.timedelta(minutes=1), now + dt.timedelta(minutes=minutes)),
        )


def review(cast, opened, by):
    """Let somebody have signed for an emergency opening."""
    with arrange():
        Review.objects.create(
            organiser_id=opened.organiser_id,
            put_on=opened,
            signed_by_id=cast.id(by),
            signed_at=clock.now(),
            words="Det var riktigt.",
        )
