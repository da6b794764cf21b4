"""The sealer's beat."""

from datetime import datetime
from typing import Any

from machimado.core.jobs import api as jobs
from machimado.core.journal import sealing


@jobs.job("journal.seal")
def seal(payload: dict[str, Any], *, at: datetime) -> None:
    """Seal what was committed since the last beat."""
    sealing.seal(at=at)


jobs.every("journal.seal", seconds=1, when=sealing.unsealed)
