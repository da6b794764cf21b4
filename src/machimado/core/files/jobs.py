"""Work of files that nobody waits for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from machimado.core.files import storing
from machimado.core.jobs import api as jobs


@jobs.job("files.sweep")
def sweep(payload: Mapping[str, Any], *, at: datetime) -> None:
    """Delete content that has no record."""
    storing.sweep(at=at)


jobs.every("files.sweep", seconds=24 * 60 * 60)
