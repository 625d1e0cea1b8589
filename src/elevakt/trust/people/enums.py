"""Closed words about people. Where SS 12000 has an open list, the text is kept as data instead."""

from enum import StrEnum


class Side(StrEnum):
    """On which side of the door somebody stands."""

    STAFF = "staff"
    FAMILY = "family"
    ENGINE = "engine"


class DutyRole(StrEnum):
    """The duty roles of SS 12000 that decide something in Elevakt; others are kept as they come.

    The standard has no role for a deputy principal: the duty's description must say so as well.
    """

    PRINCIPAL = "Rektor"
    DEPUTY_PRINCIPAL = "Övrig arbetsledning"
    EDUCARE = "Fritidspedagog"
    ADMINISTRATOR = "Skoladministratör"


class HealthRole(StrEnum):
    """The duty roles of SS 12000 that belong to pupil health."""

    COUNSELLOR = "Kurator"
    NURSE = "Skolsköterska"
    PSYCHOLOGIST = "Skolpsykolog"
    DOCTOR = "Skolläkare"
    SPECIAL_EDUCATOR = "Speciallärare/specialpedagog"


class AssignmentRoleType(StrEnum):
    """The assignment roles of SS 12000 that decide something in Elevakt."""

    MENTOR = "Mentor"
    PRESCHOOL_TEACHER = "Förskollärare"
    CHILDMINDER = "Barnskötare"
    EDUCARE = "Fritidspedagog"


class SchoolType(StrEnum):
    """The school types of SS 12000 that decide something in Elevakt."""

    EDUCARE = "FTH"
    OPEN_EDUCARE = "OPPFTH"


class GroupType(StrEnum):
    """The kinds of group of SS 12000 that decide something in Elevakt."""

    CLASS = "Klass"


class ContactKind(StrEnum):
    """How somebody is reached."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"


class CalendarKind(StrEnum):
    """What a stretch of a unit's calendar is."""

    TERM = "term"
    BREAK = "break"
