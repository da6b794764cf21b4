"""What the permission test needs to know of the board: an initiative."""

from typing import Any


def build(world: Any) -> dict[str, object]:
    return {"initiative": "1-1"}
