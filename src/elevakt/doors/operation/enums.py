"""What is looked at when the installation is checked, by the word that a machine reads."""

from enum import StrEnum


class Look(StrEnum):
    """One thing that is looked at."""

    SETTINGS = "settings"
    DATABASE = "database"
    WIRE = "wire"
    LOCKS = "locks"
    CANARY = "canary"
    DIGESTS = "digests"
    CLOCK = "clock"
    DISK = "disk"
    WORKER = "worker"
    JOBS = "jobs"
    MAIL = "mail"
