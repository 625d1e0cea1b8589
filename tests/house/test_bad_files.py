"""Files that are not what they say, or more than they seem, are refused in words and not kept."""

import io
import random
import struct
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from elevakt.engines.cases.actions.files import LARGEST_FILE
from elevakt.engines.cases.models import Attachment
from elevakt.trust.access.testing.arranging import arrange
from tests.house.world import logged_in

CHANCES = 60


@pytest.fixture
def mia(cast):
    return logged_in(cast, "mia")


def picture(form="PNG"):
    out = io.BytesIO()
    Image.effect_noise((40, 40), 50).convert("RGB").save(out, form)
    return out.getvalue()


def paper():
    out, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.png", bytes(20_000_000))
    return out.getvalue()


def bomb(side):
    """Return a picture of a few hundred bytes that says it is so many pixels wide and high."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000), 9)
    parts = (b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in parts)


def send(client, content, name="a.png"):
    """Send a file at once, as the script of a form does."""
    sent = SimpleUploadedFile(name, content, "image/png")
    sent.name = name
    return client.post(reverse("cases:upload"), {"files": sent})


def kept():
    with arrange():
        return list(Attachment.objects.values_list("name", flat=True))


BAD = {
    "nothing": b"",
    "a zip bomb": zip_bomb(),
    "a zip bomb that says it is a PDF": b"%PDF-1.7\n" + zip_bomb(),
    "a PDF whose head comes late": b"\n" * 2000 + paper(),
    "a PDF without an end": paper()[:200],
    "a picture of 81 million pixels": bomb(9_000),
    "a picture of 1.6 milliard pixels": bomb(40_000),
    "a picture that ends": picture()[:200],
    "a page with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "a program": b"#!/bin/sh\necho",
    "more than is taken in": picture() + bytes(LARGEST_FILE),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_picture_and_no_paper_is_refused_in_words(mia, content):
    answer = send(mia, content)

    assert answer.status_code == 422
    assert answer.text.startswith("Filen ") or content == b""
    assert kept() == []


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../../etc/passwd.png", "passwd"),
        ("..\\..\\windows\\win.ini", "win"),
        ("/etc/cron.d/x.png", "x"),
        ("a\r\nContent-Type: text/html.png", "html"),
        ("x" * 5000 + ".png", "x" * 80),
        ("\u202egnp.exe", "gnp"),
        ("....png", "fil"),
        (".png", "fil"),
        ("a.png.exe", "a_png"),
    ],
)
def test_a_name_leads_nowhere_and_ends_as_what_it_is(mia, name, stem):
    assert send(mia, picture(), name).status_code == 200

    (found,) = kept()
    assert found == f"{stem}.png"


@pytest.mark.parametrize("whole", [picture(), picture("JPEG"), picture("WEBP"), paper()])
def test_what_is_broken_anywhere_is_no_error(mia, whole):
    chance = random.Random(7)  # noqa: S311
    for _ in range(CHANCES):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        if chance.random() < 0.3:
            del broken[chance.randrange(len(broken)) :]

        assert send(mia, bytes(broken)).status_code in (200, 422)
