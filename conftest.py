"""Fixtures for every test of the house."""

from collections.abc import Iterator

import pytest

from machimado.kernel import clock

pytest_plugins = ["tests.mission"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What one test kept in memory or did to the clock, the next does not see."""
    yield
    from machimado.core.definitions import api as definitions

    definitions.forget()
    clock.use(None)
