"""The scope tables: small, without text, and granted to no person.

Policies reach them through owner-rights views (``sql/scope.sql``) that show only one's own rows.
They are kept by triggers and by the engine, never by a page.
"""

from elevakt.trust.access.models.given import (
    LENT,
    Grant,
    GrantAnswer,
    GrantProposal,
    Hit,
    Look,
    OwnLimit,
    PutOn,
    Review,
    StandIn,
    StepReset,
    StepResetAnswer,
)
from elevakt.trust.access.models.matters import (
    HomeDecision,
    Matter,
    MatterBar,
    MatterPerson,
    MatterReader,
    RosterReader,
)
from elevakt.trust.access.models.reach import (
    CircumstanceAct,
    Edge,
    ProtectedCircle,
    PupilCard,
    SpecialCircumstance,
    StaffCard,
    UnitReach,
)

__all__ = [
    "LENT",
    "CircumstanceAct",
    "Edge",
    "Grant",
    "GrantAnswer",
    "GrantProposal",
    "Hit",
    "HomeDecision",
    "Look",
    "Matter",
    "MatterBar",
    "MatterPerson",
    "MatterReader",
    "OwnLimit",
    "ProtectedCircle",
    "PupilCard",
    "PutOn",
    "Review",
    "RosterReader",
    "SpecialCircumstance",
    "StaffCard",
    "StandIn",
    "StepReset",
    "StepResetAnswer",
    "UnitReach",
]
