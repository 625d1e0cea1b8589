"""Measure every budgeted page, at two sizes and as two actors, and print it beside its budget.

Two municipalities are made of the demo's: 1 000 pupils with 3 000 cases, and ten times as many. A
real `elevakt serve` answers over this machine's own network, with real log-ins and the read log on.
`build/bench.json` gets the same figures.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser

from measure.figures import Figures, Floor
from measure.municipality import ROOT, Ground, Municipality
from measure.pages import ACTORS, REPORT, Page, pages
from measure.serving import SESSION, Answer, NotAnswered, Serving, Visitor, serving, token_of
from measure.telling import tell

from elevakt.config.postgres import Server

HOME = ROOT / "var" / "bench"
WRITTEN = ROOT / "build" / "bench.json"
REQUESTS = 200
WARM = 40


def main() -> None:
    """Make the municipalities, measure in each, and tell."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="measure in what is there already")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="of each page")
    chosen = parser.parse_args()
    with Server(HOME / "postgresql").in_use() as server:
        ground = Ground(server, HOME)
        if not chosen.keep:
            _say("Playing the demo")
            ground.play()
        _say("Multiplying its cases")
        found = [_measured(ground, one, chosen.requests) for one in ground.grow()]
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text(
        json.dumps([one.for_machines() for rows in found for one in rows], indent=1) + "\n"
    )
    tell(*found)


def _measured(ground: Ground, municipality: Municipality, times: int) -> list[Figures]:
    """Measure every page of one municipality, and prove that it is what its ledgers say."""
    _say(f"{municipality.pupils} pupils, {municipality.cases} cases")
    _say(f"  elevakt cases rebuild: {ground.rebuild(municipality)}")
    asked = pages(ground, municipality)
    with serving(ground, municipality) as server:
        visitors = {actor: Visitor(server.port, name) for actor, name in ACTORS.items()}
        sessions = {actor: one.cookies[SESSION] for actor, one in visitors.items()}
        floors = _floors(ground, municipality, asked, sessions, times)
        return [
            _figures(server, visitors[page.actor], municipality, page, floor, times)
            for page, floor in zip(asked, floors, strict=True)
        ]


def _floors(
    ground: Ground,
    municipality: Municipality,
    asked: list[Page],
    sessions: dict[str, str],
    times: int,
) -> list[Floor]:
    """Return what each page asks the database, and what that alone takes."""
    work = {
        "times": times,
        "pages": [
            {
                "session": sessions[page.actor],
                "turns": [page.turn(at) for at in range(len(page.turns))],
                "is_followed": page.is_followed,
            }
            for page in asked
        ],
    }
    done = subprocess.run(
        [sys.executable, "-m", "measure.capturing"],
        input=json.dumps(work),
        env=ground.environment(municipality.database),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    return [Floor(**floor) for floor in json.loads(done.stdout)]


def _figures(
    server: Serving,
    visitor: Visitor,
    municipality: Municipality,
    page: Page,
    floor: Floor,
    times: int,
) -> Figures:
    """Ask for a page so many times, and return what it took."""
    visitor.hang_up()
    token = token_of(visitor.get(REPORT).body)
    for number in range(WARM):
        _ask(visitor, page, number, token)
    before = server.spent()
    answers = [_ask(visitor, page, number, token) for number in range(times)]
    return Figures.of(page, municipality, floor, answers, server.spent().since(before))


def _ask(visitor: Visitor, page: Page, number: int, token: str) -> Answer:
    path, fields = page.turn(number)
    answer = (
        visitor.post(path, fields | {"csrfmiddlewaretoken": token}) if fields else visitor.get(path)
    )
    if page.is_followed:
        answer = visitor.follow(answer)
    if answer.status != page.status:
        raise NotAnswered(f"{path} as {page.actor}: {answer.status}")
    return answer


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
