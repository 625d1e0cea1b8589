"""Figures about the house for Prometheus: of views and jobs, never of persons."""

import os
from collections.abc import Iterator

from django.db import DatabaseError
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from elevakt.doors.operation.queries.health import late_and_failed


class _Jobs:
    """How the queue is, asked when somebody looks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the jobs that are late or were given up; nothing if the database is away."""
        try:
            late, failed = late_and_failed()
        except DatabaseError:
            return
        jobs = GaugeMetricFamily("elevakt_jobs", "Jobs that need to be seen to.", labels=["state"])
        jobs.add_metric(["late"], late)
        jobs.add_metric(["failed"], failed)
        yield jobs


def measures() -> bytes:
    """Return every figure: those of all processes of ``serve``, and those of the queue."""
    asked = CollectorRegistry()
    asked.register(_Jobs())
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY) + generate_latest(asked)
    MultiProcessCollector(asked)  # type: ignore[no-untyped-call]
    return generate_latest(asked)
