"""The journal's receipt for a submission: what proves, also without us, that it arrived."""

import dataclasses
import json
from typing import Any
from uuid import UUID

from machimado.core.journal import api as journal


def of(entry: UUID) -> dict[str, Any] | None:
    """The receipt as JSON, or None until the journal has sealed the entry (within seconds)."""
    asked = getattr(journal, "receipt", None)
    found = asked(entry) if asked else None
    if found is None:
        return None
    if hasattr(found, "to_json"):
        return dict(json.loads(found.to_json()))
    return dataclasses.asdict(found)
