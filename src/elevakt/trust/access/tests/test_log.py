"""Who has opened what: everybody sees her own, a lead a pupil's log, and it follows circles."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from elevakt.foundation.kernel import clock
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import rows
from elevakt.trust.access.tests.matters import bar, invite, name_person, open_matter
from elevakt.trust.audit import actions as gate
from elevakt.trust.audit.models import Opening, Refusal
from elevakt.trust.people.enums import Side

OPEN = """
    select page, basis from access.openings_of(%s, %s, 50) order by at, page
"""


def opens(cast, name, page, *pupils, matter=None, side=Side.STAFF, basis="teaches"):
    """Let somebody open a page that shows pupils."""
    actor = cast.actor(name, side)
    with acting_as(actor), gate.visiting(page) as visit:
        gate.opens(
            {cast.id(pupil): basis for pupil in pupils}, matter_id=matter.id if matter else None
        )
        gate.write_openings(
            visit,
            organiser_id=actor.organiser_id,
            person_id=actor.person_id,
            standing_id=None,
            side=actor.side,
        )


def log(cast, name, pupil, side=Side.STAFF):
    """Return the pages in a pupil's log, as somebody sees it."""
    with acting_as(cast.actor(name, side)):
        later = clock.now() + dt.timedelta(seconds=1)
        return [page for page, _ in rows(OPEN, cast.id(pupil), later)]


def test_the_log_of_a_pupil_is_for_whoever_leads_the_unit(cast):
    opens(cast, "tom", "pupil", "elis")
    opens(cast, "vera", "child", "elis", side=Side.FAMILY, basis="guardian")

    assert log(cast, "rut", "elis") == log(cast, "beata", "elis") == ["pupil", "child"]
    for name in set(cast.persons) - {"rut", "beata"}:
        assert log(cast, name, "elis") == []


def test_the_log_of_one_pupil_tells_nothing_of_the_others_on_the_page(cast):
    opens(cast, "mia", "class", "amir", "elis")
    with arrange():
        Opening.objects.update(bases=["teaches", "mentors"])

    with acting_as(cast.actor("rut")):
        later = clock.now() + dt.timedelta(seconds=1)
        assert rows(OPEN, cast.elis.id, later) == [("class", "mentors")]
        assert rows(OPEN, cast.amir.id, later) == [("class", "teaches")]
        assert rows(OPEN, cast.hedda.id, later) == []


def test_what_another_organiser_writes_is_in_no_log_of_ours(cast):
    opens(cast, "ove", "pupil", "elis")

    assert log(cast, "rut", "elis") == []


def test_an_opening_about_a_matter_is_there_for_those_who_work_in_the_matter(cast):
    elsewhere, here = open_matter(cast, "elis", unit=None), open_matter(cast, "elis")
    opens(cast, "kim", "hidden case", "elis", matter=elsewhere)
    opens(cast, "kim", "case", "elis", matter=here)

    assert log(cast, "rut", "elis") == ["case"]


def test_reading_a_part_or_having_reported_shows_no_opening_about_the_matter(cast):
    matter = open_matter(cast, "elis", unit="bjorkangen", scope="absence")
    opens(cast, "bo", "case", "elis", matter=matter)
    name_person(cast, matter, "amir", unit="norra")
    invite(cast, matter, "beata", "report", basis="reported", may_write=False)

    assert log(cast, "rut", "elis") == log(cast, "beata", "elis") == []


def test_the_accused_lead_finds_no_trace_in_the_log(cast):
    matter = open_matter(cast, "elis")
    opens(cast, "beata", "case", "elis", matter=matter)
    bar(cast, matter, "rut")

    assert log(cast, "rut", "elis") == []
    assert log(cast, "beata", "elis") == ["case"]


def test_a_lead_who_is_kin_has_no_staff_log_of_the_child(cast):
    with arrange():
        cast.organiser.guard(cast.beata, cast.elis)
    opens(cast, "rut", "pupil", "elis")

    assert log(cast, "rut", "elis") == ["pupil"]
    assert log(cast, "beata", "elis") == []


def test_the_family_side_asks_for_no_log(cast):
    with pytest.raises(ProgrammingError, match="permission denied for function openings_of"):
        log(cast, "vera", "elis", Side.FAMILY)


def test_everybody_sees_the_own_openings_and_nobody_a_colleagues(cast):
    opens(cast, "tom", "tom's page", "elis")
    opens(cast, "mia", "mia's page", "elis")

    for name, pages in (("tom", ["tom's page"]), ("mia", ["mia's page"]), ("rut", [])):
        with acting_as(cast.actor(name)):
            assert list(Opening.objects.values_list("page", flat=True)) == pages


def lists(cast, name, page, pupil, basis, *matters):
    """Let somebody open a page where a pupil stands in a list, a line for each matter."""
    actor = cast.actor(name)
    with acting_as(actor), gate.visiting(page) as visit:
        for matter in matters:
            gate.lists({cast.id(pupil): basis}, matter_id=matter and matter.id)
        gate.write_openings(
            visit,
            organiser_id=actor.organiser_id,
            person_id=actor.person_id,
            standing_id=None,
            side=actor.side,
        )


def test_a_line_of_a_list_follows_the_matter_that_it_stands_there_for(cast):
    matter, hidden = open_matter(cast, "elis"), open_matter(cast, "elis")
    bar(cast, hidden, "rut")

    lists(cast, "mia", "tasks", "elis", "task", hidden)
    assert (log(cast, "rut", "elis"), log(cast, "beata", "elis")) == ([], ["tasks"])

    lists(cast, "mia", "both", "elis", "task", hidden, matter)
    assert log(cast, "rut", "elis") == ["both"]


def test_a_search_that_led_to_a_report_is_hidden_with_the_report(cast):
    matter = open_matter(cast, "elis")
    bar(cast, matter, "rut")
    invite(cast, matter, "nils", "report", basis="reported", may_write=False)
    for name in ("nils", "tom"):
        lists(cast, name, f"{name} searched", "elis", "search", None)

    assert log(cast, "rut", "elis") == ["tom searched"]
    assert log(cast, "beata", "elis") == ["nils searched", "tom searched"]


@pytest.mark.parametrize(("whose", "where"), [("mia", "organiser"), ("tom", "other_organiser")])
def test_nobody_writes_an_opening_in_anothers_name_or_house(cast, whose, where):
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.actor("tom")):
        gate.write_openings(
            gate.Visit("pupil", matter_id=cast.elis.id),
            organiser_id=getattr(cast, where).id,
            person_id=cast.id(whose),
            standing_id=None,
            side=Side.STAFF,
        )


@pytest.mark.parametrize(
    "statement", ["update audit.opening set page = ''", "delete from audit.opening"]
)
def test_nobody_changes_what_is_written_in_the_log(cast, statement):
    opens(cast, "tom", "pupil", "elis")

    for side in (Side.STAFF, Side.FAMILY):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            acting_as(cast.actor("tom", side)),
        ):
            rows(statement)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as(cast.actor("tom")),
        engine_writes(),
    ):
        rows(statement)


def test_a_refusal_is_written_when_the_act_is_over(cast):
    visit = gate.Visit("pupil", refused=["pupil"])

    gate.write_refusals(visit, organiser_id=cast.organiser.id, person_id=cast.tom.id)

    with arrange():
        assert list(Refusal.objects.values_list("page", "what")) == [("pupil", "pupil")]
