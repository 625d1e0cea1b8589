"""Jobs: in the queue with the act, done as the machinery of one organiser, and never otherwise."""

import asyncio

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from elevakt.foundation.kernel import ids, jobs
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.actions.working import organisers, working
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.audit import actions as gate
from elevakt.trust.audit.models import Opening
from elevakt.trust.people.models import Person


def queue():
    with connection.cursor() as cursor:
        cursor.execute("select task_name, args from procrastinate_jobs order by id")
        return cursor.fetchall()


def test_a_job_waits_in_the_transaction_of_the_act(cast):
    organiser = ids.new()
    with acting_as(cast.actor("tom")):
        jobs.defer("cases.sweep", organiser_id=organiser)

    assert queue() == [("cases.sweep", f'{{"organiser_id": "{organiser}"}}')]


def test_a_job_goes_with_the_act_that_fails(cast):
    def act():
        with acting_as(cast.actor("tom")):
            jobs.defer("cases.sweep", organiser_id=ids.new())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert queue() == []


@pytest.mark.parametrize("side", ["staff", "family"])
def test_nobody_reads_the_queue(cast, side):
    with (
        acting_as(cast.actor("vera", side=type(cast.actor("vera").side)(side))),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        queue()


def test_a_job_that_forgets_who_acts_is_refused(cast):
    @app.task(name="tests.forgetful")
    def forgetful():
        return Person.objects.count()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        forgetful()


def test_every_task_that_is_asked_for_by_name_is_there():
    ours = {
        name
        for name in app.tasks
        if name.split(".")[0] in ("cases", "notes", "notifications", "kernel")
    }

    assert ours == {
        "cases.do_what_is_due",
        "cases.look_for_moves",
        "cases.look_for_moves_everywhere",
        "cases.make_document",
        "cases.replan",
        "cases.replan_unit",
        "cases.sweep",
        "cases.sweep_everywhere",
        "kernel.forget_old",
        "kernel.take_up_stalled",
        "notes.forget",
        "notes.forget_everywhere",
        "notifications.deliver",
        "notifications.deliver_everywhere",
    }


def test_the_machinery_sees_its_own_organiser_and_no_other(cast):
    with working(cast.other_organiser.id, "count"):
        names = sorted(Person.objects.values_list("given_name", flat=True))

    assert names == ["Otto", "Ove"]


def test_what_the_machinery_opens_is_one_row_of_the_log(cast):
    matter = ids.new()
    with working(cast.organiser.id, "look"):
        gate.opens({cast.id("elis"): "machinery", cast.id("amir"): "machinery"}, matter_id=matter)

    with arrange():
        row = Opening.objects.get()
    assert (row.page, row.side, row.person_id, row.matter_id) == (
        "job:look",
        "engine",
        None,
        matter,
    )
    assert set(row.subjects) == {cast.id("elis"), cast.id("amir")}
    assert row.bases == ["machinery", "machinery"]


def test_the_organisers_are_known_before_anybody_acts(cast):
    assert set(organisers()) == {cast.organiser.id, cast.other_organiser.id}


@pytest.fixture
def worker(django_db_setup, django_db_blocker):
    """The worker of the product, on connections and with rights of its own; and its queue."""
    with django_db_blocker.unblock():
        parameters = connector_params()
        parameters["options"] += f" -c role={settings.DATABASE_ROLE['web']}"
        with (
            psycopg.connect(**parameters, autocommit=True) as own,
            app.replace_connector(PsycopgConnector(kwargs=parameters)) as running,
        ):

            async def work(queues):
                async with running.open_async():
                    await running.run_worker_async(
                        queues=queues, wait=False, install_signal_handlers=False
                    )

            try:
                yield own, lambda *queues: asyncio.run(work(list(queues) or None))
            finally:
                own.execute("delete from procrastinate_periodic_defers")
                own.execute("delete from procrastinate_jobs")
                own.execute("delete from procrastinate_workers")


def states(own):
    rows = own.execute("select task_name, status::text from procrastinate_jobs order by id")
    return rows.fetchall()


def test_the_worker_does_what_waits_with_its_own_rights(worker):
    own, work = worker
    jobs.defer_once("cases.sweep", organiser_id=ids.new())

    work()

    assert ("cases.sweep", "succeeded") in states(own)
    assert {state for _, state in states(own)} == {"succeeded"}


def test_a_job_whose_worker_was_killed_is_put_back_and_done(worker):
    own, work = worker
    own.execute(
        """
        insert into procrastinate_jobs (queue_name, task_name, status, args)
        values ('default', 'cases.sweep', 'doing', jsonb_build_object('organiser_id', %s::text))
        """,
        [str(ids.new())],
    )
    own.execute(
        """
        insert into procrastinate_jobs (queue_name, task_name, args)
        values ('default', 'kernel.take_up_stalled', '{"timestamp": 0}')
        """
    )

    work()
    work()

    assert {state for _, state in states(own)} == {"succeeded"}


def test_one_that_waits_anew_already_does_not_keep_the_others_from_being_put_back(worker):
    own, work = worker
    own.execute(
        """
        insert into procrastinate_jobs (queue_name, task_name, status, queueing_lock, args)
        values ('other', 'tests.twice', 'doing', 'once', '{}'),
               ('other', 'tests.twice', 'todo', 'once', '{}'),
               ('other', 'tests.alone', 'doing', null, '{}')
        """
    )
    own.execute(
        """
        insert into procrastinate_jobs (queue_name, task_name, args)
        values ('default', 'kernel.take_up_stalled', '{"timestamp": 0}')
        """
    )

    work("default")

    assert [one for one in states(own) if one[0].startswith("tests.")] == [
        ("tests.twice", "aborted"),
        ("tests.twice", "todo"),
        ("tests.alone", "todo"),
    ]


def test_jobs_that_are_done_are_forgotten_in_time(worker):
    own, work = worker
    for days in (13, 15):
        own.execute(
            """
            with old as (insert into procrastinate_jobs (queue_name, task_name, status)
              values ('default', %s, 'failed') returning id)
            insert into procrastinate_events (job_id, type, at)
              select id, 'failed', now() - make_interval(days => %s) from old
            """,
            [f"tests.{days}", days],
        )
    own.execute(
        """
        insert into procrastinate_jobs (queue_name, task_name, args)
        values ('default', 'kernel.forget_old', '{"timestamp": 0}')
        """
    )

    work()

    assert {name for name, _ in states(own) if name.startswith("tests.")} == {"tests.13"}


def test_a_job_is_asked_for_once_while_it_waits(worker):
    own, _ = worker
    organiser = ids.new()

    jobs.defer_once("cases.sweep", organiser_id=organiser)
    jobs.defer_once("cases.sweep", organiser_id=organiser)

    assert states(own) == [("cases.sweep", "todo")]
