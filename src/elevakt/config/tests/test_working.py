"""The worker goes on when it has lost its database, and stops when it is told to."""

import asyncio
import os
import signal

import pytest
from procrastinate.exceptions import ConnectorException

from elevakt.config import working


@pytest.fixture
def begun(monkeypatch):
    """How often a worker has begun: the first loses its database, the second ends too early."""
    begun: list[int] = []

    async def one(_patience):
        begun.append(len(begun))
        if len(begun) == 1:
            raise ConnectorException
        if len(begun) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(60)

    monkeypatch.setattr(working, "_work", one)
    monkeypatch.setattr(working, "AGAIN_SECONDS", 0.01)
    return begun


def test_a_worker_that_has_lost_its_database_begins_anew_until_it_is_told_to_stop(begun):
    asyncio.run(asyncio.wait_for(working.work(20), 10))

    assert begun == [0, 1, 2]
