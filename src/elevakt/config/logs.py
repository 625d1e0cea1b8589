"""What is written to the log: a line of JSON that says what and where, never about whom."""

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import structlog
from django.conf import settings
from structlog.typing import EventDict, WrappedLogger


def json_lines() -> logging.Formatter:
    """Return the formatter of every log.

    Of what others log only the words stand there that were written in their code: what they would
    put into them may be a path that somebody typed, or a row.
    """
    return structlog.stdlib.ProcessorFormatter(
        use_get_message=False,
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(allow=_KNOWN)],
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            _at,
            _place,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


_KNOWN = (
    *("view", "method", "status", "milliseconds"),
    *("outcome", "way", "user", "by_user", "from_address"),
)
"""What may stand beside the words: set by us, and never typed by anybody."""


def _at(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say when, and how serious it is."""
    record = event["_record"]
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")
    return stamp(_logger, _method, {"level": record.levelname} | dict(event))


def _place(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say of an error what kind it is and which lines it went through.

    The message of an error may quote a row, and so a child; it is written only in the demo.
    """
    info = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if not info:
        return event
    found = info if isinstance(info, tuple) else sys.exc_info()
    error = found[1]
    if error is not None:
        event["errors"] = [_told(one) for one in _chain(error)]
    return event


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Give an error, and what it came of: each once, for two may have come of each other."""
    one: BaseException | None = error
    given: set[int] = set()
    while one is not None and id(one) not in given:
        given.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _told(error: BaseException) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": type(error).__name__, "lines": _lines(error.__traceback__)}
    return told | {"said": str(error)} if settings.IS_DEMO else told


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace, limit=-20)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
