"""What keeps the queue itself in order."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

KEPT_HOURS = 24 * 14
"""So long a job that is done, or has failed, stays to be looked at."""


@app.periodic(cron="* * * * *")
@app.task(name="kernel.take_up_stalled", queueing_lock="kernel.take_up_stalled", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:
    """Put back the jobs of workers that were killed while they worked."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            # The same waits in the queue already. It would keep all others from being put back.
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)


@app.periodic(cron="20 3 * * *")
@app.task(name="kernel.forget_old", queueing_lock="kernel.forget_old", pass_context=True)
async def forget_old(context: JobContext, timestamp: int) -> None:
    """Take away jobs that were done, or failed, long ago."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_failed=True)
