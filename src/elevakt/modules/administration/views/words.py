"""What is taken in, and what is wrong with it, in words."""

from django.utils.translation import gettext_lazy as _

from elevakt.modules.administration.rules import lines, unpacking

RESOURCES = {
    "organisations": _("Huvudman"),
    "school_units": _("Skolenhet"),
    "persons": _("Person"),
    "contacts": _("Kontaktväg"),
    "enrolments": _("Inskrivning"),
    "responsibles": _("Ansvarig"),
    "duties": _("Tjänst"),
    "groups": _("Grupp"),
    "memberships": _("I grupp"),
    "assignment_roles": _("Uppdrag"),
    "activities": _("Undervisning"),
    "activity_groups": _("Grupp i undervisning"),
    "activity_teachers": _("Undervisar"),
}
"""What one row of each kind is."""

HAPPENS = {
    lines.ADDED: _("Ny"),
    lines.CHANGED: _("Ändras"),
    lines.ENDED: _("Avslutas"),
    lines.HELD: _("Saknas"),
}

SOURCES = {unpacking.CSV: _("CSV-filer"), unpacking.SS12000: _("SS 12000")}

WRONG = {
    unpacking.TOO_LARGE: _("Filerna är för stora. Högst 20 MB var, och 100 MB uppackade."),
    unpacking.BROKEN: _("Zip-filen går inte att packa upp. Packa den på nytt."),
    unpacking.LOCKED: _("Zip-filen är låst med lösenord. Packa den utan."),
    unpacking.UNKNOWN: _(
        "Det finns filer som inte hör till elevregistret. Skicka bara de filer som beskrivs."
    ),
    unpacking.MIXED: _("CSV och SS 12000 kan inte blandas. Skicka det ena."),
    unpacking.TWICE: _("Samma fil finns två gånger. Skicka den en gång."),
}
