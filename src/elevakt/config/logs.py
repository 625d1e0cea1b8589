"""What is written to the log: where it went wrong, never about whom."""

import logging
import traceback

from django.conf import settings


class PlaceOnly(logging.Formatter):
    """Write the kind of an error and the lines it went through.

    The message of an error may quote a row, and so a child; it is written only in the demo.
    """

    def formatException(self, ei: object) -> str:  # noqa: N802
        """Return the error without what it says."""
        assert isinstance(ei, tuple)
        kind, error, trace = ei
        frames = "".join(traceback.format_tb(trace))
        said = f": {error}" if settings.IS_DEMO else ""
        return f"{frames}{kind.__name__}{said}"
