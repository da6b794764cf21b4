"""What the permission test needs to know of the portal: names that exist."""

from typing import Any


def build(world: Any) -> dict[str, object]:
    return {
        "life_event": "子どもが生まれた",
        "news": "2026-11-02 まちまどを始めました",
        "page": "privacy",
    }
