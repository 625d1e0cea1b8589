"""CSV of a small school becomes the same roster as SS 12000 gives, or is refused."""

import datetime as dt
import random
from contextlib import suppress
from dataclasses import fields

import pytest

from elevakt.trust.people.rules.csv_files.reading import read_roster
from elevakt.trust.people.rules.csv_files.sheets import SHEETS
from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.faults import RosterFaults
from elevakt.trust.people.rules.roster import Roster, key_of
from elevakt.trust.people.tests.rules.sheets import sheets

TODAY = dt.date(2026, 10, 5)


@pytest.fixture
def roster():
    return read_roster(sheets())


def faults(**changed):
    with pytest.raises(RosterFaults) as caught:
        read_roster(sheets(**changed))
    return [str(fault) for fault in caught.value.faults]


def named(roster, name):
    return next(one for one in roster.persons if one.name == name)


def test_the_example_is_a_whole_school(roster):
    counts = {one.name: len(getattr(roster, one.name)) for one in fields(Roster)}

    assert counts == {
        "organisations": 1,
        "school_units": 1,
        "persons": 10,
        "contacts": 5,
        "enrolments": 5,
        "responsibles": 3,
        "duties": 4,
        "groups": 3,
        "memberships": 6,
        "assignment_roles": 2,
        "activities": 3,
        "activity_groups": 3,
        "activity_teachers": 3,
    }
    assert roster.school_units[0].school_types == ("FSK", "GR", "FTH")
    assert roster.organiser.name == "Stiftelsen Granskolan"


def test_a_last_day_is_the_day_before_the_end(roster):
    elis = named(roster, "Elis Bergström")

    (enrolled,) = (one for one in roster.enrolments if one.person_id == elis.id)

    assert (enrolled.starts_on, enrolled.ends_on) == (dt.date(2026, 8, 17), dt.date(2027, 6, 12))
    assert (enrolled.school_year, elis.birth_date) == (7, dt.date(2013, 3, 4))


def test_a_teacher_who_is_a_guardian_is_one_person(roster):
    lo = named(roster, "Lo Westin")

    assert [one.person_id for one in roster.duties].count(lo.id) == 1
    assert [one.guardian_id for one in roster.responsibles].count(lo.id) == 1


@pytest.mark.parametrize(
    ("written", "is_protected"),
    [
        ("nej", False),
        ("Ingen", False),
        ("NEJ", False),
        ("", True),
        ("Sekretessmarkering", True),
        ("vet inte", True),
        ("ja", True),
    ],
)
def test_only_an_outspoken_no_is_no_protection(written, is_protected):
    found = read_roster(sheets(elever=("TF01;nej", f"TF01;{written}")))

    assert named(found, "Elis Bergström").is_protected is is_protected


def test_a_deputy_is_understood():
    found = read_roster(sheets(personal=(";Lärare;;2024", ";biträdande rektor;;2024")))

    deputy = next(one for one in found.duties if one.description == "Biträdande rektor")

    assert deputy.duty_role == "Övrig arbetsledning"


def test_a_key_that_is_a_uuid_is_the_key_of_ss12000():
    key = str(key_of("somebody"))
    files = {name: text.replace(b"e1;", f"{key};".encode()) for name, text in sheets().items()}

    assert str(named(read_roster(files), "Elis Bergström").id) == key


WRITTEN = {
    "Windows-1252": lambda text: text.encode("cp1252"),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "Unicode text": lambda text: text.replace(";", "\t").encode("utf-16"),
    "lines of Windows": lambda text: text.replace("\n", "\r\n").encode("cp1252"),
    "commas": lambda text: text.replace(";", ",").encode(),
    "empty lines": lambda text: (text + ";;;;\n\n  ;\n").encode(),
    "large letters": lambda text: text.replace("id;", "ID;").replace(";skydd", "; Skydd ").encode(),
}


@pytest.mark.parametrize("as_written", WRITTEN.values(), ids=WRITTEN)
def test_what_excel_and_others_write_is_read_alike(roster, as_written):
    files = {name: as_written(content.decode()) for name, content in sheets().items()}

    assert read_roster(files) == roster


def test_reading_the_same_again_changes_nothing(roster):
    found = difference(roster, read_roster(sheets()), today=TODAY)

    assert found.says_nothing
    assert found.gains == ()


