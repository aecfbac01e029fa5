"""What does Celery do when the bell rings? It hands an id to the engine; the row tells the rest."""

import gc
import os
import socket

from celery.signals import worker_process_init, worker_ready

from portal.celery import app
from portal.jobs import running


@worker_process_init.connect
def get_ready(**_: object) -> None:
    """Learn the handlers, and collect garbage between papers rather than during one."""
    running.load_handlers()
    gc.freeze()
    gc.disable()


@app.task(name="portal.jobs.tasks.run_job", ignore_result=True)
def run_job(job_id: int) -> None:
    """Run one job."""
    running.load_handlers()
    try:
        running.run(job_id)
    finally:
        gc.collect()


@app.task(name="portal.jobs.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Ring again for what was lost, and show that this worker lives."""
    running.sweep(f"{socket.gethostname()}:{os.getppid()}")


@worker_ready.connect
def first_round(**_: object) -> None:
    """A worker that has just come shows itself at once, and takes up what was left."""
    sweep.delay()
