"""Whatever is sent to any address, nobody is answered by an error, and a refusal changes nothing.

Every address of the table of ``test_urls`` is asked and posted to, by a teacher, a principal, a
guardian and nobody, with what no browser of ours would send.
"""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit.actions import LONGEST_REASON
from elevakt.trust.audit.models import Opening
from tests.house.bad_input import NAMES, SHARP, Sent, encoded, forms_of, paths, sendings
from tests.house.test_urls import PUBLIC, TABLE, Row
from tests.house.world import logged_in, make_world

READERS = ("mia", "rut", "vera", "")
"""A teacher, a principal, a guardian, and nobody."""
NOT_TRIED = {"account_logout", "login:end_others"}
"""Addresses that end the log-in: they would leave nobody to try the rest as."""
TAKES_WORDS = {"account_reset_password_from_key", "login:be_persona", "ui:theme"}
"""Public addresses with a part of their own: tried by ``paths`` through others like them."""
SCHEMAS = ("cases", "people", "access")
OTHERS = ("otto", "ove", "nora", "hilda", "amir", "rut", "vera")
FEW = settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MANY = settings(FEW, max_examples=500)


def addresses(world):
    """Return every address of the table, and every public one that needs no key."""
    public = [Row(name) for name in PUBLIC if name not in TAKES_WORDS]
    return [
        reverse(row.url, args=[world.key(name) for name in row.about])
        for row in (*TABLE, *public)
        if row.url not in NOT_TRIED
    ]


def there_is():
    """Return how many rows each table of cases, people and access has, and a digest of them."""
    one = """
        select '{0}.{1}', count(*), md5(string_agg(t::text, '|' order by t::text)) from {0}.{1} t
    """
    with arrange(), connection.cursor() as cursor:
        cursor.execute(
            "select schemaname, tablename from pg_tables where schemaname = any(%s) order by 1, 2",
            [list(SCHEMAS)],
        )
        cursor.execute(" union all ".join(one.format(*table) for table in cursor.fetchall()))
        return {name: told for name, *told in cursor.fetchall()}


class Door:
    """One reader's browser, which says what is wrong with an answer."""

    def __init__(self, world, name):
        self.client = logged_in(world.cast, name) if name else Client()
        self.client.raise_request_exception = False
        self.shown = {}

    def forms(self, address):
        """Return the forms that the page at an address shows this reader."""
        if address not in self.shown:
            answer = self.client.get(address)
            is_page = "html" in answer.headers.get("Content-Type", "")
            self.shown[address] = forms_of(answer.text) if is_page else []
        return self.shown[address]

    def send(self, method: str, address: str, sent: Sent) -> HttpResponse:
        """Send what is bad, and check what every answer owes."""
        answer = self.client.generic(
            method,
            address,
            encoded(sent.form).encode() if sent.body is None else sent.body,
            content_type=sent.content_type,
            headers=sent.headers,
            QUERY_STRING=encoded(sent.query),
        )
        assert answer.status_code < 500, (method, address, sent, answer.status_code)
        if "html" in answer.headers.get("Content-Type", ""):
            assert "Traceback" not in answer.text
        return answer

    def send_and_look(self, method: str, address: str, sent: Sent) -> HttpResponse:
        """Send what is bad; what is refused has changed nothing."""
        before = there_is()
        answer = self.send(method, address, sent)
        if answer.status_code >= 400:
            after = there_is()
            changed = {name for name in after if after[name] != before[name]}
            assert changed == set(), (method, address, sent, answer.status_code)
        return answer


@pytest.fixture
def world(cast):
    return make_world(cast)


def meets_bad_input(world, name, amount):
    """Let one reader send what is bad to addresses by chance."""
    door = Door(world, name)
    keys = [*(world.cast.id(one) for one in OTHERS), *world.cases.values(), world.document]
    all_of_them = addresses(world)

    @amount
    @given(st.data())
    def tried(data):
        address = data.draw(st.sampled_from(all_of_them))
        method = data.draw(st.sampled_from(["GET", "POST"]))
        door.send_and_look(method, address, data.draw(sendings(door.forms(address), keys)))

    tried()


@pytest.mark.parametrize("name", READERS)
def test_what_is_bad_is_refused_in_words(world, name):
    meets_bad_input(world, name, FEW)


@pytest.mark.prove
@pytest.mark.parametrize("name", READERS)
def test_much_that_is_bad_is_refused_in_words(world, name):
    meets_bad_input(world, name, MANY)


@pytest.mark.prove
@pytest.mark.parametrize("name", ["rut", "vera"])
def test_no_value_of_no_name_anywhere_is_an_error(world, name):
    door = Door(world, name)

    for address in addresses(world):
        for wrong in (*SHARP, str(world.cast.id("otto"))):
            everything = [(one, wrong) for one in NAMES]
            door.send("GET", address, Sent(everything))
            door.send("POST", address, Sent([("for", wrong)], everything))
            for form in door.forms(address):
                door.send("POST", address, Sent(form=[(one, wrong) for one, _ in form]))


@pytest.mark.prove
@pytest.mark.parametrize("name", ["rut", ""])
def test_no_address_that_is_like_ours_is_an_error(world, name):
    door, keys = Door(world, name), [world.cast.id("otto"), world.cases["against_rut"]]

    for path in {path for address in addresses(world) for path in paths(address, keys)}:
        door.send("GET", path, Sent())
        door.send("POST", path, Sent())


def test_a_form_that_is_sent_again_does_nothing_again(world):
    mia = logged_in(world.cast, "mia")
    page = f"{reverse('cases:note', args=[world.cases['case']])}"
    form = dict(forms_of(mia.get(page).text)[-1]) | {"text": "Hon ringde i dag."}
    report = reverse("report:report", args=["degrading_treatment"])
    told = {
        "who-exposed-pupils": str(world.cast.id("elis")),
        "what_happened": "En knuff.",
        "request_key": "01890000-0000-7000-8000-000000000001",
    }
    assert mia.post(report, told).status_code == 302
    before = there_is()["cases.case"]

    again = mia.post(report, told)

    assert (again.status_code, there_is()["cases.case"]) == (302, before)
    assert mia.post(page, form).status_code < 500


def test_a_reason_is_asked_for_again_until_the_log_has_room_for_it(world):
    rut = logged_in(world.cast, "rut")
    page, asked = reverse("pupils:pupil", args=[world.cast.id("hilda")]), "Skriv varför du behöver"

    answers = [rut.post(page, {"reason": "x" * signs}) for signs in (0, LONGEST_REASON + 1)]

    assert [(one.status_code, asked in one.text) for one in answers] == [(422, True)] * 2
    given = rut.post(page, {"reason": "x" * LONGEST_REASON})
    assert (given.status_code, "070-1740606" in given.text) == (200, True)
    with arrange():
        assert Opening.objects.filter(reason="x" * LONGEST_REASON).exists()
