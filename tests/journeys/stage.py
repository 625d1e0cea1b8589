"""Put the cast on the stage: in a database of its own, with a log-in each, and commit.

Run as a program, since a server is to see what it writes: ``python -m tests.journeys.stage``; with
the word ``world`` behind it, six cases are under way; with ``released``, every process is used for
real, and has an officer.
"""

import json
import sys

import django
from django.contrib.auth.hashers import make_password
from django.db import transaction

django.setup()

from django.contrib.auth.models import User  # noqa: E402

from elevakt.engines.cases.queries.definitions import definitions  # noqa: E402
from elevakt.engines.cases.tests.browsing import release  # noqa: E402
from elevakt.engines.cases.tests.stories import Story  # noqa: E402
from elevakt.engines.notifications.queries import OWN_MAIL  # noqa: E402
from elevakt.trust.access.models import Grant  # noqa: E402
from elevakt.trust.access.testing.arranging import arrange  # noqa: E402
from elevakt.trust.access.testing.cast import make_cast  # noqa: E402
from elevakt.trust.access.testing.people import always  # noqa: E402
from elevakt.trust.people.enums import ContactKind, Side  # noqa: E402
from elevakt.trust.people.models import Contact  # noqa: E402
from elevakt.trust.standing.models import Standing  # noqa: E402
from tests.house.world import make_world  # noqa: E402
from tests.journeys.stage_names import PASSWORD  # noqa: E402

FAMILY = ("vera", "sten", "elis", "lo", "hans", "hugo")


def main():
    """Arrange, commit, and print who and what is there: keys, and the names of the cast."""
    with transaction.atomic():
        with arrange():
            cast = make_cast()
            _let_in(cast)
        keys = {name: person.id for name, person in cast.persons.items()}
        keys |= {"norra": cast.norra.id, "bjorkangen": cast.bjorkangen.id}
        if "world" in sys.argv:
            world = make_world(cast)
            keys |= {**world.cases, **world.questions}
            keys |= {"document": world.document, "report": world.report, "upload": world.upload}
            keys |= {"period": world.period}
        elif "released" in sys.argv:
            _release_everything(cast)
        else:
            release(Story(cast))
    names = [person.name for person in cast.persons.values()]
    json.dump({"keys": keys, "names": names}, sys.stdout, default=str)


def _release_everything(cast):
    """Let the organiser use every process, in every version, with Olof as its officer."""
    for process, version in definitions():
        release(Story(cast), process, version)
    with arrange():
        given = Grant.objects.get(basis="officer", person=cast.olof)
        for process in {process for process, _ in definitions()} - {given.scope}:
            Grant.objects.create(
                organiser_id=given.organiser_id,
                person=cast.olof,
                basis=given.basis,
                scope=process,
                valid_during=always(),
                given_by_id=given.given_by_id,
                second_person_id=given.second_person_id,
                reason=given.reason,
            )


def _let_in(cast):
    """Give everybody a log-in, a place for each side, and an address there."""
    password = make_password(PASSWORD)
    for name, person in cast.persons.items():
        user = User.objects.create(username=name, password=password)
        for side in sides(name):
            Standing.objects.create(
                user=user, person_id=person.id, organiser_id=person.organiser_id, side=side
            )
            Contact.objects.create(
                organiser_id=person.organiser_id,
                person=person,
                kind=ContactKind.EMAIL,
                label=OWN_MAIL[side],
                value=f"{name}.{side}@example.se",
                is_mobile=False,
            )


def sides(name):
    """Return where somebody of the cast stands: lo is both teacher and guardian."""
    if name == "lo":
        return (Side.STAFF, Side.FAMILY)
    return (Side.FAMILY,) if name in FAMILY else (Side.STAFF,)


if __name__ == "__main__":
    main()
