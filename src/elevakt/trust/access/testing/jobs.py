"""Do the jobs that wait in the queue, as the worker would, in the transaction of a test."""

import datetime as dt
import json

from django.db import connection
from procrastinate.contrib.django import app

from elevakt.foundation.kernel import clock


def run_jobs(moment: dt.datetime) -> list[str]:
    """Do every job that waits, and those that they ask for; return their names in order."""
    done = []
    while job := _next():
        name, keys = job
        with clock.fixed(moment):
            app.tasks[name].func(**keys)
        done.append(name)
    return done


def _next() -> tuple[str, dict[str, str]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            delete from procrastinate_jobs where id = (
              select id from procrastinate_jobs where status = 'todo' order by id limit 1)
            returning task_name, args::text
            """
        )
        row = cursor.fetchone()
    return (row[0], json.loads(row[1])) if row else None
