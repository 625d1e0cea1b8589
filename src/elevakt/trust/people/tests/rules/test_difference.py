from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from elevakt.trust.people.rules.difference import difference
from elevakt.trust.people.rules.preview import preview
from elevakt.trust.people.rules.roster import Person, Responsible, Roster
from elevakt.trust.people.tests.rules.folder import (
    ELIS,
    FORVALTNING,
    MATHS_GROUP,
    TOM,
    TOM_TEACHES,
    VERA,
    folder,
    key,
    roster,
    to,
)

TODAY = date(2026, 11, 21)
ALL = Fraction(1)


def changes(found):
    """Return what changes, as counts by resource: added, changed, removed, held."""
    counts = {
        each.resource: (len(each.added), len(each.changed), len(each.removed), len(each.held))
        for each in found.resources
    }
    return {resource: count for resource, count in counts.items() if any(count)}


def taken_in(current, found):
    """Return a roster after an import of a difference."""
    resources = {}
    for each in found.resources:
        rows = {row.id: row for row in getattr(current, each.resource)}
        for row in each.removed:
            del rows[row.id]
        rows |= {row.id: row for row in each.added}
        rows |= {change.after.id: change.after for change in each.changed}
        resources[each.resource] = tuple(rows.values())
    return Roster(**resources)


def test_the_same_roster_changes_nothing():
    found = difference(roster(), roster(), today=TODAY)

    assert found.is_empty
    assert changes(found) == {}
    assert preview(found, roster()) == ("Inget har ändrats.",)


def test_the_first_roster_is_all_new():
    found = difference(Roster(), roster(), today=TODAY)

    assert taken_in(Roster(), found) == roster()
    assert preview(found, roster(), longest=1) == (
        "Organisationer: 2 nya",
        "Skolenheter: 1 nya",
        "Personer: 5 nya",
        "Kontaktvägar: 3 nya",
        "Inskrivningar: 1 nya",
        "Vårdnadshavare och andra ansvariga: 2 nya",
        "Tjänster: 2 nya",
        "Grupper: 2 nya",
        "Gruppmedlemskap: 2 nya",
        "Uppdrag: 1 nya",
        "Aktiviteter: 1 nya",
        "Grupper i aktiviteter: 1 nya",
        "Lärare i aktiviteter: 1 nya",
        "Kan ge någon mer att läsa: 7",
        "  Vera Bergström: Vårdnadshavare för Elis Bergström",
        "  … och 6 till",
    )


def test_what_gives_somebody_more_to_read_is_said_by_name():
    found = difference(Roster(), roster(), today=TODAY)

    assert preview(found, roster())[-7:] == (
        "  Vera Bergström: Vårdnadshavare för Elis Bergström",
        "  Henrik Lundmark: Vårdnadshavare för Elis Bergström",
        "  Mia Sandell: Lärare, Norra skolan",
        "  Tom Lindqvist: Förstelärare, Norra skolan",
        "  Mia Sandell: Mentor, 7B",
        "  7B Matematik: ny grupp i Matematik 7B",
        "  Tom Lindqvist: undervisar Matematik 7B",
    )


def test_a_changed_name_gives_nobody_more_to_read():
    resources = folder()
    resources["persons"][2]["familyName"] = "Lundmark"

    found = difference(roster(), roster(resources), today=TODAY)

    assert changes(found) == {"persons": (0, 1, 0, 0)}
    assert found.gains == ()


def test_a_guardian_no_longer_sent_has_ended():
    resources = folder()
    del resources["persons"][2]["responsibles"][1]

    found = difference(roster(), roster(resources), today=TODAY)

    assert changes(found) == {"responsibles": (0, 0, 1, 0)}
    assert preview(found, roster(resources)) == ("Vårdnadshavare och andra ansvariga: 1 avslutade",)


def test_a_person_who_is_missing_is_held_with_all_that_points_there():
    resources = folder()
    del resources["persons"][2]
    for group in resources["groups"]:
        group["groupMemberships"] = []

    found = difference(roster(), roster(resources), today=TODAY, largest_share_missing=ALL)

    assert found.is_empty
    assert changes(found) == {"persons": (0, 0, 0, 1)}
    assert preview(found, roster(resources)) == (
        "Inget har ändrats.",
        "Personer: 1 saknas, behålls till granskning",
    )


def test_a_teacher_who_leaves_the_files_keeps_nothing_new_and_loses_nothing_unseen():
    resources = folder()
    resources["duties"] = resources["duties"][:1]
    resources["activities"][0]["teachers"] = []

    found = difference(roster(), roster(resources), today=TODAY, largest_share_missing=ALL)

    assert changes(found) == {"duties": (0, 0, 0, 1)}


def test_what_has_ended_may_fall_out_of_the_files():
    resources = folder()
    resources["duties"] = resources["duties"][:1]
    resources["activities"][0]["teachers"] = []

    found = difference(roster(), roster(resources), today=date(2027, 1, 1))

    assert changes(found) == {}
    assert found.stops == ()


def test_a_membership_no_longer_sent_has_ended_unless_it_had_before():
    resources = folder()
    resources["groups"][0]["groupMemberships"] = []
    incoming = roster(resources)

    during = difference(roster(), incoming, today=date(2027, 6, 30))
    after = difference(roster(), incoming, today=date(2027, 7, 1))

    assert changes(during) == {"memberships": (0, 0, 1, 0)}
    assert changes(after) == {}


