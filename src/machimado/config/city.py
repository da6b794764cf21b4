"""The city as its pack describes it: what pages say even where nothing else works, so it is read once, at the start."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml


def of(packs: Iterable[Path]) -> dict[str, str]:
    """`english` (the city's name) and `telephone` (of City Hall); empty where no pack says."""
    known: dict[str, Any] = {}
    for pack in packs:
        file = pack / "city.yaml"
        if file.is_file():
            known |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    names, hall = known.get("名称") or {}, known.get("庁舎") or {}
    return {"english": str(names.get("English", "")), "telephone": str(hall.get("電話", ""))}
