"""Each address meets every role and every relation once. A new address without a row fails.

The whole cast asks for every page, about a pupil or a case that could leak. Whoever may not know of
it gets 404, the same as if it did not exist.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from elevakt.foundation.ui.testing import MOST_COMPONENTS, components_counted
from tests.house.world import EVERYBODY, READERS, STAFF, TOLD, WORDS, logged_in, make_world

PUBLIC = {
    "account_login": "nobody has logged in yet",
    "account_logout": "it ends what there is, or does nothing",
    "account_reset_password": "whoever forgot cannot log in; it says the same of everybody",
    "account_reset_password_from_key": "the link that was sent is what opens it, once",
    "mfa_authenticate": "the second step, for one who has just taken the first",
    "mfa_login_webauthn": "a passkey instead of a password; nobody has logged in yet",
    "operation:alive": "a machine asks whether the process lives; one word",
    "operation:measures": "figures of views and jobs, for whoever carries the token; else 404",
    "operation:ready": "a machine asks whether to send anybody here; one sentence",
    "login:persona": "the demo's way in; 404 anywhere else",
    "login:be_persona": "the demo's way in; 404 anywhere else",
    "login:standing": "asks for the log-in itself, and shows nothing but the own standings",
    "ui:theme": "a style sheet of two colours",
    "ui:language": "sets a cookie; also before log-in",
    "ui:scheme": "sets a cookie; also before log-in",
    "ui:classroom": "sets a cookie; whoever has not logged in sees nothing that it hides",
}
"""Addresses that anybody may ask, and why. They show the same to everybody, so they have no row.

