"""What the permission test looks up."""

from typing import Any


def build(world: Any) -> dict[str, object]:
    return {"somebody": "90000011"}
