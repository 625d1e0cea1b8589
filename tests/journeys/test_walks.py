"""Each process, walked in the browser from start to close by those whose steps they are."""

import io

import pikepdf
import pypdf
import pytest

from elevakt.engines.cases.queries.definitions import definitions
from tests.journeys.walking import Walk, released_alone

pytestmark = pytest.mark.journey

IN_EVERY_RUN = {"report_of_concern.v1", "extra_adaptations.v1", "leave_of_absence.v1"}
"""One of each module. The others are walked before a release."""


def walks():
    """Give every definition by name."""
    for key, one in sorted(definitions().items()):
        marks = () if one.key in IN_EVERY_RUN else pytest.mark.prove
        yield pytest.param(key, id=one.key, marks=marks)


@pytest.mark.parametrize("key", [*walks()])
def test_a_case_is_walked_from_start_to_close(key, stage, somebody, released, tmp_path):
    process = released_alone(stage, key)

    with Walk(stage, somebody) as walk:
        documents = walk.walk(process)

    asked_for = {name for step in process.steps for name in step.documents}
    assert bool(documents) == bool(asked_for)
    for title, file_name, content in documents:
        assert content, title
        # To be looked at when the walk is over.
        (tmp_path / f"{title}.pdf").write_bytes(content)
        assert file_name.startswith(f"{process.quiet_title} "), file_name
        holds_to_the_standards(io.BytesIO(content))


def holds_to_the_standards(file):
    """Hold a document to what is kept for a hundred years, and read by a screen reader."""
    with pikepdf.open(file) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
    assert "".join(page.extract_text() for page in pypdf.PdfReader(file).pages).strip()
