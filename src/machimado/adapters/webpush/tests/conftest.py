"""A push service of one's own, and a device subscribed to it."""

from collections.abc import Iterator
from typing import Any

import pytest

from machimado.adapters.webpush.tests.serving import PushService, free_port, serving


@pytest.fixture(scope="session")
def _service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PushService]:
    with serving(tmp_path_factory.mktemp("push"), port=free_port()) as started:
        yield started


@pytest.fixture
def service(_service: PushService, settings: Any, monkeypatch: pytest.MonkeyPatch) -> PushService:
    _service.log.unlink(missing_ok=True)
    settings.MACHIMADO_PUSH_ORIGINS = [_service.origin]
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return _service