def test_a_new_mentor_is_a_gain(roster):
    found = difference(
        roster, read_roster(sheets(uppdrag=("7B;p2;Mentor", "7B;p3;Mentor"))), today=TODAY
    )

    assert [type(one).__name__ for one in found.gains] == ["AssignmentRole"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"elever": ("e1;Elis;Bergström", "e1;;Bergström")},
            "elever.csv, rad 2: förnamn saknas; fyll i det.",
        ),
        (
            {"elever": ("2026-08-17;2027-06-11", "17/8 2026;2027-06-11")},
            "elever.csv, rad 2: från ska vara ett datum som 2026-08-17; skriv om det.",
        ),
        (
            {"elever": ("20130304TF01", "2,01303E+11")},
            "elever.csv, rad 2: personnummer har avrundats av Excel; "
            "gör kolumnen till text och skriv numret igen.",
        ),
        (
            {"elever": ("20130304TF01", "130304TF01")},
            "elever.csv, rad 2: personnummer ska skrivas ÅÅÅÅMMDDNNNN; skriv alla tolv tecknen.",
        ),
        (
            {"elever": ("20130815TF02", "20130304TF01")},
            "elever.csv, rad 3: personnummer är samma som på elever.csv rad 2; "
            "ge samma person samma id.",
        ),
        (
            {
                "elever": (
                    "e3;Nova;Westin;20160120TF03;nej;12345678;FTH",
                    "e3;Nora;Westin;20160120TF03;nej;12345678;FTH",
                )
            },
            "elever.csv, rad 5: raden säger emot elever.csv rad 4 om samma person; "
            "låt dem säga samma sak.",
        ),
        (
            {"elever": ("GR;7;7B", "GR;11;7B")},
            "elever.csv, rad 2: årskurs ska vara ett heltal från 0 till 10, eller F; rätta det.",
        ),
        (
            {"elever": ("GR;7;7B", "GR;7;7X")},
            "elever.csv, rad 2: klass finns inte i grupper.csv; "
            "lägg till raden i grupper.csv, eller rätta klass.",
        ),
        (
            {"vardnadshavare": ("nej;e1", "nej;e9")},
            "vardnadshavare.csv, rad 2: elev finns inte i elever.csv; "
            "lägg till raden i elever.csv, eller rätta elev.",
        ),
        (
            {"personal": ("2024-08-01;\n", "2024-08-01;2023-01-01\n")},
            "personal.csv, rad 2: till ligger före från; rätta dagarna.",
        ),
        (
            {"grupper": ("Franska 7;", "7B;")},
            "grupper.csv, rad 4: grupp finns redan på en tidigare rad; "
            "ge varje grupp ett eget namn, som 7B Norra.",
        ),
        (
            {"uppdrag": ("p2;Mentor", "p4;Mentor")},
            "uppdrag.csv, rad 2: personal har ingen tjänst på gruppens skolenhet under den tiden; "
            "lägg till tjänsten i personal.csv, eller rätta dagarna.",
        ),
        (
            {"uppdrag": ("p2;Mentor", "p2;Vikarie")},
            "uppdrag.csv, rad 2: uppdrag ska vara Mentor eller Lärare; skriv ett av dem.",
        ),
        (
            {"skolenheter": (";FSK GR FTH", ";GRUNDSKOLAN")},
            "skolenheter.csv, rad 2: skolformer ska vara korta koder som GR; "
            "skriv till exempel FSK GR FTH.",
        ),
        (
            {"medlemmar": ("Franska 7;e1", '"Franska 7;e1')},
            "medlemmar.csv, rad 2: raden går inte att läsa; se efter om ett citattecken saknas.",
        ),
        (
            {"medlemmar": ("e1;;", "e1;;;och mer")},
            "medlemmar.csv, rad 2: raden har fler kolumner än rubrikraden; "
            "sätt text med skiljetecken inom citattecken.",
        ),
        (
            {"elever": ("e1;Elis", f"e1;{'x' * 101}")},
            "elever.csv, rad 2: förnamn är längre än 100 tecken; korta texten.",
        ),
        (
            {"elever": ("e1;Elis", "e1;El\0is")},
            "elever.csv, rad 2: förnamn har tecken som inte går att spara; rätta raden.",
        ),
        (
            {"elever": ("7B;2026-08-17", "7B;")},
            "elever.csv, rad 2: från saknas; skriv första dagen.",
        ),
        (
            {"medlemmar": ("e2;2026-10-01;", "e2;2028-10-01;")},
            "medlemmar.csv, rad 3: tiden ligger utanför tiden för det raden hör till; "
            "rätta dagarna, eller ta bort raden.",
        ),
        (
            {"medlemmar": ("Franska 7;e1;;", "Franska 7;e1;;\nFranska 7;e1;;2026-11-01")},
            "medlemmar.csv, rad 3: raden säger emot medlemmar.csv rad 2; "
            "låt dem säga samma sak, eller ta bort en.",
        ),
        (
            {"skolenheter": ("FTH\n", "FTH\nAndra;802000-0002;Lunden;87654321;GR\n")},
            "skolenheter.csv, rad 3: huvudman och organisationsnummer ska vara samma på alla "
            "rader; rätta raden.",
        ),
        (
            {"skolenheter": ("FTH\n", "FTH\nStiftelsen Granskolan;802000-0001;B;12345678;GR\n")},
            "skolenheter.csv, rad 3: skolenhetskod finns redan på en tidigare rad; "
            "ha en rad för varje enhet.",
        ),
        (
            {
                "skolenheter": (
                    "Stiftelsen Granskolan;802000-0001;Granskolan;12345678;FSK GR FTH",
                    "",
                )
            },
            "skolenheter.csv: filen har ingen skolenhet; ha en rad för varje.",
        ),
        (
            {
                "elever": (
                    "e3;Nova;Westin;20160120TF03;nej;12345678;FTH",
                    "e3;Nova;Westin;20160121TF03;nej;12345678;FTH",
                )
            },
            "elever.csv, rad 5: raden säger emot elever.csv rad 4 om samma person; "
            "låt dem säga samma sak.",
        ),
        (
            {"elever": ("7B;2026-08-17;2027-06-11", "7B;2027-07-01;")},
            "elever.csv, rad 2: eleven är inte inskriven under klassens tid; "
            "rätta dagarna här eller i grupper.csv.",
        ),
        (
            {"vardnadshavare": ("v1;Vera;Bergström;nej;e1", "e1;Elis;Bergström;nej;e1")},
            "vardnadshavare.csv, rad 2: elev och id är samma person; rätta id eller elev.",
        ),
        (
            {"elever": (";skydd;", ";hemligt;")},
            "elever.csv, rad 1: kolumnen skydd saknas i rubrikraden; första raden ska ha id, "
            "förnamn, efternamn, skydd, skolenhetskod, skolform, årskurs, klass, från.",
        ),
        (
            {"elever": (";telefon", ";mobil")},
            "elever.csv, rad 1: kolumn 13 i rubrikraden känns inte igen eller finns två gånger; "
            "rätta rubriken eller ta bort kolumnen.",
        ),
    ],
)
def test_each_fault_is_one_sentence_with_file_and_line(changed, said):
    assert faults(**changed)[0] == said


