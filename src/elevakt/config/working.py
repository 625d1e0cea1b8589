"""Do what is queued until told to stop, also when the database goes away meanwhile.

procrastinate's own worker ends when it loses its database, and ends well when the database is back
by then: nobody would start it again.
"""

import asyncio
import logging
import signal
from contextlib import suppress

import psycopg
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ProcrastinateException

log = logging.getLogger(__name__)

AGAIN_SECONDS = 5


async def work(patience: float) -> None:
    """Work until told to stop by SIGTERM or SIGINT.

    :param patience: seconds that what has begun may take to end then
    """
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told_to_stop.set)
    stopping = asyncio.create_task(told_to_stop.wait())
    while not told_to_stop.is_set():
        working = asyncio.create_task(_work(patience))
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if told_to_stop.is_set():
            working.cancel()  # it ends what has begun first
        try:
            await working
        except asyncio.CancelledError:
            return
        except (ProcrastinateException, psycopg.Error, OSError):
            log.warning("the worker has lost the database", exc_info=True)
        with suppress(TimeoutError):
            await asyncio.wait_for(told_to_stop.wait(), AGAIN_SECONDS)


async def _work(patience: float) -> None:
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        async with app.open_async():
            await app.run_worker_async(
                install_signal_handlers=False, shutdown_graceful_timeout=patience
            )
