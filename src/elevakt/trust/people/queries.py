"""The roster as it is stored, for the machinery that compares it with a new one."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model

from elevakt.foundation.kernel import clock
from elevakt.trust.people import models
from elevakt.trust.people.enums import ContactKind
from elevakt.trust.people.rules import roster

MODELS: dict[str, type[models.OrganiserRow]] = {
    "organisations": models.Organisation,
    "school_units": models.SchoolUnit,
    "persons": models.Person,
    "contacts": models.Contact,
    "enrolments": models.Enrolment,
    "responsibles": models.Responsible,
    "duties": models.Duty,
    "groups": models.Group,
    "memberships": models.GroupMembership,
    "assignment_roles": models.AssignmentRole,
    "activities": models.Activity,
    "activity_groups": models.ActivityGroup,
    "activity_teachers": models.ActivityTeacher,
}
"""The table of each kind of row, in an order where a row comes after those it points at."""


def stored_roster(organiser_id: uuid.UUID) -> roster.Roster:
    """Return the roster of an organiser. Called as machinery, and never shown.

    A relation that an earlier import ended is history, and not among its rows.
    """

    def rows(model: type[Model], row: Callable[[Any], roster.Row]) -> tuple[Any, ...]:
        found = model._default_manager.filter(organiser_id=organiser_id).order_by("id")
        return tuple(row(one) for one in found.iterator(chunk_size=5000))

    return roster.Roster(
        organisations=rows(models.Organisation, _organisation),
        school_units=rows(models.SchoolUnit, _school_unit),
        persons=rows(models.Person, _person),
        contacts=rows(models.Contact, _contact),
        enrolments=rows(models.Enrolment, _enrolment),
        responsibles=_responsibles(organiser_id),
        duties=rows(models.Duty, _duty),
        groups=rows(models.Group, _group),
        memberships=rows(models.GroupMembership, _membership),
        assignment_roles=rows(models.AssignmentRole, _assignment_role),
        activities=rows(models.Activity, _activity),
        activity_groups=rows(models.ActivityGroup, _activity_group),
        activity_teachers=rows(models.ActivityTeacher, _activity_teacher),
    )


def days(period: Any) -> tuple[dt.date, dt.date | None]:
    """Return the days of a stored period: the first, and the one after the last."""
    return _day(period.lower), _day(period.upper) if period.upper else None


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(clock.STOCKHOLM).date()


def _organisation(one: models.Organisation) -> roster.Organisation:
    return roster.Organisation(
        one.id, one.parent_id, one.name, one.organisation_type, one.organisation_number
    )


def _school_unit(one: models.SchoolUnit) -> roster.SchoolUnit:
    return roster.SchoolUnit(
        one.id, one.organisation_id, one.name, one.school_unit_code, tuple(one.school_types)
    )


def _person(one: models.Person) -> roster.Person:
    return roster.Person(
        one.id,
        one.given_name,
        one.middle_name,
        one.family_name,
        one.civic_no,
        one.birth_date,
        one.sex,
        one.security_marking,
        one.person_status,
    )


def _contact(one: models.Contact) -> roster.Contact:
    return roster.Contact(
        one.id, one.person_id, ContactKind(one.kind), one.label, one.value, one.is_mobile
    )


def _enrolment(one: models.Enrolment) -> roster.Enrolment:
    return roster.Enrolment(
        one.id,
        one.person_id,
        one.school_unit_id,
        one.school_type,
        one.school_year,
        *days(one.period),
    )


def _responsibles(organiser_id: uuid.UUID) -> tuple[roster.Responsible, ...]:
    found: Iterable[models.Responsible] = models.Responsible.objects.filter(
        organiser_id=organiser_id, period__endswith__isnull=True
    ).order_by("id")
    return tuple(
        roster.Responsible(one.id, one.pupil_id, one.guardian_id, one.relation_type)
        for one in found
    )


def _duty(one: models.Duty) -> roster.Duty:
    return roster.Duty(
        one.id,
        one.person_id,
        one.school_unit_id,
        one.organisation_id,
        one.duty_role,
        one.description,
        *days(one.period),
    )


def _group(one: models.Group) -> roster.Group:
    return roster.Group(
        one.id, one.school_unit_id, one.name, one.group_type, one.school_type, *days(one.period)
    )


def _membership(one: models.GroupMembership) -> roster.GroupMembership:
    return roster.GroupMembership(one.id, one.group_id, one.person_id, *days(one.period))


def _assignment_role(one: models.AssignmentRole) -> roster.AssignmentRole:
    return roster.AssignmentRole(
        one.id, one.duty_id, one.group_id, one.role_type, *days(one.period)
    )


def _activity(one: models.Activity) -> roster.Activity:
    return roster.Activity(one.id, one.school_unit_id, one.name, *days(one.period))


def _activity_group(one: models.ActivityGroup) -> roster.ActivityGroup:
    return roster.ActivityGroup(one.id, one.activity_id, one.group_id)


def _activity_teacher(one: models.ActivityTeacher) -> roster.ActivityTeacher:
    return roster.ActivityTeacher(one.id, one.activity_id, one.duty_id, *days(one.period))
