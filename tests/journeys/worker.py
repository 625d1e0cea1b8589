"""Do what waits in the queue, and stop: `elevakt work` without the waiting.

What the clock asks for every few minutes is asked for first, since a journey moves the clock.
Run as a program: ``python -m tests.journeys.worker``.
"""

import django
from django.core.management import execute_from_command_line

django.setup()

from elevakt.foundation.kernel import jobs  # noqa: E402


def main():
    """Sweep, do every job, and deliver the notices that came of them."""
    jobs.defer("cases.sweep_everywhere", timestamp="0")
    _work()
    jobs.defer("notifications.deliver_everywhere", timestamp="0")
    _work()


def _work():
    execute_from_command_line(["elevakt", "procrastinate", "worker", "--one-shot"])


if __name__ == "__main__":
    main()
