"""The server among others: behind a proxy, counted, and stopped in the middle of the day."""

import re
import socket
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import BadStatusLine, HTTPConnection, HTTPSConnection
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.journeys.stage_names import PASSWORD

pytestmark = pytest.mark.journey

AT_ONCE = 6
LOG_IN = "/konto/logga-in/"


TOKEN = "open sesame"


@pytest.fixture
def behind(stage):
    """Serve the stage behind a proxy on this machine, and let its figures be read."""
    stage.stop()
    stage.environment |= {"ELEVAKT_PROXIES": "127.0.0.1", "ELEVAKT_METRICS_TOKEN": TOKEN}
    stage.start()


def ask(stage, path, **headers):
    """Return what the server answers a machine."""
    with closing(HTTPConnection("127.0.0.1", stage.port, timeout=10)) as asked:
        asked.request("GET", path, headers=headers)
        answer = asked.getresponse()
        return answer.status, answer.read().decode()


def test_its_processes_count_together(stage, behind):
    for _ in range(12):
        assert ask(stage, "/halsa/") == (200, "lever\n")
    assert ask(stage, "/redo/") == (200, "redo\n")
    assert ask(stage, "/matt/")[0] == 404

    status, said = ask(stage, "/matt/", Authorization=f"Bearer {TOKEN}")

    assert status == 200
    counted = 'elevakt_requests_total{method="GET",status="200",view="operation:alive"} 12.0'
    assert counted in said.splitlines()


@pytest.mark.parametrize(
    ("said", "believed"),
    [("203.0.113.7", "203.0.113.0/24"), ("198.51.100.9, 203.0.113.7", "203.0.113.0/24")],
)
def test_the_own_proxy_is_believed_on_who_asks_and_nobody_before_it(
    stage, behind, somebody, said, believed
):
    with somebody("tom", extra_http_headers={"X-Forwarded-For": said}) as page:
        page.goto("/installningar/inloggning/")
        expect(page.get_by_role("main")).to_contain_text(f"från nätet {believed}")


def test_without_a_proxy_nobody_is_believed(stage, somebody):
    with somebody("tom", extra_http_headers={"X-Forwarded-For": "203.0.113.7"}) as page:
        page.goto("/installningar/inloggning/")
        expect(page.get_by_role("main")).to_contain_text("från nätet 127.0.0.0/24")


@pytest.fixture
def sealed(stage, tmp_path):
    """Serve the stage by TLS, with a certificate that is for nobody else."""
    certificate, key = tmp_path / "serve.pem", tmp_path / "serve.key"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "1"]
    made += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=elevakt-serve"]
    made += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate]
    subprocess.run(made, check=True, capture_output=True)
    stage.stop()
    stage.environment |= {
        "ELEVAKT_TLS_CERTIFICATE": str(certificate),
        "ELEVAKT_TLS_KEY": str(key),
    }
    stage.start()
    return certificate


def test_the_proxy_is_spoken_with_by_tls_and_never_in_the_clear(stage, sealed):
    trusted = ssl.create_default_context(cafile=sealed)

    with closing(HTTPSConnection("127.0.0.1", stage.port, timeout=10, context=trusted)) as asked:
        asked.request("GET", "/halsa/")
        answer = asked.getresponse()
        assert (answer.status, asked.sock.version()) == (200, "TLSv1.3")
        assert answer.headers["X-Request-ID"]
    with pytest.raises((BadStatusLine, ConnectionError)):
        ask(stage, "/halsa/")


HEAD = b"POST /halsa/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
SECOND = b"GET /redo/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def said_to(stage, *lines, body):
    """Return the first lines of all that the server answers to one who writes by hand."""
    with socket.create_connection(("127.0.0.1", stage.port), timeout=10) as asked:
        asked.sendall(HEAD + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + body)
        answer = b"".join(iter(lambda: asked.recv(4096), b""))
    return re.findall(rb"^HTTP/1\.1 (\d+)", answer, re.MULTILINE)


def test_a_request_ends_where_it_says_and_hides_no_other(stage):
    both = [b"Content-Length: %d" % (5 + len(SECOND)), b"Transfer-Encoding: chunked"]

    assert said_to(stage, *both, body=b"0\r\n\r\n" + SECOND) == [b"403"]  # no token, and one answer
    for lines in (
        [b"Content-Length: 3", b"Content-Length: 4"],
        [b"Content-Length: +4"],
        [b"Transfer-Encoding : chunked"],
        [b"Transfer-Encoding: xchunked"],
        [b"Transfer-Encoding: chunked, identity"],
    ):
        assert said_to(stage, *lines, body=b"0\r\n\r\n" + SECOND) == [b"400"], lines


def test_a_request_that_has_begun_is_answered_though_the_server_is_told_to_stop(stage):
    with closing(HTTPConnection("127.0.0.1", stage.port)) as asked:
        asked.request("GET", LOG_IN)
        page = asked.getresponse()
        cookie = page.headers["Set-Cookie"].split(";")[0]
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
    body = urlencode({"csrfmiddlewaretoken": token, "login": "rut", "password": PASSWORD})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}

    def send():
        # To check a password takes a while, on purpose.
        with closing(HTTPConnection("127.0.0.1", stage.port, timeout=30)) as sending:
            sending.request("POST", LOG_IN, body, headers)
            return sending.getresponse().status

    with ThreadPoolExecutor(AT_ONCE) as people:
        sent = [people.submit(send) for _ in range(AT_ONCE)]
        time.sleep(0.1)
        begun = [one for one in sent if not one.done()]
        stage._process.terminate()
        answers = [one.exception() or one.result() for one in sent]
    stage._process.wait(25)
    stage.start()

    assert begun
    assert answers == [302] * AT_ONCE
