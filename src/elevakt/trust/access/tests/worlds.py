"""Worlds that hypothesis makes up: two organisers in which anybody may be anything to anybody."""

import datetime as dt

from hypothesis import strategies as st

NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)
PERIODS = {
    "always": (-400, None),
    "past": (-400, -30),
    "ends now": (-400, 0),
    "starts now": (0, None),
    "term": (-90, 40),
    "soon": (6, 60),
    "future": (30, None),
}
TERMS = {
    "spring": (-300, -31),
    "until yesterday": (-90, -1),
    "this": (-90, 40),
    "next": (2, 100),
    "after that": (40, 200),
}
"""The first and the last day of a term. What is past ended the day after the spring did."""
OF_AGE, TOO_YOUNG = dt.date(2008, 11, 18), dt.date(2008, 11, 19)
"""Whoever was born on the first day comes of age now, and on the other tomorrow."""
ROLES = (
    ("Lärare", ""),
    ("Rektor", ""),
    ("Övrig arbetsledning", "Biträdande rektor "),
    ("Övrig arbetsledning", "Intendent"),
    ("Lärare", "Biträdande rektor"),
    ("Fritidspedagog", ""),
    ("Skoladministratör", ""),
)
"""Duty roles with their descriptions: the second and the third lead."""
ASSIGNED = ("Mentor", "Mentor", "Fritidspedagog", "Barnskötare", "Annan")
SCHOOL_TYPES = ("GR", "FTH")
CIRCLES = ("report", "work")
ADULTS, PUPILS = range(4), range(3, 7)
"""Persons by number. The third is both an adult and a pupil; everybody else is one of them."""

periods = st.sampled_from(sorted(PERIODS))
ends = st.sampled_from(sorted(name for name, (_, last) in PERIODS.items() if last is not None))
mostly_always = st.sampled_from(["always", "always", "term", *sorted(PERIODS)])
adults, pupils, anybody = map(st.sampled_from, (ADULTS, PUPILS, range(7)))
units = st.sampled_from([0, 1])
circles = st.lists(st.sampled_from(CIRCLES), unique=True)


def some(*parts, most):
    """Up to so many rows, each with these parts."""
    return st.lists(st.tuples(*parts), max_size=most)


matters = st.fixed_dictionaries(
    {
        "led_by": st.none() | units,
        "scope": st.sampled_from(["bullying", "absence"]),
        "part_circles": circles,
        "officer_circles": circles,
        "officer_role": st.sampled_from(["", "officer"]),
        "delegate_role": st.sampled_from(["", "delegate", "delegate"]),
        "persons": st.dictionaries(anybody, st.none() | units, max_size=2),
        "bars": st.sets(anybody, max_size=1),
        "readers": some(
            anybody,
            st.sampled_from(["participates", "reported", "guardian", "self"]),
            st.sampled_from(["staff", "staff", "family"]),
            circles,
            st.none() | pupils,
            st.booleans(),
            mostly_always,
            most=3,
        ),
        "chosen": some(pupils, st.sampled_from(["mentors", "teaches"]), circles, most=2),
        "decisions": some(
            pupils,
            adults,
            st.sampled_from(["inform", "inform", "ask", "do_not_inform"]),
            st.integers(0, 2),
            most=3,
        ),
    }
)
organisers = st.fixed_dictionaries(
    {
        "protected": st.sets(anybody, max_size=2),
        "grown": st.sets(pupils, max_size=1),
        "duties": some(
            adults,
            st.none() | units,
            st.sampled_from(ROLES),
            mostly_always,
            most=5,
        ),
        "groups": st.lists(st.tuples(units, mostly_always), min_size=2, max_size=2),
        "terms": some(units, st.sampled_from(sorted(TERMS)), most=3),
        "enrolments": some(pupils, units, mostly_always, st.sampled_from(SCHOOL_TYPES), most=4),
        "memberships": some(st.sampled_from([0, 1]), pupils, mostly_always, most=4),
        "taught": some(st.integers(0, 4), units, mostly_always, mostly_always, most=3),
        "mentored": some(
            st.integers(0, 4), units, st.sampled_from(ASSIGNED), mostly_always, most=3
        ),
        "homes": some(
            st.tuples(adults, pupils).filter(lambda pair: pair[0] != pair[1]),
            st.sampled_from(["Vårdnadshavare", "Vårdnadshavare", "Annan ansvarig"]),
            mostly_always,
            most=4,
        ),
        "circles": some(anybody, anybody, mostly_always, most=2),
        "special": some(pupils, mostly_always, most=1),
        "grants": some(
            adults,
            st.sampled_from(["officer", "registers", "oversees"]),
            st.sampled_from(["bullying", "absence"]),
            mostly_always,
            most=2,
        ),
        "stand_ins": some(
            st.tuples(adults, adults).filter(lambda pair: pair[0] != pair[1]), ends, most=2
        ),
        "put_on": some(adults, st.none() | pupils, ends, most=2),
        "covers": some(adults, st.sampled_from([0, 1]), ends, most=2),
        "assists": some(adults, pupils, ends, most=2),
        "deciders": some(adults, units, st.sampled_from(["bullying", "absence"]), ends, most=2),
        "matters": st.lists(matters, max_size=3),
        "openings": some(
            anybody,
            st.dictionaries(anybody, st.none() | st.integers(0, 2), max_size=3),
            st.none() | st.integers(0, 2),
            st.sampled_from(["teaches", "search"]),
            most=4,
        ),
    }
)
worlds = st.tuples(organisers, organisers)
