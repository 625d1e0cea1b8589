"""What the stage, its server and the journeys all know."""

import datetime as dt

from elevakt.foundation.kernel.clock import STOCKHOLM

PASSWORD = "correct horse battery staple"
MORNING = dt.datetime(2026, 9, 7, 10, 15, tzinfo=STOCKHOLM)
"""When every journey begins, whatever day it is: an ordinary Monday at school."""
