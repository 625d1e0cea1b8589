import pytest
from hypothesis import given
from hypothesis import strategies as st

from elevakt.trust.people.rules.faults import RosterFaults
from elevakt.trust.people.rules.ss12000.reading import read_roster
from elevakt.trust.people.tests.rules.folder import (
    CLASS_7B,
    ELIS,
    FORVALTNING,
    MATHS,
    MIA_TEACHES,
    NORRA,
    TOM,
    VERA,
    folder,
    key,
    texts,
    to,
)

NOBODY = key(99)
FIX = "rätta det i källsystemet och exportera igen"
MISSING = "ta med den eller ta bort hänvisningen"


def put(resources, path, value):
    """Put a value at a path such as ``persons/2/sex``; a plus adds a row."""
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place = resources
    for part in way:
        place = place[part]
    if last == "+":
        place.append(value)
    else:
        place[last] = value


def faults_with(path, value):
    """Return the faults of a folder with a value put at a path."""
    resources = folder()
    put(resources, path, value)
    with pytest.raises(RosterFaults) as caught:
        read_roster(texts(resources))
    return [str(fault) for fault in caught.value.faults]


NOT_A_DATE = "birthDate ska vara ett datum som 2026-08-17"
NOT_STORABLE = "familyName har tecken som inte går att spara"
NOT_A_YEAR = "enrolments[0].schoolYear ska vara ett heltal från 0 till 10"
NOT_A_REFERENCE = "responsibles[0].person ska vara ett objekt med ett id som är en UUID"


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        ("givenName", None, "givenName saknas"),
        ("givenName", "  ", "givenName saknas"),
        ("givenName", 7, "givenName ska vara text"),
        ("givenName", "x" * 101, "givenName är längre än 100 tecken"),
        ("familyName", "Bergström\0", NOT_STORABLE),
        ("familyName", "\ud800", NOT_STORABLE),
        ("birthDate", "20130304", NOT_A_DATE),
        ("birthDate", "2013-02-30", NOT_A_DATE),
        ("birthDate", 2013, NOT_A_DATE),
        ("securityMarking", True, "securityMarking ska vara text"),
        ("civicNo", "20130304TF01", "civicNo ska vara ett objekt"),
        ("civicNo/value", None, "civicNo.value saknas"),
        ("emails", {}, "emails ska vara en lista"),
        ("emails/0", "elis@example.se", "emails[0] ska vara ett objekt"),
        ("emails/0/type", None, "emails[0].type saknas"),
        ("phoneNumbers/0/mobile", "ja", "phoneNumbers[0].mobile ska vara true eller false"),
        ("enrolments/0/schoolYear", 11, NOT_A_YEAR),
        ("enrolments/0/schoolYear", -1, NOT_A_YEAR),
        ("enrolments/0/schoolYear", True, NOT_A_YEAR),
        ("enrolments/0/startDate", None, "enrolments[0].startDate saknas"),
        ("enrolments/0/endDate", "2020-06-30", "enrolments[0].endDate ligger före startDate"),
        ("responsibles/0/person", None, "responsibles[0].person saknas"),
        ("responsibles/0/person", str(VERA), NOT_A_REFERENCE),
        ("responsibles/0/person", {"id": VERA.hex}, NOT_A_REFERENCE),
    ],
)
def test_a_wrong_value_is_one_sentence(path, value, what):
    found = faults_with(f"persons/2/{path}", value)

    assert found == [f"persons.json, personen {ELIS}: {what}; {FIX}."]


