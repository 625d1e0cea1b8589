"""Jobs: what follows from an act and is done after it, by ``elevakt work``.

A job is put in the queue in the act's own transaction, and goes with it if it is rolled back. It
carries keys only: whoever does it reads again, and asks again whether it may. It may be done more
than once, never less.
"""

import uuid

from procrastinate import RetryStrategy
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

PATIENT = RetryStrategy(max_attempts=7, exponential_wait=4)
"""Try again after 4 s, 16 s, 1 min, 4 min, 17 min and 68 min; then it has failed."""

_queue = JobManager(DjangoConnector())
"""The queue by Django's own connection. The worker gives procrastinate's app another; a job that is
asked for by a job would then be there before its act, or without it."""


def defer(task: str, *, alone: str | None = None, **keys: uuid.UUID) -> None:
    """Put a job in the queue, as part of the act at hand.

    :param task: its name; actions stand below tasks, and so do not import them
    :param alone: jobs with the same words here are done one at a time
    """
    configure_task(name=task, job_manager=_queue, lock=alone).defer(**_text(keys))


def defer_once(task: str, *, alone: str | None = None, **keys: uuid.UUID) -> None:
    """Put a job in the queue unless the same one waits there already.

    Never inside an act: that it waits already is an error of PostgreSQL, which ends a transaction.
    """
    same = ":".join((task, *_text(keys).values()))
    job = configure_task(name=task, job_manager=_queue, lock=alone, queueing_lock=same)
    try:
        job.defer(**_text(keys))
    except AlreadyEnqueued:
        return


def _text(keys: dict[str, uuid.UUID]) -> dict[str, str]:
    return {name: str(key) for name, key in keys.items()}
