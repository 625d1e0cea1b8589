"""A snapshot of the tables that decide who may see what, for the oracle to judge by."""

import uuid
from dataclasses import dataclass
from typing import Any, Self

from elevakt.trust.access.models import (
    Grant,
    HomeDecision,
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
    ProtectedCircle,
    PutOn,
    RosterReader,
    SpecialCircumstance,
    StandIn,
)
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.enums import CalendarKind
from elevakt.trust.people.models import (
    Activity,
    ActivityGroup,
    ActivityTeacher,
    AssignmentRole,
    CalendarPeriod,
    Contact,
    Duty,
    Enrolment,
    Group,
    GroupMembership,
    Person,
    Responsible,
)


@dataclass(frozen=True)
class Rows:
    """Every row there is, of every organiser."""

    persons: dict[uuid.UUID, Person]
    groups: dict[uuid.UUID, Group]
    duties: dict[uuid.UUID, Duty]
    activities: dict[uuid.UUID, Activity]
    terms: list[CalendarPeriod]
    contacts: list[Contact]
    enrolments: list[Enrolment]
    memberships: list[GroupMembership]
    responsibles: list[Responsible]
    assignment_roles: list[AssignmentRole]
    activity_groups: list[ActivityGroup]
    activity_teachers: list[ActivityTeacher]
    grants: list[Grant]
    stand_ins: list[StandIn]
    put_on: list[PutOn]
    protected_circles: list[ProtectedCircle]
    special_circumstances: list[SpecialCircumstance]
    matters: list[Matter]
    matter_persons: list[MatterPerson]
    matter_readers: list[MatterReader]
    roster_readers: list[RosterReader]
    matter_bars: list[MatterBar]
    home_decisions: list[HomeDecision]
    openings: list[Opening]

    @classmethod
    def read(cls) -> Self:
        """Read the tables. Call inside ``arrange()``."""
        return cls(
            _by_key(Person),
            _by_key(Group),
            _by_key(Duty),
            _by_key(Activity),
            list(CalendarPeriod.objects.filter(kind=CalendarKind.TERM)),
            list(Contact.objects.all()),
            list(Enrolment.objects.all()),
            list(GroupMembership.objects.all()),
            list(Responsible.objects.all()),
            list(AssignmentRole.objects.all()),
            list(ActivityGroup.objects.all()),
            list(ActivityTeacher.objects.all()),
            list(Grant.objects.all()),
            list(StandIn.objects.all()),
            list(PutOn.objects.all()),
            list(ProtectedCircle.objects.all()),
            list(SpecialCircumstance.objects.all()),
            list(Matter.objects.all()),
            list(MatterPerson.objects.all()),
            list(MatterReader.objects.all()),
            list(RosterReader.objects.all()),
            list(MatterBar.objects.all()),
            list(HomeDecision.objects.all()),
            list(Opening.objects.all()),
        )


def _by_key(model: Any) -> dict[uuid.UUID, Any]:
    return {row.pk: row for row in model.objects.all()}
