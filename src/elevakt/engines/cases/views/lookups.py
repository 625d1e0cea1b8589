"""What the forms of one actor choose among: people, schools and files, as she may see them."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from elevakt.engines.cases.enums import Circle, From, PersonKind
from elevakt.engines.cases.forms.controls import Around, Home, said
from elevakt.engines.cases.forms.people import Asking
from elevakt.engines.cases.forms.showing import shown_when
from elevakt.engines.cases.queries.files import own_files
from elevakt.engines.cases.queries.naming import Names, key_of
from elevakt.engines.cases.queries.pages import CasePage
from elevakt.engines.cases.queries.phrases import offered
from elevakt.engines.cases.queries.reports import cards, own_children
from elevakt.engines.cases.rules.answers.tables import home_rows
from elevakt.engines.cases.rules.asking import may_be_asked
from elevakt.engines.cases.rules.definition import Definition, Step
from elevakt.engines.cases.rules.documents.aliases import numbered
from elevakt.engines.cases.rules.facts import Facts
from elevakt.engines.cases.rules.fields import Field
from elevakt.engines.cases.rules.translating import names_between
from elevakt.foundation.ui.forms import Option
from elevakt.trust.access.queries.finding import find_pupils, find_staff
from elevakt.trust.access.queries.names import person_names, staff_names
from elevakt.trust.access.queries.units import all_units
from elevakt.trust.access.rules.actor import Actor

AT_SCHOOL = 5
"""The most pupils of another school that a search shows."""


def words_typed(request: HttpRequest) -> str:
    """Return what was typed in a picker, whatever it is called."""
    given = request.POST.items()
    return next((str(value) for name, value in given if name.endswith("_q")), "").strip()


def pupil_options(actor: Actor, words: str) -> list[Option]:
    """Return the pupils of the own schools who match some words."""
    found = find_pupils(actor, words) if words else []
    return [Option(str(one.id), one.name, one.class_name) for one in found]


def staff_options(actor: Actor, words: str) -> list[Option]:
    """Return the colleagues who match some words."""
    found = find_staff(actor, words) if words else []
    return [Option(str(one.pk), one.name, one.title) for one in found]


def around(actor: Actor) -> Around:
    """Return what every form may choose among."""
    return Around(
        units=cache(lambda: [Option(str(unit.id), unit.name) for unit in all_units(actor)]),
        staff_href=reverse("cases:staff"),
        pupils_href=reverse("report:pupils"),
        upload_href=reverse("cases:upload"),
        staff=lambda keys: _staff(actor, keys),
        pupils=lambda keys: _pupils(actor, keys),
        files=lambda keys: own_files(actor, keys),
        staff_called=lambda words: _only(staff_options(actor, words)),
        pupil_called=lambda words: _only(pupil_options(actor, words)),
    )


def asking(actor: Actor) -> Asking:
    """Return whom a report of the actor may be about."""
    if not actor.is_staff:
        children = [
            Option(str(key), _("Mig själv") if key == actor.person_id else name)
            for key, name in own_children(actor)
        ]
        return Asking(around(actor), children)
    return Asking(around(actor), at_school=lambda words, unit: at_school(actor, words, unit))


def at_school(actor: Actor, words: str, unit: uuid.UUID) -> list[Option]:
    """Return at most five pupils of a school who match some words; every search is logged."""
    found = find_pupils(actor, words, unit_id=unit, most=AT_SCHOOL)
    return [Option(str(one.id), one.name, one.class_name) for one in found]


def around_step(
    actor: Actor,
    page: CasePage,
    definition: Definition,
    step: Step,
    facts: Facts,
    instance: str = "",
) -> Around:
    """Return what the form of a step may choose among; of the case, those whom the actor sees."""
    homes = _homes(actor, page, facts)
    return replace(
        around(actor),
        people=_people(page, definition),
        guardians=[Option(str(one.guardian), one.title, one.about) for one in homes],
        may_be_asked=_may_be_asked(actor, page, step, facts),
        homes=homes,
        words=names_between(page.definition, definition),
        phrases=offered(actor, definition, step),
        shown_when=shown_when(page.definition, step, facts, page.answers, instance),
        hold={field.id: _held(page, field) for field in step.fields},
    )


def _may_be_asked(
    actor: Actor, page: CasePage, step: Step, facts: Facts
) -> dict[str, list[Option]]:
    """Return those who can be asked something, by the question that chooses among them.

    A colleague who is not named to others is not among them, nor is a home that may not know.
    """
    found = {}
    for field in step.fields:
        if field.among in (From.TEACHES, From.TOLD):
            keys = may_be_asked(field, facts)
            cards = staff_names(actor, keys) if field.among is From.TEACHES else {}
            names = {key: (card.name, card.title) for key, card in cards.items()}
            if field.among is From.TOLD:
                names = {key: (name, "") for key, name in person_names(actor, keys).items()}
            rows = sorted(names.items(), key=lambda one: one[1])
            found[field.id] = [Option(str(key), *row) for key, row in rows]
    return found


def _people(page: CasePage, definition: Definition) -> list[Option]:
    found: dict[str, Option] = {}
    for one in page.people:
        name = page.names.person(one.key)
        if one.kind == PersonKind.UNKNOWN:
            name = _("Okänd")
        found.setdefault(
            str(one.key), Option(str(one.key), name, str(said(definition.people[one.role].title)))
        )
    return list(found.values())


def _homes(actor: Actor, page: CasePage, facts: Facts) -> list[Home]:
    """Return the homes to decide about. Each is told apart also when it must not be named."""
    seen = {one.key for one in page.people}
    rows = home_rows(page.definition, facts)
    names = person_names(actor, [one.guardian for one in rows])
    pairs = [(one.pupil, one.guardian) for one in rows]
    told = Names({**page.names.persons, **names}, homes=numbered([*page.names.homes, *pairs]))
    return [
        Home(
            pupil=one.pupil,
            guardian=one.guardian,
            title=capfirst(told.guardian(one.pupil, one.guardian)),
            about=_("vårdnadshavare till %(pupil)s") % {"pupil": page.names.person(one.pupil)},
            answer=one.answer.value,
            is_known=one.pupil in told.persons and one.guardian in told.persons,
        )
        for one in rows
        if one.pupil in seen
    ]


def _held(page: CasePage, field: Field) -> list[str]:
    """Return those who each have a row, or a question, of a field."""
    roles = {*field.must_hold, *([field.per_person] if field.per_person else [])}
    # Only a pupil has a home that something is served to.
    kinds = {PersonKind.PUPIL} if field.circle == Circle.SERVED else set(PersonKind)
    held = (str(one.key) for one in page.people if one.role in roles and one.kind in kinds)
    return list(dict.fromkeys(held))


def _staff(actor: Actor, keys: Sequence[str]) -> list[Option]:
    known = {
        str(key): card for key, card in staff_names(actor, filter(None, map(key_of, keys))).items()
    }
    return [Option(key, known[key].name, known[key].title) for key in keys if key in known]


def _pupils(actor: Actor, keys: Sequence[str]) -> list[Option]:
    known = cards(actor, keys)
    return [Option(key, *known[key]) for key in keys if key in known]


def _only(options: Sequence[Option]) -> str | None:
    return options[0].value if len(options) == 1 else None
