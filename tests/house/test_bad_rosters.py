"""Files that are no roster, or more than they seem, are refused in a sentence and not kept."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from elevakt.modules.administration.models import RosterUpload
from elevakt.modules.administration.rules.unpacking import LARGEST_SENT, LARGEST_WHOLE
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.people.models import Person
from elevakt.trust.people.tests.rules.sheets import sheets
from tests.house.world import logged_in


@pytest.fixture
def ada(cast):
    administer(cast, "ada")
    return logged_in(cast, "ada")


def packed(files, how=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def locked():
    """Return an archive whose first file says that it is encrypted."""
    content = bytearray(packed({"elever.csv": b"id"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


FOLDER = {f"export/{name}": content for name, content in sheets().items()}
DEEP = "[" * 100_000
BAD = {
    "nothing in it": ({"elever.csv": b""}, "Filen är tom."),
    "a program": ({"a.exe": b"MZ"}, "Det finns filer som inte hör till elevregistret."),
    "a page": ({"elever.html": b"<script>"}, "Det finns filer som inte hör till elevregistret."),
    "no file by its name": ({"../../../etc/passwd": b"x"}, "inte hör till elevregistret"),
    "both kinds": ({"elever.csv": b"id", "persons.json": b"[]"}, "kan inte blandas"),
    "the same twice": (
        {"a.zip": packed(FOLDER), "elever.csv": b"id"},
        "Samma fil finns två gånger.",
    ),
    "a zip bomb": (
        {"a.zip": packed({"elever.csv": bytes(LARGEST_WHOLE + 1)})},
        "Filerna är för stora.",
    ),
    "more than is taken in": ({"elever.csv": b"x" * (LARGEST_SENT + 1)}, "Filerna är för stora."),
    "very many files": (
        {"a.zip": packed({f"persons-{at}.json": b"[]" for at in range(300)})},
        "Filerna är för stora.",
    ),
    "half a zip": ({"a.zip": packed(FOLDER)[:900]}, "Zip-filen går inte att packa upp."),
    "a zip that is broken": (
        {"a.zip": packed(FOLDER).replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0")},
        "Zip-filen går inte att packa upp.",
    ),
    "a zip with a lock": ({"a.zip": locked()}, "Zip-filen är låst med lösenord."),
    "a zip in a zip": ({"a.zip": packed({"b.zip": packed(FOLDER)})}, "inte hör till"),
    "a picture": ({"elever.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256))}, "Filerna har fel."),
    "lists without end": ({"persons.json": DEEP.encode()}, "Filerna har fel."),
    "no text": ({"persons.json": b"\xff\xfe\x00"}, "Filerna har fel."),
    "a number without end": ({"persons.json": b"9" * 100_000}, "Filerna har fel."),
    "only some": ({"elever.csv": sheets()["elever.csv"]}, "Filerna har fel."),
    "one name very long": (
        {"persons.json": json.dumps([{"id": "x" * 1_000_000}]).encode()},
        "Filerna har fel.",
    ),
}


def send(client, files):
    sent = [SimpleUploadedFile(name, content, "text/csv") for name, content in files.items()]
    for one, name in zip(sent, files, strict=True):
        one.name = name
    return client.post(reverse("administration:upload"), {"roster": sent})


@pytest.mark.parametrize(("files", "said"), BAD.values(), ids=BAD)
def test_what_is_no_roster_is_refused_in_a_sentence(ada, files, said):
    with arrange():
        before = Person.objects.count()

    answer = send(ada, files)

    assert answer.status_code == 422
    assert said in answer.text
    with arrange():
        assert not RosterUpload.objects.exists()
        assert Person.objects.count() == before


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_folder_that_was_packed_is_as_good_as_its_files(ada, how):
    files = {**FOLDER, "__MACOSX/export/._elever.csv": b"\0"}

    assert send(ada, {"Elevregistret.zip": packed(files, how)}).status_code == 302


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "multipart/form-data"])
def test_what_is_no_form_is_no_error(ada, content_type):
    here = reverse("administration:upload")

    answer = ada.generic("POST", here, b"PK\x03\x04", content_type=content_type)

    assert answer.status_code in (400, 422)
