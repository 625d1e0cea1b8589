"""An organiser's own processes: in a folder of its own, some of them laid over ours."""

import pytest

from elevakt.engines.cases.queries.definitions import definition, definitions
from elevakt.engines.cases.rules.definition import Within
from elevakt.engines.cases.rules.faults import DefinitionFaults

OWN = """
extends = "degrading_treatment.v1"
id = "treatment_norrvik"
version = 1
[[step]]
id = "assess"
within = { school_days = 10, from = "report" }
"""


@pytest.fixture
def put(tmp_path, settings):
    """Return how to lay a file in the organiser's own folder."""
    settings.OWN_PROCESSES = tmp_path
    definitions.cache_clear()

    def lay(name, text):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        definitions.cache_clear()

    yield lay
    definitions.cache_clear()


def faults():
    with pytest.raises(DefinitionFaults) as wrong:
        definitions()
    return [str(one) for one in wrong.value.faults]


def test_an_own_process_is_ours_with_its_own_words_over_it(put):
    put("treatment_norrvik/v1.toml", OWN)

    own, ours = definition("treatment_norrvik", 1), definition("degrading_treatment", 1)

    assert own.step("assess").within == Within(school_days=10, origin="report")
    assert own.step("talk") == ours.step("talk")
    assert own.in_language("en").title == "Degrading treatment"
    assert own.digest != ours.digest


def test_what_is_released_there_is_frozen_too(put):
    put("treatment_norrvik/v1.toml", OWN)
    put("lock.toml", f'"treatment_norrvik.v1" = "{definition("treatment_norrvik", 1).digest}"')
    assert definition("treatment_norrvik", 1).version == 1

    put("treatment_norrvik/v1.toml", OWN.replace("10", "12"))

    (fault,) = faults()
    assert fault.endswith(
        "/lock.toml: treatment_norrvik.v1 har ändrats sedan den fastställdes. "
        "Gör en ny version i stället."
    )


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (
            "treatment_norrvik/v1.toml",
            OWN.replace("treatment.v1", "treatment.v2"),
            "treatment_norrvik/v1.toml: ”extends” pekar på degrading_treatment.v2, "
            "som inte är fastställd: den står inte i lock.toml.",
        ),
        (
            "treatment_norrvik/v2.toml",
            OWN,
            "treatment_norrvik/v2.toml: Filen säger att den är treatment_norrvik.v1, "
            "men ligger där treatment_norrvik.v2 ska ligga.",
        ),
        (
            "degrading_treatment/v1.toml",
            OWN,
            "degrading_treatment/v1.toml: Processen degrading_treatment.v1 finns två gånger. "
            "Ge den ett eget id, eller en ny version.",
        ),
        (
            "treatment_norrvik/v1.toml",
            OWN.replace('from = "report"', 'from = "nowhere"'),
            "treatment_norrvik/v1.toml, steg assess: Steget nowhere i ”within.from” finns inte.",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(put, name, text, why):
    put(name, text)

    assert faults() == [why]


def test_a_folder_with_other_things_in_it_is_left_alone(put):
    put("notes/vad.toml", "x = 1")

    assert ("degrading_treatment", 1) in definitions()
