import pytest
from hypothesis import given
from hypothesis import strategies as st

from elevakt.foundation.ui import theme

colours = st.from_regex(r"\A[0-9a-f]{6}\Z")


def ratio(steps, text, ground):
    one, other = (theme.colour(steps[name].removeprefix("#")) for name in (text, ground))
    return theme.contrast(one, other)


@given(colour=colours, dark=st.booleans())
def test_text_can_be_read_on_every_ground_whatever_the_colour(colour, dark):
    steps = theme.steps(colour, dark=dark)

    for ground in ("background-default", "background-tinted", "surface-default", "surface-tinted"):
        assert ratio(steps, "text-default", ground) >= 7
        assert ratio(steps, "text-subtle", ground) >= 4.5


@given(colour=colours, dark=st.booleans())
def test_words_on_a_button_can_be_read_whatever_the_colour(colour, dark):
    steps = theme.steps(colour, dark=dark)

    assert ratio(steps, "base-contrast-default", "base-default") >= 4.5


@given(colour=colours, dark=st.booleans())
def test_the_edge_of_a_box_can_be_seen_whatever_the_colour(colour, dark):
    steps = theme.steps(colour, dark=dark)

    assert ratio(steps, "border-default", "surface-default") >= 3


def test_black_on_white_has_the_greatest_contrast():
    assert theme.contrast(theme.BLACK, theme.WHITE) == 21


def test_a_colour_is_itself_in_the_light_scheme_and_its_own_lighter_self_in_the_dark():
    assert theme.steps("0a6170", dark=False)["base-default"] == "#0a6170"
    assert theme.steps("0a6170", dark=True)["base-default"] == "#6ba0a9"


@pytest.mark.parametrize("wrong", ["#0a6170", "0A6170", "0a617", "red", "0a6170;}"])
def test_what_is_not_a_colour_is_refused(wrong):
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        theme.Theme(accent=wrong)


def test_a_style_sheet_has_both_schemes_and_is_light_on_paper(client):
    response = client.get("/ui/theme/1/0a6170-22303a.css")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.text == theme.css(theme.Theme())
    assert response.text.count("--ds-color-accent-base-default:#0a6170;") == 2


def test_an_address_that_is_no_theme_does_not_exist(client):
    assert client.get("/ui/theme/1/0a6170-22303A.css").status_code == 404
