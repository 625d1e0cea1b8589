"""What follows a log-in or a request for a new password, and the sessions that are over."""

import uuid

from procrastinate.contrib.django import app

from elevakt.doors.login.actions import (
    RESET,
    TELL_CHANGE,
    TELL_DEVICE,
    forget_ended,
    send_of_change,
    send_of_device,
    send_reset,
    take_away_steps,
)
from elevakt.foundation.kernel.jobs import PATIENT
from elevakt.trust.access.actions.resetting import TAKE_AWAY


@app.task(name=TELL_DEVICE, retry=PATIENT)
def tell_device(standing_id: str) -> None:
    """Tell somebody of a log-in from a new device."""
    send_of_device(uuid.UUID(standing_id))


@app.task(name=TELL_CHANGE, retry=PATIENT)
def tell_change(standing_id: str) -> None:
    """Tell somebody that how she logs in has changed."""
    send_of_change(uuid.UUID(standing_id))


@app.task(name=RESET, retry=PATIENT)
def reset(standing_id: str) -> None:
    """Send the link to a new password, unless nobody was asked for."""
    send_reset(uuid.UUID(standing_id))


@app.task(name=TAKE_AWAY, retry=PATIENT)
def take_away(organiser_id: str, reset_id: str) -> None:
    """Take a colleague's second steps away, as two have said."""
    take_away_steps(uuid.UUID(organiser_id), uuid.UUID(reset_id))


@app.periodic(cron="40 3 * * *")
@app.task(name="login.forget_ended", queueing_lock="login.forget_ended")
def forget_sessions(timestamp: int) -> None:
    """Forget the sessions that are over."""
    forget_ended()
