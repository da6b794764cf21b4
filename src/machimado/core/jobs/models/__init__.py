"""What the queue remembers."""

from machimado.core.jobs.models.beat import Beat
from machimado.core.jobs.models.job import Job
from machimado.core.jobs.models.rerun import Rerun

__all__ = ["Beat", "Job", "Rerun"]