@pytest.mark.parametrize(
    ("path", "wanted", "place", "what"),
    [
        ("persons/2/responsibles/0/person", NOBODY, f"persons.json, personen {ELIS}",
         f"responsibles[0].person pekar på {NOBODY} som inte är en person i persons.json"),
        ("persons/2/enrolments/0/enroledAt", FORVALTNING, f"persons.json, personen {ELIS}",
         f"enrolments[0].enroledAt pekar på {FORVALTNING} som inte är en skolenhet i "
         "organisations.json"),
        ("duties/0/dutyAt", NOBODY, f"duties.json, tjänsten {MIA_TEACHES}",
         f"dutyAt pekar på {NOBODY} som inte är en organisation i organisations.json"),
        ("duties/0/assignmentRole/0/group", NOBODY, f"duties.json, tjänsten {MIA_TEACHES}",
         f"assignmentRole[0].group pekar på {NOBODY} som inte är en grupp i groups.json"),
        ("activities/0/teachers/0/duty", NOBODY, f"activities.json, aktiviteten {MATHS}",
         f"teachers[0].duty pekar på {NOBODY} som inte är en tjänst i duties.json"),
        ("activities/0/groups/0", NOBODY, f"activities.json, aktiviteten {MATHS}",
         f"groups[0] pekar på {NOBODY} som inte är en grupp i groups.json"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_one_sentence(path, wanted, place, what):
    assert faults_with(path, to(wanted)) == [f"{place}: {what}; {MISSING}."]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("organisations/0/schoolTypes", ["GR", 7],
         f"organisations.json, skolenheten {NORRA}: schoolTypes[1] ska vara text; {FIX}."),
        ("organisations/1/parentOrganisation", to(FORVALTNING),
         f"organisations.json, organisationen {FORVALTNING}: parentOrganisation går i cirkel; "
         f"{FIX}."),
        ("organisations/2/organisationType", "Bolag",
         "organisations.json: filen ska ha en organisation av typen Huvudman men har 0; "
         "ta med precis en huvudman."),
        ("organisations/1/organisationType", "Huvudman",
         "organisations.json: filen ska ha en organisation av typen Huvudman men har 2; "
         "ta med precis en huvudman."),
        ("groups/0/organisation", None,
         f"groups.json, gruppen {CLASS_7B}: organisation saknas; {FIX}."),
        ("groups/0/groupMemberships/0/endDate", "2026-06-30",
         f"groups.json, gruppen {CLASS_7B}: groupMemberships[0] ligger utanför tiden för det den "
         f"hör till; {FIX}."),
        ("groups/0/groupMemberships",
         [{"person": to(ELIS)}, {"person": to(ELIS), "endDate": "2026-10-01"}],
         f"groups.json, gruppen {CLASS_7B}: groupMemberships[1] säger emot en annan rad om samma "
         f"sak; {FIX}."),
        ("duties/0/endDate", "2014-01-01",
         f"duties.json, tjänsten {MIA_TEACHES}: endDate ligger före startDate; {FIX}."),
        ("duties/+", 7, "duties.json, rad 4: raden ska vara ett objekt; exportera filen igen."),
        ("duties/+",
         {"id": "7", "dutyAt": to(NORRA), "dutyRole": "Rektor", "startDate": "2026-08-01"},
         f"duties.json, rad 4: id ska vara en UUID; {FIX}."),
        ("persons/+", {"id": str(TOM), "givenName": "Tom", "familyName": "Lindqvist"},
         f"persons.json, personen {TOM}: id används redan i persons.json; "
         "ge varje rad ett eget id."),
        ("persons/+", {"id": str(MATHS), "givenName": "Bo", "familyName": "Ek"},
         f"activities.json, aktiviteten {MATHS}: id används redan i persons.json; "
         "ge varje rad ett eget id."),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told(path, value, sentence):
    assert faults_with(path, value) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[{]", "filen är inte giltig JSON (rad 1, tecken 3); exportera filen igen."),
        ("9" * 5000, "filen går inte att läsa som JSON; exportera filen igen."),
        ("[" * 200_000, "filen går inte att läsa som JSON; exportera filen igen."),
        ("7", "filen ska vara en lista eller ett objekt med listan data; exportera filen igen."),
        ("{}", "filen ska vara en lista eller ett objekt med listan data; exportera filen igen."),
        ('{"data": [], "pageToken": "x"}',
         "filen har en pageToken, så den sista sidan saknas; hämta alla sidor."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_fault_only(text, sentence):
    files = texts(folder()) | {"persons.json": text}

    with pytest.raises(RosterFaults) as caught:
        read_roster(files)

    assert str(caught.value) == f"persons.json: {sentence}"


def test_a_file_that_is_missing_is_told():
    with pytest.raises(RosterFaults) as caught:
        read_roster({})

    assert [str(fault) for fault in caught.value.faults] == [
        f"{name}.json: filen saknas; lägg den i mappen, med [] om den är tom."
        for name in ("organisations", "persons", "groups", "duties", "activities")
    ]


def test_all_faults_are_told_at_once_and_name_nobody():
    resources = folder()
    resources["persons"][2] |= {"givenName": 7, "birthDate": "i mars"}
    resources["groups"][0]["startDate"] = None
    resources["duties"][0]["person"] = to(NOBODY)

    with pytest.raises(RosterFaults) as caught:
        read_roster(texts(resources))

    assert str(caught.value).splitlines() == [
        f"persons.json, personen {ELIS}: givenName ska vara text; {FIX}.",
        f"persons.json, personen {ELIS}: {NOT_A_DATE}; {FIX}.",
        f"groups.json, gruppen {CLASS_7B}: startDate saknas; {FIX}.",
        f"duties.json, tjänsten {MIA_TEACHES}: person pekar på {NOBODY} "
        f"som inte är en person i persons.json; {MISSING}.",
    ]


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(
        [str(ELIS), str(NORRA), "2026-08-18", "9999-12-31", "0001-01-01", "Huvudman"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "person", "data", "value"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(value, way=()):
    """Give the way to every value in a tree."""
    if way:
        yield way
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for part, inner in parts:
            yield from places(inner, (*way, part))


@given(way=st.sampled_from(list(places(folder()))), value=ANYTHING)
def test_whatever_stands_in_the_files_they_are_read_or_told_about(way, value):
    resources = folder()
    place = resources
    for part in way[:-1]:
        place = place[part]
    place[way[-1]] = value

    try:
        told = len(read_roster(texts(resources)).persons)
    except RosterFaults as found:
        told = len(found.faults)

    assert told


@given(st.dictionaries(st.sampled_from(["persons.json", "groups-1.json"]), st.text()))
def test_whatever_text_a_file_holds_it_is_told_about(files):
    with pytest.raises(RosterFaults):
        read_roster(files)
