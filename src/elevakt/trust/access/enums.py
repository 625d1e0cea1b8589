"""Closed words about access. Each basis is a row somewhere, with a source and a period."""

from enum import StrEnum


class Basis(StrEnum):
    """Why somebody may. The shape takes every basis of the design as rows, also those to come."""

    TEACHES = "teaches"
    CARES = "cares"
    """Works in school-age educare or preschool with the pupil: what teaching her gives."""
    ADMINISTERS = "administers"
    """Is the school administrator where the pupil goes: name, class, and whom to call at home."""
    MENTORS = "mentors"
    LEADS = "leads"
    PARTICIPATES = "participates"
    REPORTED = "reported"
    OFFICER = "officer"
    REGISTERS = "registers"
    GUARDIAN = "guardian"
    SELF = "self"
    BREAK_GLASS = "break_glass"
    OVERSEES = "oversees"
    COVERS = "covers"
    """Stands in for a teacher in a group, from a day to another: what teaching it gives."""
    ASSISTS = "assists"
    """Is the assistant of one pupil, from a day to another: what teaching her gives."""
    DECIDES = "decides"
    """Decides in a principal's place in cases of a kind at a unit, from a day to another."""
    ASKED = "asked"
    PROFESSION = "profession"
    MACHINERY = "machinery"


class GivenBasis(StrEnum):
    """What is given somebody by an act.

    An administrator gives it for a scope of the organiser; whoever leads, for a group, a pupil, or
    cases of a kind at the unit.
    """

    OFFICER = "officer"
    OVERSEES = "oversees"
    ADMINISTRATOR = "administrator"
    COVERS = "covers"
    ASSISTS = "assists"
    DECIDES = "decides"


class HomeAnswer(StrEnum):
    """May this guardian be told of this matter?"""

    INFORM = "inform"
    ASK = "ask"
    DO_NOT_INFORM = "do_not_inform"


class CircumstanceKind(StrEnum):
    """Why every decision about telling a pupil's home starts as a question."""

    HONOUR = "honour_related_violence"
    VIOLENCE = "violence_at_home"
    CONTACT_BAN = "contact_ban"
    SHELTER = "sheltered_housing"
    CUSTODY = "custody_dispute"
    OTHER = "other"


class CircumstanceDeed(StrEnum):
    """What is done about special circumstances after they were set."""

    REVIEWED = "reviewed"
    LIFTED = "lifted"


class BarReason(StrEnum):
    """Why somebody is shut out of a matter, whatever else they may."""

    ACCUSED = "accused"
    CONCERNED = "concerned"


class Limit(StrEnum):
    """A number that an organiser may set for itself."""

    EMERGENCY_MINUTES = "emergency_minutes"
    """How long an emergency opening may last at most."""
    STRANGERS_A_DAY = "strangers_a_day"
    """So many pupils whom one has never met, seen on one day, are worth a look."""
    OPENED_AT_NIGHT = "opened_at_night"
    """So many pages opened in one night are."""
    SEARCHES_A_DAY = "searches_a_day"
    """So many searches at other schools on one day are."""
    COVERS_DAYS = "covers_days"
    """So many days somebody may cover a group at most; whoever stays longer is in the roster."""
    ASSISTS_DAYS = "assists_days"
    """So many days somebody may assist a pupil before it is said again."""
    DECIDES_DAYS = "decides_days"
    """So many days a principal may let somebody decide before it is said again."""
    SAMPLE_A_WEEK = "sample_a_week"
    """So many openings are picked each week, whoever has done them."""


class Pattern(StrEnum):
    """Why something that somebody has opened is worth a look."""

    STRANGERS = "strangers"
    OWN_KIN = "own_kin"
    AT_NIGHT = "at_night"
    AFTER_LEAVING = "after_leaving"
    SEARCHES = "searches"
    SAMPLE = "sample"
    """For no reason: it was picked at random."""


class LoginStrength(StrEnum):
    """How sure we are that it is the person."""

    DEMO = "demo"
    PASSWORD = "password"  # noqa: S105
    STRONG = "strong"