def test_a_file_that_is_not_there_is_a_fault_and_no_empty_file():
    files = sheets()
    del files["vardnadshavare.csv"]

    with pytest.raises(RosterFaults, match=r"^vardnadshavare.csv: filen saknas; lägg till den"):
        read_roster(files)


def test_a_file_has_so_many_lines_and_no_more(monkeypatch):
    monkeypatch.setattr("elevakt.trust.people.rules.csv_files.sheets.MOST_LINES", 2)

    assert faults()[0] == "elever.csv, rad 4: filen har fler än 2 rader; dela upp inläsningen."


@pytest.mark.parametrize(("written", "year"), [("F", 0), ("f", 0), ("", None), ("10", 10)])
def test_a_school_year_is_a_number_or_preschool_class_or_not_said(written, year):
    found = read_roster(sheets(elever=("GR;7;7B", f"GR;{written};7B")))

    elis = named(found, "Elis Bergström")
    assert {one.school_year for one in found.enrolments if one.person_id == elis.id} == {year}


def test_what_never_ends_is_written_so():
    found = read_roster(sheets(personal=("Rektor;;2024-08-01;", "Rektor;;2024-08-01;9999-12-31")))

    assert {one.ends_on for one in found.duties} == {None}


def test_a_personal_number_is_no_identity_and_is_never_told():
    number = "201303040000"  # its last figure is wrong on purpose, so it can be nobody's

    told = faults(elever=("e1;Elis", f"{number};{number}"))

    assert told[0] == (
        "elever.csv, rad 2: id ser ut som ett personnummer; "
        "använd ett eget nummer eller användarnamn som inte ändras."
    )
    assert not any(number in one for one in told)


def test_all_faults_are_told_at_once_in_the_order_of_the_files():
    told = faults(elever=("GR;7;7B", "GR;x;7B"), personal=("Rektor", ""), uppdrag=("7B;p2", ";p2"))

    assert [one.split(":")[0] for one in told] == [
        "elever.csv, rad 2",
        "personal.csv, rad 2",
        "uppdrag.csv, rad 2",
    ]


def test_whatever_bytes_come_there_is_a_roster_or_faults():
    chance = random.Random(11)  # noqa: S311
    for _ in range(300):
        files = {name: bytearray(content) for name, content in sheets().items()}
        broken = files[chance.choice(list(SHEETS))]
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with suppress(RosterFaults):
            read_roster({name: bytes(content) for name, content in files.items()})
