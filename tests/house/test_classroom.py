"""While a class sees the screen no page shows more than counts and first names."""

import re

import pytest
from django.urls import reverse

from elevakt.foundation.ui.classroom import COOKIE, ON
from tests.house.test_urls import TABLE
from tests.house.world import WORDS, logged_in, make_world

LOOKED_AT = ("rut", "kim", "ada", "vera")


@pytest.fixture
def world(cast):
    return make_world(cast)


def before_a_class(world, name):
    client = logged_in(world.cast, name)
    client.post(reverse("ui:classroom"), {"on": ""})
    assert client.cookies[COOKIE].value == ON
    return client


def last_names(world):
    return {person.name.rpartition(" ")[2] for person in world.cast.persons.values()}


@pytest.mark.parametrize("name", LOOKED_AT)
def test_no_page_shows_more_than_a_class_may_see(world, name):
    client = before_a_class(world, name)
    pages = [row for row in TABLE if row.method == "get" and name in row.answers.get(200, ())]
    # Whole words: a token may hold any letters.
    hidden = re.compile(rf"\b({'|'.join(map(re.escape, {*last_names(world), *WORDS.values()}))})\b")

    shown = {}
    for row in pages:
        text = client.get(
            reverse(row.url, args=[world.key(one) for one in row.about])
        ).content.decode()
        shown[str(row)] = hidden.findall(text)

    assert shown == {page: [] for page in shown}
    assert len(shown) > 3


def test_a_teacher_sees_how_much_waits_and_what_her_pupils_are_called(world):
    client = before_a_class(world, "mia")

    home = client.get("/").content.decode()
    pupils = client.get(reverse("pupils:list")).content.decode()

    assert "Här visas bara antal och förnamn." in home
    assert "Elis" in pupils
    assert "Bergström" not in pupils
    assert reverse("pupils:pupil", args=[world.cast.id("elis")]) not in pupils


def test_she_comes_back_to_the_page_that_was_not_shown(world):
    client = before_a_class(world, "mia")
    path = reverse("pupils:pupil", args=[world.cast.id("elis")])
    assert "visas inte medan en klass ser skärmen" in client.get(path).content.decode()

    back = client.post(reverse("ui:classroom"), {"next": path})

    assert back.headers["Location"] == path
    assert "Elis Bergström" in client.get(path).content.decode()


def test_what_is_written_is_kept_though_a_class_looks_on(world):
    client = before_a_class(world, "mia")
    path = reverse("notes:memory")

    sent = client.post(path, {"text": "Ring i morgon.", "pupil": ""})

    assert sent.status_code == 302
    client.post(reverse("ui:classroom"))
    assert "Ring i morgon." in client.get(path).content.decode()


def test_a_script_is_answered_with_nothing(world):
    client = before_a_class(world, "mia")

    answer = client.get(f"{reverse('report:pupils')}?q=Elis", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert client.get(reverse("ui:token")).json()["token"]