Every other address needs a log-in and passes the gate.
"""


@dataclass(frozen=True)
class Row:
    """One address, what it is about, and who gets which answer; everybody else gets 404.

    :param about: names of the world whose keys the address takes, or words it takes as they are
    """

    url: str
    about: tuple[str, ...] = ()
    answers: Mapping[int, tuple[str, ...]] = field(default_factory=dict, hash=False)
    method: str = "get"

    def __str__(self) -> str:
        """Return how pytest names the row."""
        return " ".join((self.url, *self.about))

    def answer(self, name: str) -> int:
        """Return what somebody is answered."""
        return next((status for status, names in self.answers.items() if name in names), 404)


TEACHERS = ("rut", "beata", "mia", "tom", "lo")
LEADERS = ("rut", "beata")
REFUSED = 409
"""The answer to one who may know of the case, but not do this in it now."""
WORKERS = ("rut", "beata", "kim", "mia")
"""Who works in the case: its leaders, its investigator, and the mentor who calls home."""

TABLE = [
    # ---- log-in: about oneself only
    Row("login:devices", (), {200: EVERYBODY}),
    Row("login:confirm", (), {200: EVERYBODY}),
    Row("login:end", (), {302: EVERYBODY}, "post"),
    Row("login:end_others", (), {302: EVERYBODY}, "post"),
    Row("mfa_activate_totp", (), {200: EVERYBODY}),
    Row("mfa_deactivate_totp"),  # nobody has one
    Row("mfa_add_webauthn", (), {200: EVERYBODY}),
    Row("mfa_remove_webauthn", ("a-key",)),  # nobody has one
    Row("mfa_view_recovery_codes"),  # nobody has any
    Row("mfa_generate_recovery_codes", (), {200: EVERYBODY}),
    Row("account_change_password", (), {200: EVERYBODY}),
    # ---- home
    Row("home:home", (), {200: EVERYBODY}),
    Row("home:search", (), {200: STAFF}),
    Row("home:notices", (), {200: EVERYBODY}),
    Row("home:read_notices", (), {302: EVERYBODY}, "post"),
    Row("home:settings", (), {200: STAFF}),
    Row("home:away", (), {200: STAFF}),
    Row("home:back", ("case",), {}, "post"),  # a case is no stand-in
    Row("ui:token", (), {200: EVERYBODY}),
    # ---- pupils
    Row("pupils:list", (), {200: STAFF}),
    Row("pupils:pupil", ("elis",), {200: TEACHERS}),
    Row("pupils:pupil", ("hedda",), {200: TEACHERS}),  # special circumstances
    Row("pupils:pupil", ("nova",), {200: ("rut", "beata", "cilla")}),  # Lo is her mother
    Row("pupils:pupil", ("hilda",), {200: LEADERS}),  # protected
    Row("pupils:pupil", ("nora",), {200: ("bo", "nils")}),  # another school
    Row("pupils:pupil", ("otto",), {200: ("ove",)}),  # another organiser
    Row("pupils:pupil", ("vera",)),  # a guardian is no pupil
    Row("pupils:support", (), {200: STAFF}),
    Row("pupils:map", ("norra",), {200: LEADERS}),
    Row("pupils:map", ("bjorkangen",), {200: ("bo",)}),
    Row("pupils:map", ("elis",)),  # a pupil is no unit
    Row("pupils:circle", ("hilda",), {200: LEADERS}),
    Row("pupils:circle", ("elis",)),  # nobody has a circle who is not protected
    Row("pupils:circumstances", ("elis",), {200: LEADERS}),
    Row("pupils:circumstances", ("hedda",), {200: LEADERS}),  # there are some; not the mentor
    Row("pupils:circumstances", ("hilda",), {200: LEADERS}),
    Row("pupils:circumstances", ("nora",), {200: ("bo",)}),  # another school
    Row("pupils:circumstance", ("elis", "case")),  # a case is no circumstance
    # ---- overview
    Row("overview:units", (), {302: ("rut", "beata", "bo", "ove")}),
    Row("overview:unit", ("norra",), {200: LEADERS}),
    Row("overview:unit", ("bjorkangen",), {200: ("bo",)}),
    Row("overview:told", (), {200: ("olof",)}),
    # ---- directory
    Row("directory:staff", (), {200: STAFF}),
    # ---- administration
    # Olof sees what he has, and whoever leads what waits for her.
    Row("administration:grants", (), {200: ("olof", "ada", "rut", "beata", "bo", "ove")}),
    Row("administration:give", (), {200: ("ada",)}),
    Row("administration:answer", ("case",), {}, "post"),  # a case is no proposal
    Row("administration:take_back", ("case",), {}, "post"),
    Row("administration:log_ins", (), {200: ("rut", "beata", "bo", "ada", "ove")}),
    Row("administration:ask_reset", (), {200: ("ada",)}),
    Row("administration:log_out", (), {200: ("ada",)}),
    Row("administration:answer_reset", ("case",), {}, "post"),  # a case is no such asking
    Row("administration:imports", (), {200: ("ada",)}),  # nothing waits for anybody else
    Row("administration:upload", (), {200: ("ada",)}),
    Row("administration:preview", ("upload",), {200: ("ada",)}),
    Row("administration:accept", ("case",), {}, "post"),  # a case is no upload
    Row("administration:answer_import", ("upload",), {}, "post"),  # nor does it wait for anybody
    Row("administration:throw_away", ("case",), {}, "post"),
    Row("administration:undo_import", ("case",), {}, "post"),
    Row("administration:missing", (), {200: ("ada",)}),
    Row("administration:end_all_missing", (), {302: ("ada",)}, "post"),
    Row("administration:answer_missing", ("case",), {}, "post"),
    Row("administration:appearance", (), {200: ("ada",)}),
    Row("administration:logo", ("case",)),  # a case is no logo
    Row("administration:calendars", (), {200: ("ada",), 302: ("rut", "beata", "bo", "ove")}),
    Row("administration:calendar", ("norra",), {200: (*LEADERS, "ada")}),
    Row("administration:calendar", ("bjorkangen",), {200: ("bo", "ada")}),
    Row("administration:period", ("period",), {200: ("ada",)}),
    Row("administration:remove_period", ("case",), {}, "post"),  # a case is no term
    Row("administration:reviews", (), {302: ("rut", "beata", "bo", "ove")}),
    Row("administration:reach", ("norra",), {200: LEADERS}),
    Row("administration:reach", ("bjorkangen",), {200: ("bo",)}),
    Row("administration:covers", ("norra",), {200: LEADERS}),
    Row("administration:covers", ("bjorkangen",), {200: ("bo",)}),
    Row("administration:cover", ("norra",), {200: LEADERS}),
    Row("administration:end_cover", ("norra",), {}, "post"),  # nobody covers
    Row("administration:delegation", ("norra",), {200: LEADERS}),
    Row("administration:delegation", ("bjorkangen",), {200: ("bo",)}),
    Row("administration:end_delegation", ("norra",), {}, "post"),  # nobody decides for her
    Row("administration:assistants", ("elis",), {200: LEADERS}),
    Row("administration:assistants", ("hilda",), {200: LEADERS}),  # protected
    Row("administration:assistants", ("nora",), {200: ("bo",)}),  # another school
    Row("administration:end_assistant", ("elis",), {}, "post"),  # nobody assists
    # ---- oversight: nobody has put on to oversee, and nothing is opened in an emergency
    Row("oversight:start", (), {200: ("rut", "beata", "bo", "ove", "olof")}),
    Row("oversight:put_on"),
    Row("oversight:take_off", ("nodoppning",), {302: STAFF}, "post"),
    Row("oversight:take_off", ("annat",), {}, "post"),
    Row("oversight:mine", (), {200: STAFF}),
    *(
        row
        for url in ("oversight:pupil", "oversight:pupil_file")
        for row in (
            Row(url, ("elis",), {200: LEADERS}),
            Row(url, ("hilda",), {200: LEADERS}),
            Row(url, ("nora",), {200: ("bo",)}),
            Row(url, ("otto",), {200: ("ove",)}),
        )
    ),
    Row("oversight:person", ("tom",)),
    Row("oversight:person_file", ("tom",)),
    Row("oversight:emergency", (), {200: STAFF}),
    Row("oversight:review", ("case",)),  # a case is no emergency opening
    Row("oversight:look", ("case",)),  # nor anything that was found by night
    # ---- notes
    Row("notes:kinds", (), {200: STAFF}),
    Row("notes:memory", (), {200: STAFF}),
    Row("notes:forget", ("case",), {}, "post"),  # a case is no note
    Row("notes:find", (), {200: ("kim", "stina")}),
    Row("notes:profession", ("elis",), {200: ("kim", "stina")}),
    Row("notes:profession", ("hilda",)),  # protected
    Row("notes:profession", ("nora",)),  # another school
    # ---- how the school works
    Row("processes:list", (), {200: STAFF}),
    Row("processes:standing", ("norra",), {200: LEADERS}),
    Row("processes:standing", ("bjorkangen",), {200: ("bo",)}),
    Row("processes:process", ("degrading_treatment",), {200: STAFF}),
    Row("processes:phrases", ("degrading_treatment",), {200: STAFF}),
    Row(
        "processes:remove_phrase", ("degrading_treatment", "norra"), {}, "post"
    ),  # a school is none
    Row("processes:use", ("degrading_treatment",), {200: ("olof",)}),
    # ---- report
    Row("report:kinds", (), {200: EVERYBODY}),
    Row("report:sent", ("degrading_treatment",), {200: EVERYBODY}),
    Row("report:mine", (), {200: EVERYBODY}),
    Row("report:pupils", (), {200: STAFF}, "post"),
    Row("report:school", (), {200: STAFF}, "post"),
    Row("report:report", ("degrading_treatment",), {200: EVERYBODY}),
    Row("report:draft", ("degrading_treatment",), {200: EVERYBODY}, "post"),
    Row("report:own", ("case",), {200: ("stina",)}),
    Row("report:own", ("against_tom",), {200: ("mia",)}),
    Row("report:own", ("against_rut",), {200: ("stina",)}),
    Row("report:own", ("from_home",), {200: ("vera",)}),
    # ---- cases
    Row("cases:list", (), {200: STAFF}),
    Row("cases:meeting", (), {200: STAFF}),
    Row("cases:drafts", (), {200: STAFF}),
    Row("cases:staff", (), {200: STAFF}, "post"),
    Row("cases:led", (), {200: STAFF}, "post"),
    Row("cases:upload", (), {422: EVERYBODY}, "post"),
    Row("cases:file", ("case",)),  # a case is no file
    Row("cases:case", ("case",), {200: (*WORKERS, "olof", "bo"), 302: ("stina",)}),
    Row("cases:case", ("against_tom",), {200: LEADERS, 302: ("mia",)}),
    Row("cases:case", ("against_rut",), {200: ("olof",), 302: ("stina",)}),
    Row("cases:case", ("from_home",), {200: LEADERS}),
    Row("cases:readers", ("case",), {200: (*WORKERS, "olof", "bo"), 302: ("stina",)}),
    Row("cases:readers", ("against_rut",), {200: ("olof",), 302: ("stina",)}),
    Row("cases:go", ("case",), {302: (*WORKERS, "olof", "bo", "stina", "vera")}),
    Row("cases:go", ("from_home",), {302: (*LEADERS, "vera")}),
    Row("cases:told", ("case",), {200: ("vera",)}),
    Row("cases:told", ("against_rut",)),  # nobody has been told
    Row("cases:told", ("from_home",)),  # she has reported it, and been told nothing
    Row("cases:asked", ("for_lo",), {200: ("lo",)}),
    Row("cases:asked", ("for_vera",), {200: ("vera",)}),
    Row("cases:asked_draft", ("for_vera",), {200: EVERYBODY}, "post"),  # the own words are kept
    Row("cases:remind", ("asked", "ask_teachers"), {REFUSED: (*LEADERS, "tom", "stina")}, "post"),
    Row("cases:moved", ("case",)),  # nobody has moved
    Row("cases:document", ("case", "document"), {200: (*LEADERS, "kim", "olof")}),
    Row("cases:note", ("case",), {200: WORKERS}),
    Row("cases:concerned", ("case",), {200: WORKERS}),
    Row("cases:reopen_case", ("case",), {REFUSED: WORKERS}),  # it is open
    Row("cases:annul", ("case",), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:pause", ("case",), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:resume", ("case",), {REFUSED: WORKERS}),  # it does not rest
    Row("cases:kinds", ("case",), {200: LEADERS}),
    Row("cases:link", ("case",), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:more_time", ("case", "talk"), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:onward", ("case", "report_of_concern"), {200: LEADERS}),
    Row("cases:onward_draft", ("case", "report_of_concern"), {200: STAFF}, "post"),
    Row("cases:name_person", ("case",), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:correct", ("case", "report"), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:withdraw", ("case", "report"), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:step", ("case", "talk"), {200: ("kim",), REFUSED: (*LEADERS, "mia", "olof", "bo")}),
    Row("cases:skip", ("case", "talk"), {REFUSED: WORKERS}),  # it may not be skipped
    Row("cases:reopen_step", ("case", "receive"), {200: LEADERS, REFUSED: ("kim", "mia")}),
    Row("cases:step_draft", ("case", "talk"), {200: STAFF}, "post"),  # the own words are kept
]


def addresses(
    resolver: URLResolver | None = None, space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Return every address of the house by its full name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, pattern.namespace or space)
        else:
            yield f"{space}:{pattern.name}".removeprefix(":"), pattern


def test_every_address_has_a_row():
    named = {name for name, _ in addresses()}

    assert {row.url for row in TABLE} | set(PUBLIC) == named


def test_an_address_is_behind_the_log_in_or_public_for_a_reason():
    public = {name for name, at in addresses() if not getattr(at.callback, "login_required", True)}

    assert public == set(PUBLIC)


def test_nothing_stands_between_the_gate_and_the_view():
    chain = settings.MIDDLEWARE

    assert chain[-1] == "elevakt.doors.login.middleware.ActorMiddleware"
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in chain


@pytest.fixture
def world(cast):
    return make_world(cast)


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_address_meets_everybody_once(world, name):
    client = logged_in(world.cast, name)

    answers = {row: ask(client, row, world) for row in TABLE}

    wrong = {
        str(row): (answer.status_code, "not", row.answer(name))
        for row, answer in answers.items()
        if answer.status_code != row.answer(name)
    }
    assert wrong == {}
    for row, answer in answers.items():
        if "html" in answer.get("Content-Type", ""):
            # A page may say which address was asked for.
            told = answer.text.replace(_address(row, world), "")
            assert (str(row), _leaks(told, name, world)) == (str(row), [])
            if answer.status_code == 200 and "<main" in answer.text:
                _is_a_page(answer.text, world.cast)


def test_without_a_log_in_each_address_asks_for_one(world):
    log_in = resolve_url(settings.LOGIN_URL)

    answers = {str(row): ask(Client(), row, world) for row in TABLE}

    expected = {str(row): f"{log_in}?next={_address(row, world)}" for row in TABLE}
    assert {row: answer.get("Location") for row, answer in answers.items()} == expected


def _address(row: Row, world) -> str:
    return reverse(row.url, args=[world.key(name) for name in row.about])


def ask(client: Client, row: Row, world):
    """Return the answer to a row, and see that the page is not drawn with too many components."""
    with components_counted() as drawn:
        answer = getattr(client, row.method)(_address(row, world))
    assert len(drawn) <= MOST_COMPONENTS
    return answer


def _leaks(html: str, name: str, world) -> list[str]:
    """Return the cases of which a page tells somebody who may not know of them."""
    return [
        case
        for case, readers in READERS.items()
        if name not in readers
        if WORDS[case] in html
        or (name not in TOLD.get(case, ()) and str(world.cases[case]) in html)
    ]


def _is_a_page(html: str, cast) -> None:
    """Check what every page owes: one heading, a title that ends alike, and no name around it."""
    around = html[: html.index("<main")] + html[html.index("</main>") :]
    names = [person.given_name for person in cast.persons.values()]

    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]+ – Elevakt</title>", html)
    assert [name for name in names if re.search(rf"\b{name}\b", around)] == []
