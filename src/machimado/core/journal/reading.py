"""Reading what may have been altered."""

import json
from typing import Any


def parsed(text: str) -> Any:
    """The value of a JSON text, None if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
