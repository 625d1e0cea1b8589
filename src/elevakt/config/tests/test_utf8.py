"""What is written in another encoding never reaches Django."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIRequest

from elevakt.config.utf8 import REFUSED, only_utf8

FORM = "application/x-www-form-urlencoded"


def reads(environ, start_response):
    """Read a request as Django does."""
    start_response("200 OK", [])
    return [str(WSGIRequest(environ).GET["a"]).encode()]


def ask(content_type):
    environ = {"PATH_INFO": "/halsa/", "CONTENT_TYPE": content_type, "QUERY_STRING": "a=1"}
    setup_testing_defaults(environ)
    said = []

    def start(status, _headers, _error=None, /):
        said.append(status)
        return said.append

    told = only_utf8(reads)(environ, start)
    return said[0], b"".join(told)


@pytest.mark.parametrize(
    "content_type", ["", FORM, "text/plain; charset=UTF-8", f"{FORM}; charset=utf8", "\x80;;;"]
)
def test_utf8_is_read(content_type):
    assert ask(content_type) == ("200 OK", b"1")


@pytest.mark.parametrize(
    "content_type",
    [
        f"{FORM}; charset=utf-16",
        f"{FORM}; charset=hex",
        "multipart/form-data; boundary=a; charset=rot13",
        "text/plain; charset=no-such-thing",
        "text/plain; a*=no-such-thing''b",
    ],
)
def test_whoever_writes_otherwise_is_told_so(content_type):
    assert ask(content_type) == ("400 Bad Request", REFUSED)
