"""What has been done is sealed, and whoever changes it afterwards is found out."""

import datetime as dt
from typing import Any

import pytest
from django.db import ProgrammingError

from elevakt.engines.cases.models import Entry, EntryPart
from elevakt.foundation.kernel import clock, ids
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.working import working
from elevakt.trust.access.enums import Basis
from elevakt.trust.access.models import PutOn, Review
from elevakt.trust.access.rules.actor import machinery
from elevakt.trust.access.tasks import SETTLED, seal, seal_everywhere
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import rows, undone
from elevakt.trust.access.tests.matters import put_on, review
from elevakt.trust.audit.enums import Tampered
from elevakt.trust.audit.models import Disposal, Mark, Opening, Refusal, Seal, Search
from elevakt.trust.audit.queries import chains, since_anybody_began, verify

NOON = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def opens(cast, name, at, organiser=None):
    with arrange():
        return Opening.objects.create(
            organiser_id=(organiser or cast.organiser).id,
            at=at,
            person_id=cast.id(name),
            side="staff",
            page="pupil",
            kind="opened",
            subjects=[cast.id("elis")],
            bases=["teaches"],
            matters=[None],
        )


def writes(cast, at, text):
    """Write an entry in a case, with one part."""
    own = {"organiser_id": cast.organiser.id, "matter_id": ids.new(), "no": 1}
    with arrange():
        entry = Entry.objects.create(**own, kind="note", at=at, request_id=ids.new())
        return EntryPart.objects.create(
            **own, entry=entry, circle="work", answers={"when": "2026-11-18"}, text=text
        )


def seals(cast, now):
    with clock.fixed(now):
        seal(str(cast.organiser.id))


def found(cast, organiser=None):
    """Return what is not as it was sealed, by chain."""
    with working((organiser or cast.organiser).id, "verify"):
        return [
            (fault.chain, fault.what, fault.since, fault.until)
            for chain in chains()
            for fault in verify(chain).faults
        ]


@pytest.fixture
def three_hours(cast):
    """An opening, a refusal, a search and an entry each hour, sealed each hour."""
    sealed = []
    for hour in range(3):
        at = NOON + hour * HOUR
        did = {"organiser_id": cast.organiser.id, "person_id": cast.tom.id, "at": at}
        sealed.append(opens(cast, "tom", at))
        writes(cast, at, f"Det som hände {hour}")
        with arrange():
            Refusal.objects.create(**did, page="pupil", what="pupil")
            Search.objects.create(**did, unit_id=ids.new(), hits=1)
        seals(cast, at + HOUR)
    return sealed


def span(hour):
    """Return what the seal of an hour covers."""
    since = NOON + hour * HOUR - SETTLED if hour else None
    return since, NOON + (hour + 1) * HOUR - SETTLED


TABLES: dict[str, Any] = {
    "audit.opening": Opening,
    "audit.refusal": Refusal,
    "audit.search": Search,
    "cases.entry": Entry,
}


def test_what_nobody_has_touched_is_as_it_was_sealed(cast, three_hours):
    assert found(cast) == []
    with working(cast.organiser.id, "verify"):
        got = {one.chain: (one.no, one.rows) for one in map(verify, chains())}
    empty = (
        "audit.disposal",
        "access.put_on",
        "access.review",
        "access.look",
        "access.step_reset",
        "access.step_reset_answer",
    )
    assert got == dict.fromkeys([*TABLES, "cases.entry_part"], (3, 3)) | dict.fromkeys(
        empty, (0, 0)
    )


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_row_is_found_within_the_hour(cast, three_hours, table):
    with arrange():
        changed = TABLES[table].objects.filter(at=NOON + HOUR)
        if table == "cases.entry":
            changed.update(by_person_id=cast.mia.id)
        else:
            changed.update(person_id=cast.mia.id)

    assert found(cast) == [(table, Tampered.CHANGED, *span(1))]


@pytest.mark.parametrize("table", [name for name in TABLES if name != "cases.entry"])
def test_a_removed_row_is_found_within_the_hour(cast, three_hours, table):
    with arrange():
        TABLES[table].objects.filter(at=NOON).delete()

    assert found(cast) == [(table, Tampered.REMOVED, *span(0))]


