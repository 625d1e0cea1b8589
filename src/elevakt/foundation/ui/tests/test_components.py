import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from elevakt.foundation.ui import chrome, gallery, testing


@pytest.mark.parametrize("template", testing.house_templates())
def test_a_component_is_given_only_what_it_takes(template):
    assert testing.undeclared_attributes(template) == []


def test_what_a_component_does_not_take_is_found(tmp_path, settings):
    (tmp_path / "wrong.html").write_text(
        '<c-card titel="Fel"><c-slot name="action">x</c-slot><c-tag tone="info">y</c-tag></c-card>'
    )
    options = settings.TEMPLATES[0]["OPTIONS"]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path], "OPTIONS": options}]

    assert testing.undeclared_attributes("wrong.html") == [
        "wrong.html: <c-card> has no “action”",
        "wrong.html: <c-card> has no “titel”",
    ]


def test_components_are_counted_as_they_are_drawn():
    page = Template('{% for i in "abc" %}{% cotton tag %}{{ i }}{% endcotton %}{% endfor %}')

    with testing.components_counted() as drawn:
        page.render(Context())

    assert drawn == ["tag", "tag", "tag"]


def test_the_gallery_shows_every_component(client):
    with testing.components_counted() as drawn:
        response = client.get("/ui/")
    with testing.components_counted() as drawn_in_form:
        client.get("/ui/form")

    every = {
        name.removeprefix("cotton/").removesuffix(".html").replace("_", "-")
        for name in testing.house_templates()
        if name.startswith("cotton/")
    }
    assert response.status_code == 200
    assert {*drawn, *drawn_in_form} == every
    assert len(drawn) <= testing.MOST_COMPONENTS


def test_no_page_carries_style_or_script_of_its_own(client):
    for page in ("/ui/", "/ui/form"):
        text = client.get(page).text
        assert re.findall(r"<style|<script>|\sstyle=|\son\w+=|javascript:|data:image", text) == []


def test_a_title_and_a_header_name_nobody():
    frame = gallery.frame()

    page = render_to_string("ui/gallery.html", {**gallery.page(), **frame})

    around = page[: page.index("<main")] + page[page.index("</main>") :]
    assert "Konto" in around
    assert [name for name in ("Elis", "Mia", "Kim", "Noor") if name in around] == []


def test_an_error_page_needs_neither_request_nor_frame():
    page = render_to_string("500.html")

    assert "<title>Något gick fel – Elevakt</title>" in page


ITEMS = tuple(chrome.NavItem(href=f"#{i}", icon="house", label=str(i)) for i in range(6))


def test_a_phone_shows_all_when_they_fit_and_else_four_and_more():
    assert chrome.phone_bar(ITEMS[:5]) == chrome.PhoneBar(shown=ITEMS[:5], more=())
    assert chrome.phone_bar(ITEMS) == chrome.PhoneBar(shown=ITEMS[:4], more=ITEMS[4:])


def test_more_is_marked_when_the_open_page_lies_under_it():
    open_page = chrome.NavItem(href="#x", icon="house", label="x", current=True)

    assert chrome.phone_bar((*ITEMS, open_page)).is_more_current
    assert not chrome.phone_bar((open_page, *ITEMS)).is_more_current
