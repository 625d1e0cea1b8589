"""What a browser says of itself, and roughly where it is."""

import pytest

from elevakt.doors.login.rules import Device, device, network

MOZILLA = "Mozilla/5.0"
LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (f"{MOZILLA} (Windows NT 10.0) {LIKE} Chrome/143.0 Safari/537.36", ("Chrome", "Windows")),
        (f"{MOZILLA} (Windows NT 10.0) {LIKE} Chrome/143.0 Edg/143.0", ("Edge", "Windows")),
        (f"{MOZILLA} (X11; CrOS x86_64) {LIKE} Chrome/143.0 Safari", ("Chrome", "Chromebook")),
        (f"{MOZILLA} (iPhone) Version/19.0 Mobile Safari/604.1", ("Safari", "iPhone")),
        (f"{MOZILLA} (iPad) CriOS/143.0 Mobile Safari/604.1", ("Chrome", "iPad")),
        (f"{MOZILLA} (Linux; Android 16) SamsungBrowser/29", ("Samsung Internet", "Android")),
        (f"{MOZILLA} (X11; Linux x86_64; rv:145.0) Firefox/145.0", ("Firefox", "Linux")),
        (f"{MOZILLA} (Macintosh) Version/19.0 Safari/605.1", ("Safari", "Mac")),
        ("curl/8.5", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_device_is_told_by_names_that_its_owner_knows(said, known):
    assert device(said) == Device(*known)


def test_an_address_is_told_roughly():
    assert network("203.0.113.77") == "203.0.113.0/24"
    assert network("2001:db8:1:2::3") == "2001:db8:1::/48"
