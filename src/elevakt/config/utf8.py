"""Everything is read as UTF-8. Whoever says that she writes otherwise is told so.

Django believes what a request says of its own encoding, before any of our code has run, and falls
where that is a name which Python knows but which is none of text.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

REFUSED = "Elevakt läser bara UTF-8.\n".encode()


def only_utf8(application: WSGIApplication) -> WSGIApplication:
    """Answer 400 to whoever writes in another encoding, and let the application answer the rest."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_utf8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(REFUSED))),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response("400 Bad Request", headers)
        return [REFUSED]

    return answer


def _is_utf8(content_type: str) -> bool:
    try:
        said = parse_header_parameters(content_type)[1]
    except ValueError:
        return False
    return said.get("charset", "utf-8").lower() in {"utf-8", "utf8"}