@pytest.mark.parametrize("table", TABLES)
def test_an_inserted_row_is_found_within_the_hour(cast, three_hours, table):
    with arrange():
        row = TABLES[table].objects.get(at=NOON + HOUR)
        row.id, row.at = ids.new(), NOON + HOUR + dt.timedelta(minutes=1)
        if table == "cases.entry":
            row.no = 2
        row.save(force_insert=True)

    assert found(cast) == [(table, Tampered.INSERTED, *span(1))]


@pytest.mark.parametrize(
    "column", ["page", "reason", "address", "kind", "side"], ids=lambda column: column
)
def test_every_word_of_an_opening_is_sealed(cast, three_hours, column):
    with arrange():
        Opening.objects.filter(at=NOON).update(**{column: "x"})

    assert found(cast) == [("audit.opening", Tampered.CHANGED, *span(0))]


def test_a_row_that_is_moved_to_another_hour_is_missed_in_one_and_found_in_the_other(
    cast, three_hours
):
    with arrange():
        Opening.objects.filter(at=NOON).update(at=NOON + 2 * HOUR)

    assert found(cast) == [
        ("audit.opening", Tampered.REMOVED, *span(0)),
        ("audit.opening", Tampered.INSERTED, *span(2)),
    ]


def test_a_row_that_is_moved_to_another_organiser_is_missed(cast, three_hours):
    with arrange():
        Opening.objects.filter(at=NOON).update(organiser_id=cast.other_organiser.id)

    assert found(cast) == [("audit.opening", Tampered.REMOVED, *span(0))]


@pytest.mark.parametrize("made_anew", [{"rows": 7}, {"root": b"x"}, {"until": NOON}, {"no": 9}])
def test_a_seal_that_is_made_anew_is_broken(cast, three_hours, made_anew):
    with arrange():
        Seal.objects.filter(chain="audit.opening", no=2).update(**made_anew)

    assert Tampered.BROKEN in {what for _, what, *_ in found(cast)}


def test_a_seal_that_is_taken_out_is_missed(cast, three_hours):
    with arrange():
        Seal.objects.filter(chain="audit.opening", no=1).delete()

    assert ("audit.opening", Tampered.BROKEN, None, span(1)[1]) in found(cast)


def test_a_text_that_is_changed_gone_or_slipped_in_is_found_to_the_second(cast, three_hours):
    with arrange():
        parts = list(EntryPart.objects.order_by("entry__at"))
        EntryPart.objects.filter(id=parts[0].id).update(text="Något annat")
        EntryPart.objects.filter(id=parts[1].id).delete()
        parts[2].id = ids.new()
        parts[2].save(force_insert=True)

    assert found(cast) == [
        ("cases.entry_part", Tampered.CHANGED, NOON, NOON),
        ("cases.entry_part", Tampered.REMOVED, NOON + HOUR, NOON + HOUR),
        ("cases.entry_part", Tampered.INSERTED, NOON + 2 * HOUR, NOON + 2 * HOUR),
    ]


def test_a_hash_that_is_made_anew_with_its_text_is_found(cast, three_hours):
    with arrange():
        part = EntryPart.objects.order_by("entry__at")[0]
        EntryPart.objects.filter(id=part.id).delete()
        Mark.objects.filter(row_id=part.id).delete()

    assert found(cast) == [("cases.entry_part", Tampered.REMOVED, *span(0))]


def test_what_is_disposed_of_by_a_decision_leaves_the_chain_whole(cast, three_hours):
    with arrange():
        part = EntryPart.objects.order_by("entry__at")[0]
        EntryPart.objects.filter(id=part.id).delete()
        Disposal.objects.create(
            organiser_id=cast.organiser.id,
            at=NOON + 3 * HOUR,
            chain="cases.entry_part",
            row_id=part.id,
            decision_id=ids.new(),
        )
    seals(cast, NOON + 4 * HOUR)

    assert found(cast) == []


