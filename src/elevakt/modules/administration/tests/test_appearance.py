"""The organiser's name, colours and logo stand on every page and in new documents."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from elevakt.engines.cases.tests.browsing import Desk, Page
from elevakt.engines.cases.tests.stories import Story
from elevakt.foundation.kernel import clock
from elevakt.modules.administration.rules.colours import can_be_read, on_white
from elevakt.modules.administration.rules.logos import NotALogo, drawn_anew
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Appearance

HERE = reverse("administration:appearance")
SAID = {"name": "Norrviks skolor", "accent": "#7a1f5c", "neutral": "#2b2b2b"}


def picture(form="PNG", size=(900, 300), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "#7a1f5c").save(out, form, **more)
    return out.getvalue()


@pytest.fixture
def story(cast):
    administer(cast, "ada")
    return Story(cast)


def save(desk, logo=None, **said):
    files = {"logo": SimpleUploadedFile("a.png", logo)} if logo is not None else {}
    with clock.fixed(desk.story.now):
        return Page(desk.client.post(HERE, {**SAID, **said, **files}, follow=True))


def test_it_stands_on_every_page_for_everybody_of_the_organiser_alone(story):
    assert "Sparat." in save(Desk(story, "ada"), picture()).text

    for desk in (Desk(story, "tom"), Desk(story, "vera", Side.FAMILY)):
        html = desk.get("/").html
        assert "<b>Norrviks skolor</b>" in html
        assert "7a1f5c-2b2b2b.css" in html
        (address,) = {one for one in html.split('"') if one.startswith("/logotyp/")}
        got = desk.client.get(address)
        assert (got.status_code, got["Content-Type"]) == (200, "image/png")
        assert got.content.startswith(b"\x89PNG")
        assert Desk(story, "ove").client.get(address).status_code == 404
    assert "Norrviks skolor" not in Desk(story, "ove").get("/").html


def test_what_is_not_sent_stays_and_the_logo_may_be_taken_away(story):
    ada = Desk(story, "ada")
    save(ada, picture())
    save(ada, name="Norrvik")
    with arrange():
        now = Appearance.objects.get()
        assert (now.name, bool(now.logo)) == ("Norrvik", True)

    save(ada, no_logo="on")

    with arrange():
        assert Appearance.objects.get().logo_digest == ""
    assert "/logotyp/" not in ada.get("/").html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"accent": "#ffd400"}, "Färgen är för ljus mot vitt: 1,4 till 1, minst 4,5 behövs."),
        ({"neutral": "#999999"}, "Färgen är för ljus mot vitt: 2,8 till 1, minst 4,5 behövs."),
        ({"accent": "röd"}, "Skriv en färg som #0a6170."),
        ({"accent": "#0a6170;}body{"}, "Skriv en färg som #0a6170."),
        ({"name": "x" * 61}, "Fel:"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_in_a_sentence(story, wrong, said):
    page = save(Desk(story, "ada"), **wrong)

    assert page.status == 422
    assert said in f"{page.title} {page.text}"
    with arrange():
        assert not Appearance.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        picture("JPEG"),
        picture()[:60],
        picture(size=(5000, 5000)),
        picture() + bytes(2_000_000),
    ],
    ids=["nothing", "svg", "jpeg", "half", "too many pixels", "too large"],
)
def test_what_is_no_small_png_is_no_logo(story, content):
    page = save(Desk(story, "ada"), content)

    assert page.status == 422
    assert "Logotypen ska vara en PNG" in page.text or "Filen är tom." in page.text


def test_a_logo_is_drawn_anew_small_and_without_what_is_not_seen():
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "Somebody")

    clean = drawn_anew(picture(pnginfo=hidden))

    with Image.open(io.BytesIO(clean)) as found:
        assert (found.size, found.info.get("Author")) == ((400, 133), None)
    with pytest.raises(NotALogo):
        drawn_anew(b"MZ")


def test_contrast_is_that_of_wcag():
    assert on_white("000000") == 21
    assert can_be_read("767676")
    assert not can_be_read("777777")


def test_only_an_administrator_decides_it(story):
    for name in ("rut", "tom"):
        desk = Desk(story, name)
        assert (desk.get(HERE).status, save(desk).status) == (404, 404)
