"""The cast: the same people in every test, and by the same names in the demo."""

import uuid
from dataclasses import dataclass

from elevakt.foundation.kernel import clock
from elevakt.trust.access.models import Grant, ProtectedCircle, SpecialCircumstance
from elevakt.trust.access.rules.actor import Actor
from elevakt.trust.access.testing.people import Organiser, always
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Group, Person, SchoolUnit


@dataclass
class Cast:
    """Norra skolan with its people, a neighbour school, and another organiser.

    ``rut`` leads Norra and ``beata`` is her deputy. ``mia`` is mentor of 7B; ``tom`` and ``lo``
    teach it, and ``lo`` is the guardian of ``nova`` in 7C, whose mentor is ``cilla``. ``kim`` is
    counsellor and ``stina`` special educator. ``nils`` is mentor and ``bo`` principal at
    Björkängen. ``olof`` is the organiser's officer, ``greta`` its registrar and ``ada`` its
    administrator.

    ``elis`` and ``amir`` are in 7B; ``vera`` and ``sten`` are guardians of ``elis``. ``hilda`` in
    7C is protected, with ``kim`` in her circle and ``hugo`` at home. ``hedda`` in 7B has special
    circumstances, and ``hans`` at home. ``nora`` is a pupil at Björkängen. ``ove`` leads the only
    school of the other organiser, where ``otto`` is a pupil.
    """

    organiser: Organiser
    other_organiser: Organiser
    norra: SchoolUnit
    bjorkangen: SchoolUnit
    class_7b: Group
    class_7c: Group
    persons: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        """Return a person of the cast by first name."""
        try:
            return self.persons[name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown

    def actor(self, name: str, side: Side = Side.STAFF) -> Actor:
        """Return the actor for one of the cast, on one side."""
        person = self.persons[name]
        return Actor(person.id, person.organiser_id, side)

    def id(self, name: str) -> uuid.UUID:
        """Return the key of one of the cast."""
        return self.persons[name].id


def make_cast() -> Cast:
    """Make the cast. Call inside ``arrange()``."""
    norrvik, other = Organiser("Norrviks kommun"), Organiser("Söderås kommun")
    norra, bjorkangen = norrvik.school("Norra skolan"), norrvik.school("Björkängens skola")
    elsewhere = other.school("Ås skola")
    class_7b, class_7c = norrvik.group(norra, "7B"), norrvik.group(norra, "7C")
    class_4a, class_1x = norrvik.group(bjorkangen, "4A"), other.group(elsewhere, "1X")
    persons: dict[str, Person] = {}

    def staff(
        key: str, name: str, school: SchoolUnit | None, role: str = "Lärare", description: str = ""
    ) -> Person:
        persons[key] = norrvik.person(name)
        norrvik.employ(persons[key], school, role, description=description)
        return persons[key]

    staff("rut", "Rut Holm", norra, "Rektor")
    staff("beata", "Beata Lund", norra, "Övrig arbetsledning", "Biträdande rektor")
    staff("bo", "Bo Ek", bjorkangen, "Rektor")
    staff("kim", "Kim Sand", norra, "Kurator")
    staff("stina", "Stina Ås", norra, "Speciallärare/specialpedagog")
    staff("olof", "Olof Dahl", None, "Annan personal")
    staff("greta", "Greta Berg", None, "Annan personal")
    staff("ada", "Ada Nord", None, "Annan personal")
    for key, name, group, is_mentor in (
        ("mia", "Mia Lind", class_7b, True),
        ("tom", "Tom Frisk", class_7b, False),
        ("lo", "Lo Westin", class_7b, False),
        ("cilla", "Cilla Moberg", class_7c, True),
        ("nils", "Nils Hall", class_4a, True),
    ):
        persons[key] = norrvik.person(name)
        duty = norrvik.employ(persons[key], group.school_unit)
        norrvik.teach(duty, group)
        if is_mentor:
            norrvik.mentor(duty, group)
    persons["elis"] = norrvik.pupil("Elis Bergström", norra, class_7b)
    persons["amir"] = norrvik.pupil("Amir Haddad", norra, class_7b)
    persons["hedda"] = norrvik.pupil("Hedda Ström", norra, class_7b)
    persons["nova"] = norrvik.pupil("Nova Westin", norra, class_7c)
    persons["hilda"] = norrvik.pupil("Hilda Gömd", norra, class_7c, "Skyddad folkbokföring")
    persons["nora"] = norrvik.pupil("Nora Björk", bjorkangen, class_4a)
    for key, name, child in (
        ("vera", "Vera Bergström", "elis"),
        ("sten", "Sten Bergström", "elis"),
        ("hans", "Hans Ström", "hedda"),
        ("hugo", "Hugo Gömd", "hilda"),
    ):
        persons[key] = norrvik.person(name)
        norrvik.guard(persons[key], persons[child])
    norrvik.guard(persons["lo"], persons["nova"])
    norrvik.phone(persons["vera"], "070-1740605")
    norrvik.phone(persons["hugo"], "070-1740606")
    persons["ove"], persons["otto"] = (
        other.person("Ove Alm"),
        other.pupil("Otto Alm", elsewhere, class_1x),
    )
    other.employ(persons["ove"], elsewhere, "Rektor")
    Grant.objects.create(
        organiser_id=norrvik.id,
        person=persons["olof"],
        basis="officer",
        scope="degrading_treatment",
        valid_during=always(),
        given_by_id=persons["ada"].id,
        second_person_id=persons["greta"].id,
        reason="Handläggare för kränkningar",
    )
    ProtectedCircle.objects.create(
        organiser_id=norrvik.id,
        protected_person=persons["hilda"],
        reader=persons["kim"],
        valid_during=always(),
        confirmed_by_id=persons["rut"].id,
    )
    SpecialCircumstance.objects.create(
        organiser_id=norrvik.id,
        pupil=persons["hedda"],
        kind="honour",
        reason="Uppgifter från kurator",
        decided_by_id=persons["rut"].id,
        valid_during=(clock.now(), None),
    )
    return Cast(norrvik, other, norra, bjorkangen, class_7b, class_7c, persons)
