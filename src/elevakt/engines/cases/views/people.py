"""Those a case is about, as its pages name them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from elevakt.engines.cases.enums import EntryKind, PersonKind
from elevakt.engines.cases.forms.controls import said
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.engines.cases.rules.acts import Act, may
from elevakt.engines.cases.rules.definition import Definition


@dataclass(frozen=True)
class Person:
    """Somebody whom a case is about; ``href`` leads to saying who she is."""

    name: str
    role: str
    initials: str = ""
    note: str = ""
    href: str = ""


def people_of(page: CasePage, definition: Definition) -> list[Person]:
    """Return those a case is about, with their roles."""
    href = reverse("cases:name_person", args=[page.case.matter_id])
    may_name = may(page.plan, page.definition, Act(EntryKind.PERSON_ADDED), page.readings.roles)
    found = []
    order = list(definition.people)
    for one in sorted(page.people, key=lambda person: order.index(person.role)):
        is_lost = one.kind == PersonKind.NOT_FOUND
        is_known = one.person in page.names.persons or one.person in page.names.colleagues
        name = page.names.person(one.key)
        found.append(
            Person(
                name=_("Vi vet inte vem") if one.kind == PersonKind.UNKNOWN else capfirst(name),
                role=str(said(definition.people[one.role].title)),
                initials="" if is_known else "?",
                note=_("Inte funnen i registret än") if is_lost else "",
                href=f"{href}?replaces={one.key}" if is_lost and may_name is None else "",
            )
        )
    return found
