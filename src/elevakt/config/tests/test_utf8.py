"""What is written in another encoding never reaches Django."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler

from elevakt.config.utf8 import REFUSED, only_utf8

FORM = "application/x-www-form-urlencoded"


def ask(content_type):
    environ = {"PATH_INFO": "/halsa/", "CONTENT_TYPE": content_type, "QUERY_STRING": "a=1"}
    setup_testing_defaults(environ)
    said = []
    told = only_utf8(WSGIHandler())(environ, lambda status, headers: said.append(status))
    return said[0], b"".join(told)


@pytest.mark.parametrize(
    "content_type", ["", FORM, "text/plain; charset=UTF-8", f"{FORM}; charset=utf8", "\x80;;;"]
)
def test_utf8_is_read(content_type):
    assert ask(content_type) == ("200 OK", b"lever\n")


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