def test_the_disposal_itself_is_sealed(cast, three_hours):
    with arrange():
        Disposal.objects.create(
            organiser_id=cast.organiser.id,
            at=NOON + 3 * HOUR,
            chain="cases.entry_part",
            row_id=ids.new(),
            decision_id=ids.new(),
        )
    seals(cast, NOON + 4 * HOUR)
    with arrange():
        Disposal.objects.update(decision_id=ids.new())

    assert [(chain, what) for chain, what, *_ in found(cast)] == [
        ("audit.disposal", Tampered.CHANGED)
    ]


def test_what_was_opened_in_an_emergency_is_sealed_but_for_when_it_ends(cast):
    opened = put_on(cast, "nils", Basis.BREAK_GLASS, "elis")
    review(cast, opened, "rut")
    seals(cast, clock.now() + HOUR)
    ended = (opened.valid_during[0], clock.now())
    with arrange():
        PutOn.objects.update(valid_during=ended)
    assert found(cast) == []

    with arrange():
        PutOn.objects.update(reason="Något annat")
        Review.objects.update(signed_by_id=cast.nils.id)

    assert [(chain, what) for chain, what, *_ in found(cast)] == [
        ("access.put_on", Tampered.CHANGED),
        ("access.review", Tampered.CHANGED),
    ]


def test_what_is_older_than_one_asks_is_not_read_but_the_seals_are(cast, three_hours):
    with arrange():
        Opening.objects.filter(at=NOON).delete()
        EntryPart.objects.filter(entry__at=NOON).delete()
    since = NOON + HOUR

    with working(cast.organiser.id, "verify"):
        assert [fault for chain in chains() for fault in verify(chain, since=since).faults] == []
    with arrange():
        Opening.objects.filter(at=NOON + 2 * HOUR).delete()
        Seal.objects.filter(chain="audit.search", no=1).delete()
    with working(cast.organiser.id, "verify"):
        faults = [fault for chain in chains() for fault in verify(chain, since=since).faults]
    assert {(one.chain, one.what) for one in faults} == {
        ("audit.opening", Tampered.REMOVED),
        ("audit.search", Tampered.BROKEN),
    }


def test_each_organiser_has_a_chain_of_its_own(cast, three_hours):
    opens(cast, "ove", NOON, cast.other_organiser)
    seals(cast, NOON + 5 * HOUR)

    assert found(cast) == []
    with working(cast.other_organiser.id, "verify"):
        assert {verify(chain).no for chain in chains()} == {0}


def test_what_was_written_long_ago_is_sealed_day_by_day(cast):
    for day in (0, 0, 3):
        opens(cast, "tom", NOON + dt.timedelta(days=day))
    seals(cast, NOON + dt.timedelta(days=30))

    with arrange():
        got = list(Seal.objects.filter(chain="audit.opening").order_by("no"))
    midnight = NOON.replace(hour=0) + dt.timedelta(days=1)
    assert [(one.rows, one.since, one.until) for one in got] == [
        (2, None, midnight),
        (1, midnight, midnight + dt.timedelta(days=3)),
    ]
    assert found(cast) == []


def test_nothing_is_sealed_twice_and_nothing_that_may_still_come(cast, three_hours):
    at = NOON + 3 * HOUR
    opens(cast, "tom", at)
    seals(cast, at + SETTLED)
    seals(cast, at + SETTLED)
    seals(cast, at)

    with arrange():
        assert Seal.objects.filter(chain="audit.opening").count() == 3
    seals(cast, at + SETTLED + dt.timedelta(seconds=1))
    with arrange():
        assert Seal.objects.filter(chain="audit.opening").count() == 4
    assert found(cast) == []


def test_in_its_own_transaction_nobody_else_is_at_work(db):
    assert since_anybody_began() == dt.timedelta(0)


def test_every_organiser_is_sealed(cast):
    seal_everywhere(timestamp=0)

    with arrange():
        asked = rows("select args->>'organiser_id' from base.procrastinate_jobs")
    assert {key for (key,) in asked} >= {str(cast.organiser.id), str(cast.other_organiser.id)}


@pytest.mark.parametrize("table", ["seal", "mark"])
@pytest.mark.parametrize("verb", ["update audit.{} set chain = ''", "delete from audit.{}"])
def test_the_machinery_changes_no_seal(cast, three_hours, table, verb):
    with (
        acting_as(machinery(cast.organiser.id, "seal")),
        undone(),
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        rows(verb.format(table))
