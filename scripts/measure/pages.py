"""Which pages are measured, as whom, and what is asked: in turn, so that no one pupil decides."""

import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg

from elevakt.foundation.kernel import ids
from measure.municipality import Ground, Municipality

REPORT = "/rapportera/om/degrading_treatment/"
TURNS = 20
ACTORS = {"teacher": "mentor.mia", "principal": "rektor.rut"}

HOME, MY_PUPILS, PUPIL, CASE = "Home", "My pupils", "Pupil", "Case"
FORM, POST, UNIT, SEARCH = "Report form", "Report post", "Unit overview", "search"
EMPTY = "Empty view"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as one actor asks for it. The address is empty where it differs from turn to turn.

    :param status: what the server is to answer: only the one who leads a unit has its overview
    :param is_followed: whether the answer to the form leads on to the page that is measured with it
    """

    name: str
    actor: str
    status: int
    turns: tuple[tuple[str, dict[str, str]], ...]
    is_followed: bool = False

    @property
    def writes(self) -> bool:
        """Whether it sends a form that leaves something behind."""
        return bool(self.turns[0][1]) and not self.is_followed

    def turn(self, number: int) -> tuple[str, dict[str, str]]:
        """Return the address and the fields of one request; each form is another one."""
        path, fields = self.turns[number % len(self.turns)]
        return path, {**fields, "request_key": str(ids.new())} if self.writes else fields


def pages(ground: Ground, municipality: Municipality) -> list[Page]:
    """Return every page for every actor; those that write come last."""
    with closing(ground.connect(municipality.database)) as connection:
        found = [
            page for actor, name in ACTORS.items() for page in _of(Asking(connection, name), actor)
        ]
    return sorted(found, key=lambda page: page.writes)


class Asking:
    """What must be known of somebody to ask for her pages."""

    def __init__(self, connection: psycopg.Connection[Any], username: str) -> None:
        """Ask who has that log-in, and what she reaches."""
        self._connection = connection
        self._person = self._keys(
            """
            select standing.person_id from login.standing standing
              join base.auth_user who on who.id = standing.user_id
             where who.username = %(of)s and standing.side = 'staff'
            """,
            of=username,
        )[0]
        self.pupils = self._keys(
            """
            select edge.pupil_id from access.edge edge
              join access.pupil_card card on card.person_id = edge.pupil_id
             where edge.person_id = %(of)s and edge.side = 'staff' and edge.valid_during @> now()
             group by edge.pupil_id order by md5(edge.pupil_id::text) limit %(most)s
            """
        )
        self.cases = self._keys(
            """
            select reader.matter_id from access.matter_reader reader
             where reader.person_id = %(of)s and reader.basis in ('leads', 'participates')
               and reader.valid_during @> now()
               and not exists (select from access.matter_bar bar
                 where bar.matter_id = reader.matter_id and bar.person_id = %(of)s)
             group by reader.matter_id order by md5(reader.matter_id::text) limit %(most)s
            """
        )
        self.units = self._keys(
            """
            select duty.school_unit_id from people.duty duty
             where duty.person_id = %(of)s and duty.period @> now()
            """
        )

    def names(self) -> list[str]:
        """Return the beginnings of names as they are typed, some of them misspelt."""
        rows = self._connection.execute(
            "select name from access.pupil_card where person_id = any(%s) order by person_id",
            [self.pupils],
        ).fetchall()
        names = [str(name) for (name,) in rows]
        return [name[:4] if number % 4 else _misspelt(name) for number, name in enumerate(names)]

    def numbers(self) -> list[str]:
        """Return the ends of the numbers of some cases."""
        rows = self._connection.execute(
            'select number from cases."case" where matter_id = any(%s) order by number',
            [self.cases],
        ).fetchall()
        return [str(number).partition(" ")[2] for (number,) in rows]

    def _keys(self, question: str, **values: object) -> list[uuid.UUID]:
        asked = {"most": TURNS, **values}
        if "of" not in asked:
            asked["of"] = self._person
        return [key for (key,) in self._connection.execute(question, asked).fetchall()]


def _of(asking: Asking, actor: str) -> Iterator[Page]:
    def page(name: str, *addresses: str, status: int = 200) -> Page:
        return Page(name, actor, status, tuple((address, {}) for address in addresses))

    words = [*asking.names(), *asking.numbers()[: TURNS // 4]]
    yield page(HOME, "/")
    yield page(MY_PUPILS, "/elever/")
    yield page(PUPIL, *(f"/elever/{key}/" for key in asking.pupils))
    yield page(CASE, *(f"/arenden/{key}/" for key in asking.cases))
    yield page(FORM, *(f"{REPORT}?elev={key}" for key in asking.pupils))
    leads = actor == "principal"
    yield page(UNIT, f"/enhet/{asking.units[0]}/", status=200 if leads else 404)
    # What is searched for is posted, and the page that answers is another address.
    sought = tuple(("/sok/", {"q": word}) for word in words)
    yield Page(SEARCH, actor, 200, sought, is_followed=True)
    yield page(EMPTY, "/nothing/")
    yield Page(POST, actor, 302, tuple((REPORT, _report(asking, at)) for at in range(TURNS)))


def _report(asking: Asking, at: int) -> dict[str, str]:
    there = asking.pupils
    return {
        "danger": "no",
        "who-exposed-pupils": str(there[at % len(there)]),
        "who-alleged-pupils": str(there[(at + 1) % len(there)]),
        "what_happened": "En knuff i korridoren utanför matsalen. Han blev ledsen och gick undan.",
        "done_so_far": "Jag pratade med dem båda, var för sig.",
        "where": "corridor",
        "kinds": "physical",
    }


def _misspelt(name: str) -> str:
    given, _, family = name.partition(" ")
    return f"{given[:-1]}{given[-1] * 2} {family}"
