"""The sealer's beat."""

from datetime import datetime
from typing import Any

from machimado.core.jobs import api as jobs
from machimado.core.journal import sealing, shredding


@jobs.job("journal.seal")
def seal(payload: dict[str, Any], *, at: datetime) -> None:
    """Seal what was committed since the last beat."""
    sealing.seal(at=at)


@jobs.job("journal.list_shreds")
def list_shreds(payload: dict[str, Any], *, at: datetime) -> None:
    """Write outside what a crash between commit and writing may have left out."""
    shredding.publish()


jobs.every("journal.seal", seconds=1, when=sealing.waiting)
jobs.every("journal.list_shreds", seconds=3600)
