"""The nation's words, without the rest of its pack."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from machimado.core.definitions import api as definitions
from machimado.kernel.ref import system

AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
BY = system("test")


@pytest.fixture
def words(db: None, tmp_path: Path) -> None:
    pack = tmp_path / "japan"
    pack.mkdir()
    (pack / "vocabulary").symlink_to(Path(settings.ROOT) / "packs/japan/vocabulary")
    definitions.load_pack(pack, by=BY, at=AT)