def test_more_than_a_twentieth_missing_stops_the_import():
    people = tuple(
        Person(key(at), "Elsa", "", "Lind", "", None, "", "Ingen", "Aktiv")
        for at in range(100, 140)
    )

    two = difference(Roster(persons=people), Roster(persons=people[2:]), today=TODAY)
    three = difference(Roster(persons=people), Roster(persons=people[3:]), today=TODAY)

    assert [each.resource for each in two.stops] == []
    assert [each.resource for each in three.stops] == ["persons"]
    assert preview(three, Roster(persons=people[3:])) == (
        "STOPP: Personer: 7,5 % saknas i filerna. Kontrollera att exporten är hel, eller bekräfta "
        "att de ska saknas.",
        "Personer: 3 saknas, behålls till granskning",
    )


def test_a_longer_duty_gives_more_to_read_and_a_shorter_does_not():
    shorter, longer, other = folder(), folder(), folder()
    shorter["duties"][1]["endDate"] = "2026-12-30"
    longer["duties"][1]["endDate"] = "2027-01-01"
    other["duties"][1] |= {"dutyRole": "Rektor", "endDate": "2026-12-30"}

    gains = [
        {
            type(row).__name__: row.id
            for row in difference(roster(), roster(each), today=TODAY).gains
        }
        for each in (shorter, longer, other)
    ]

    assert [gain.get("Duty") for gain in gains] == [None, TOM_TEACHES, TOM_TEACHES]


def test_a_mentor_of_a_second_class_is_a_gain():
    resources = folder()
    mentor = {"group": to(MATHS_GROUP), "assignmentRoleType": "Mentor"}
    resources["duties"][0]["assignmentRole"].append(mentor)
    incoming = roster(resources)

    found = difference(roster(), incoming, today=TODAY)

    assert preview(found, incoming) == (
        "Uppdrag: 1 nya",
        "Kan ge någon mer att läsa: 1",
        "  Mia Sandell: Mentor, 7B Matematik",
    )


def test_a_relation_that_changes_under_the_same_key_is_a_gain():
    before = Responsible(key(1), ELIS, VERA, "Annan ansvarig")
    after = replace(before, relation_type="Vårdnadshavare")

    found = difference(Roster(responsibles=(before,)), Roster(responsibles=(after,)), today=TODAY)

    assert found.gains == (after,)


def test_markings_that_come_and_go_are_told_without_names():
    marked = folder()
    marked["persons"][2]["securityMarking"] = "Sekretessmarkering"
    marked["persons"][2]["responsibles"].append({"person": to(TOM)})

    came = difference(roster(), roster(marked), today=TODAY)
    went = difference(roster(marked), roster(), today=TODAY)

    assert [person.id for person in came.newly_protected] == [ELIS]
    assert [person.id for person in went.no_longer_protected] == [ELIS]
    assert preview(came, roster(marked)) == (
        "Personer: 1 ändrade",
        "Vårdnadshavare och andra ansvariga: 1 nya",
        "Nya skyddsmarkeringar: 1",
        "  en person med skyddade personuppgifter",
        "Kan ge någon mer att läsa: 1",
        "  Tom Lindqvist: ansvarig för en person med skyddade personuppgifter",
    )
    assert preview(went, roster()) == (
        "Personer: 1 ändrade",
        "Vårdnadshavare och andra ansvariga: 1 avslutade",
        "Inte längre skyddsmarkerade: 1",
        "  Elis Bergström",
    )


def test_a_duty_at_the_department_is_said_with_its_place():
    resources = folder()
    resources["duties"][0]["dutyAt"] = to(FORVALTNING)
    incoming = roster(resources)

    found = difference(roster(), incoming, today=TODAY)

    assert preview(found, incoming)[-1] == "  Mia Sandell: Lärare, Utbildning"


SMALL = roster()


@st.composite
def rosters(draw):
    """Return some of the rows of the small roster, in any order, some of them changed."""
    resources = {}
    for each in fields(Roster):
        rows = draw(st.permutations(getattr(SMALL, each.name)))
        kept = [row for row in rows if draw(st.booleans())]
        resources[each.name] = tuple(
            replace(row, ends_on=draw(st.sampled_from([None, TODAY, date(2028, 1, 1)])))
            if hasattr(row, "ends_on")
            else row
            for row in kept
        )
    return Roster(**resources)


@given(current=rosters(), incoming=rosters())
def test_what_has_been_taken_in_changes_nothing_the_next_time(current, incoming):
    found = difference(current, incoming, today=TODAY)

    after = taken_in(current, found)

    again = difference(after, incoming, today=TODAY)
    assert again.is_empty
    assert again.gains == ()


@given(current=rosters(), incoming=rosters())
def test_nothing_with_an_identity_is_ever_removed(current, incoming):
    after = taken_in(current, difference(current, incoming, today=TODAY))

    for resource in ("organisations", "school_units", "persons", "duties", "groups", "activities"):
        before = {row.id for row in getattr(current, resource)}
        coming = {row.id for row in getattr(incoming, resource)}
        assert {row.id for row in getattr(after, resource)} == before | coming
