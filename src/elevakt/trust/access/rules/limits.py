"""The numbers that an organiser may set for itself."""

from elevakt.trust.access.enums import Limit

OURS = {
    Limit.EMERGENCY_MINUTES: 60,
    Limit.STRANGERS_A_DAY: 30,
    Limit.OPENED_AT_NIGHT: 5,
    Limit.SEARCHES_A_DAY: 15,
    Limit.COVERS_DAYS: 180,
    Limit.ASSISTS_DAYS: 366,
    Limit.DECIDES_DAYS: 366,
    Limit.SAMPLE_A_WEEK: 10,
}
"""What holds where an organiser has set nothing else."""
