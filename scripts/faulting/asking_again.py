"""Run inside the product: ask at once for what the clock asks for every few minutes.

What a killed worker held is known to be let go of only when nobody has heard of it for half a
minute.
"""

import time

import django

django.setup()

from procrastinate.contrib.django import app  # noqa: E402

UNHEARD = 35
"""Seconds after which a worker counts as gone."""


def main() -> None:
    """Wait so long, take up what was let go of, and deliver."""
    time.sleep(UNHEARD)
    for task in ("kernel.take_up_stalled", "notifications.deliver_everywhere"):
        app.configure_task(task).defer(timestamp=0)


if __name__ == "__main__":
    main()
