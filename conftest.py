"""Fixtures for every test of the house."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from machimado.kernel import clock

pytest_plugins = ["tests.mission"]


def pytest_sessionstart() -> None:
    """A fresh clone holds no compiled catalogues, and Django reads them once."""
    from machimado.ui import catalogues

    catalogues.compile_stale()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What one test kept in memory or did to the clock, the next does not see."""
    yield
    from django.utils import translation

    from machimado.core.definitions import api as definitions

    definitions.forget()
    translation.deactivate()
    clock.use(None)


@pytest.fixture(autouse=True)
def _own_journal_files(settings: Any, tmp_path: Path) -> None:
    """The roots and shreds of a test's journal lie beside its own database, not beside another test's."""
    settings.MACHIMADO_ROOTS = tmp_path / "roots"
    settings.MACHIMADO_SHREDS = tmp_path / "shreds"


# Tests run on crowded machines: no property fails because it took long.
hypothesis.settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.data_too_large,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
hypothesis.settings.load_profile("patient")
