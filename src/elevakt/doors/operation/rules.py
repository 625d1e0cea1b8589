"""What was found, and when it is too much."""

import datetime as dt
import ipaddress
from dataclasses import dataclass

from elevakt.doors.operation.enums import Look

CLOCK_WRONG_AT_MOST = dt.timedelta(seconds=2)
DISK_FREE_AT_LEAST = 0.10
LATE_AFTER = dt.timedelta(minutes=15)
SILENT_AFTER = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what was seen; never anything about a person.

    :param is_well: whether nobody needs to do anything
    """

    look: Look
    is_well: bool
    words: str


def is_here(host: str) -> bool:
    """Say whether a host is this machine: a socket, or an address that leads back."""
    if host in {"", "localhost"} or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def wire_faults(*, database: str, sslmode: str, mail: str, mail_tls: bool) -> list[str]:
    """Return what would go over a network for others to read or to change.

    :param database: the hosts of the database, with commas between
    """
    faults = []
    if not all(map(is_here, database.split(","))) and sslmode != "verify-full":
        faults.append("DATABASE_URL saknar sslmode=verify-full")
    if not is_here(mail) and not mail_tls:
        faults.append("ELEVAKT_MAIL_TLS är none till en annan värd")
    return faults


def clock_finding(ours: dt.datetime, theirs: dt.datetime) -> Finding:
    """Compare this machine's clock with the database's."""
    wrong = abs(ours - theirs)
    words = f"klockan skiljer {wrong.total_seconds():.1f} s från databasens"
    return Finding(Look.CLOCK, wrong <= CLOCK_WRONG_AT_MOST, words)


def disk_finding(total: int, free: int) -> Finding:
    """Say how much of the disk is free."""
    part = free / total
    words = f"{part:.0%} av disken ledig ({free / 2**30:.0f} GiB)"
    return Finding(Look.DISK, part >= DISK_FREE_AT_LEAST, words)


def jobs_finding(late: int, failed: int) -> Finding:
    """Say how many jobs have waited too long, and how many were given up since yesterday."""
    words = f"{late} jobb har väntat mer än en kvart, {failed} har misslyckats det senaste dygnet"
    return Finding(Look.JOBS, not late and not failed, words)


def worker_finding(seen_at: dt.datetime | None, now: dt.datetime) -> Finding:
    """Say whether somebody works on the queue."""
    if seen_at is None:
        return Finding(Look.WORKER, False, "ingen arbetar med kön: starta elevakt work")
    ago = now - seen_at
    words = f"arbetaren hördes av för {ago.total_seconds():.0f} s sedan"
    return Finding(Look.WORKER, ago <= SILENT_AFTER, words)
