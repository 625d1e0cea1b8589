"""The schools of the town, their classes, and the way a child goes through them."""

from dataclasses import dataclass

UPPER_SECONDARY_GRADES = (10, 12)
LAST_COMPULSORY_GRADE = 9


@dataclass(frozen=True, slots=True)
class School:
    """A school unit; grade 0 is the preschool class, grades 10–12 the upper secondary school."""

    key: str
    name: str
    code: str
    grades: tuple[int, int]
    area: str

    @property
    def school_types(self) -> list[str]:
        """Its school types in SS 12000."""
        if self.grades == UPPER_SECONDARY_GRADES:
            return ["GY"]
        return ["FKLASS", "GR"] if self.grades[0] == 0 else ["GR"]


SCHOOLS = (
    School("norra", "Norra skolan", "99000001", (0, 9), "Norrvik"),
    School("södra", "Södra skolan", "99000002", (0, 6), "Söderängen"),
    School("björk", "Björkängens skola", "99000003", (0, 9), "Björkängen"),
    School("sjö", "Sjöskolan", "99000004", (0, 3), "Sjöby"),
    School("västra", "Västra skolan", "99000005", (7, 9), "Söderängen"),
    School("gymnasiet", "Norrviks gymnasium", "99000006", UPPER_SECONDARY_GRADES, "Norrvik"),
)
SCHOOL = {school.key: school for school in SCHOOLS}

# A stream is a class of children that goes together from the preschool class to grade nine:
# up to which grade, in which school, and which letter its class has there.
STREAMS = {
    "norra A": ((9, "norra", "A"),),
    "norra B": ((9, "norra", "B"),),
    "björk A": ((9, "björk", "A"),),
    "björk B": ((9, "björk", "B"),),
    "södra A": ((6, "södra", "A"), (9, "västra", "A")),
    "södra B": ((6, "södra", "B"), (9, "västra", "B")),
    "sjö A": ((3, "sjö", "A"), (6, "södra", "C"), (9, "västra", "C")),
}
PROGRAMMES = ("NA", "SA", "EK", "TE", "VO")


@dataclass(frozen=True, slots=True, order=True)
class SchoolClass:
    """A class in one school year; ``letter`` is the programme in upper secondary school."""

    school: str
    year: int
    grade: int
    letter: str

    @property
    def name(self) -> str:
        """What everybody calls it: FA, 7B, NA1."""
        if self.grade > LAST_COMPULSORY_GRADE:
            return f"{self.letter}{self.grade - LAST_COMPULSORY_GRADE}"
        return f"{self.grade or 'F'}{self.letter}"

    @property
    def key(self) -> str:
        """Its natural key."""
        return f"{self.school}/{self.year}/{self.name}"

    @property
    def cohort(self) -> int:
        """The year when its children were born."""
        return cohort_of(self.year, self.grade)

    @property
    def school_type(self) -> str:
        """Its school type in SS 12000."""
        return school_type_of(self.grade)


def school_type_of(grade: int) -> str:
    """Return the school type of SS 12000 for a grade."""
    if grade == 0:
        return "FKLASS"
    return "GY" if grade > LAST_COMPULSORY_GRADE else "GR"


def cohort_of(year: int, grade: int) -> int:
    """Return the birth year of those who are in a grade in a school year."""
    return year - grade - 6


def grade_of(cohort: int, year: int) -> int:
    """Return the grade of a cohort in a school year: below 0 before school, above 12 after it."""
    return year - cohort - 6


def class_of(stream: str, cohort: int, year: int) -> SchoolClass:
    """Return the class that a stream's children are in, for a year in compulsory school."""
    grade = grade_of(cohort, year)
    school, letter = next(
        (school, letter) for highest, school, letter in STREAMS[stream] if grade <= highest
    )
    return SchoolClass(school, year, grade, letter)
