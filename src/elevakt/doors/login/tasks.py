"""What follows a log-in or a request for a new password, and the sessions that are over."""

import uuid

from procrastinate.contrib.django import app

from elevakt.doors.login.actions import (
    RESET,
    TELL_CHANGE,
    TELL_DEVICE,
    TELL_ENDED,
    end_sessions_of,
    forget_ended,
    send_of_change,
    send_of_device,
    send_of_ending,
    send_reset,
    take_away_steps,
)
from elevakt.foundation.kernel.jobs import PATIENT
from elevakt.trust.access.actions.resetting import LOG_OUT, TAKE_AWAY


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


@app.task(name=LOG_OUT, retry=PATIENT)
def log_out(organiser_id: str, person_id: str, by_person_id: str) -> None:
    """End every session of a colleague, as an administrator has said."""
    keys = (uuid.UUID(one) for one in (organiser_id, person_id, by_person_id))
    end_sessions_of(*keys)


@app.task(name=TELL_ENDED, retry=PATIENT)
def tell_ended(standing_id: str) -> None:
    """Tell somebody that she has been logged out everywhere."""
    send_of_ending(uuid.UUID(standing_id))


@app.periodic(cron="40 3 * * *")
@app.task(name="login.forget_ended", queueing_lock="login.forget_ended")
def forget_sessions(timestamp: int) -> None:
    """Forget the sessions that are over."""
    forget_ended()
