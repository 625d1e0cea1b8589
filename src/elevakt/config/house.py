"""The one list that knows every app by name, from the ground up."""

APPS = [
    "elevakt.foundation.kernel",
    "elevakt.foundation.ui",
    "elevakt.trust.people",
    "elevakt.trust.audit",
    "elevakt.trust.access",
    "elevakt.trust.standing",
    "elevakt.engines.records",
    "elevakt.engines.notifications",
    "elevakt.engines.cases",
    "elevakt.modules.pupils",
    "elevakt.modules.safety",
    "elevakt.modules.support",
    "elevakt.modules.attendance",
    "elevakt.modules.overview",
    "elevakt.modules.administration",
    "elevakt.modules.oversight",
    "elevakt.doors.login",
    "elevakt.doors.home",
    "elevakt.doors.terminal",
    "elevakt.doors.demo",
]
