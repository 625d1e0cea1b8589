"""The list of my pupils, fifty at a time."""

import re

from elevakt.engines.cases.tests.browsing import Desk
from elevakt.engines.cases.tests.stories import Story
from elevakt.trust.access.testing.arranging import arrange

LIST = "/elever/"


def test_the_list_goes_on_without_a_name_in_the_address(cast):
    with arrange():
        for number in range(110):
            cast.organiser.pupil(f"Alva Ek{number % 40}", cast.norra, cast.class_7b)
    rut, found, asked = Desk(Story(cast), "rut"), [], [""]
    while asked:
        page = rut.get(LIST + asked.pop())
        found += re.findall(r'href="/elever/([0-9a-f-]{36})/"', page.html)
        asked = [link for link in page.links if "efter=" in link]
        assert all(re.fullmatch(r"\?klass=&efter=[0-9a-f-]{36}", link) for link in asked)

    assert len(found) == len(set(found)) == 110 + len(("elis", "amir", "hedda", "nova", "hilda"))


def test_a_key_that_is_not_hers_continues_nothing(cast):
    rut = Desk(Story(cast), "rut")

    assert "Elis" not in rut.get(f"{LIST}?efter={cast.id('nora')}").html
    assert "Elis" in rut.get(f"{LIST}?efter=anna").html
