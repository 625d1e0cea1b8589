"""How the school works: every process step by step, for every colleague, about nobody."""

import pytest
from django.urls import reverse

from elevakt.engines.cases.queries.definitions import definitions
from elevakt.engines.cases.tests.browsing import Desk, release


def test_every_process_is_there_and_what_is_used_comes_first(story):
    release(story, "police_report")

    page = Desk(story, "tom").get(reverse("processes:list"))

    names = {process for process, _ in definitions()}
    assert {reverse("processes:process", args=[name]) for name in names} <= set(page.links)
    order = [
        link for link in page.links if link.startswith("/sa-gor-vi/") and link != "/sa-gor-vi/"
    ]
    assert order[0] == reverse("processes:process", args=["police_report"])
    assert page.text.count("Används") == 1


@pytest.mark.parametrize("name", sorted({process for process, _ in definitions()}))
def test_each_process_is_told_step_by_step(story, name):
    page = Desk(story, "tom").get(reverse("processes:process", args=[name]))

    newest = max(
        (one for (process, _), one in definitions().items() if process == name),
        key=lambda one: one.version,
    )
    assert page.status == 200
    assert [str(step.title) for step in newest.steps if str(step.title) not in page.text] == []
    assert "Ej granskad av jurist" in page.text


def test_it_says_who_when_and_by_which_law(story):
    release(story)

    text = Desk(story, "tom").get(reverse("processes:process", args=["degrading_treatment"])).text

    assert "Rektor, senast nästa skoldag 15.00." in text
    assert "skollagen 6 kap. 10 §" in text
    assert "sedan 1 aug, enligt Påhittad jurist" in text
    assert "måste besvaras" in text


def test_another_version_is_shown_with_what_differs(story):
    tom = Desk(story, "tom")
    href = reverse("processes:process", args=["degrading_treatment"])

    page = tom.get(f"{href}?version=2")

    assert "Det som skiljer från versionen före" in page.text
    assert "Det som skiljer" not in tom.get(f"{href}?version=1").text
    assert tom.get(f"{href}?version=9").status == 404
    assert tom.get(reverse("processes:process", args=["nothing"])).status == 404
