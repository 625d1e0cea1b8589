"""Keys: UUID version 7 (RFC 9562), made in Python.

Row security demands the SELECT policy for ``INSERT … RETURNING``, and one who may write need not be
one who may read; so a key is known before its row exists. PostgreSQL's own ``uuidv7()`` is from
version 18, and the floor is 15.
"""

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last_tick = 0


def new() -> uuid.UUID:
    """Return a fresh key: 48 bits of milliseconds, 12 bits that count within one, 62 random bits.

    Keys of one process are strictly increasing. The real time is used even where the clock is
    moved, so that keys stay unique.
    """
    global _last_tick
    tick = time.time_ns() // 1_000_000 << 12 | secrets.randbits(10)
    with _lock:
        # An overflow of the counter runs into the next millisecond, which keeps the order.
        _last_tick = tick if tick > _last_tick else _last_tick + 1
        tick = _last_tick
    random = secrets.randbits(62)
    return uuid.UUID(int=(tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64 | 2 << 62 | random)
