"""Digests of definitions: a released version is frozen, and this is how a change is seen."""

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from elevakt.engines.cases.rules.definition import Definition


def digest(text: str) -> str:
    """Return the SHA-256 of what a TOML text says: comments, order and spacing do not count."""
    return digest_of(tomllib.loads(text))


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of content as sorted JSON, with dates and times as ISO 8601."""
    canonical = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_iso
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def changed_since_release(
    lock: Mapping[str, str], definitions: Iterable[Definition]
) -> tuple[str, ...]:
    """Return the keys of released definitions whose content is no longer that of the lock.

    :param lock: digests by key (``some_process.v1``); a definition that is not there may change
    """
    now = {definition.key: definition.digest for definition in definitions}
    return tuple(sorted(key for key, locked in lock.items() if now.get(key) != locked))


def _iso(value: dt.date | dt.time) -> str:
    return value.isoformat()
