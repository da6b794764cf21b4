from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from machimado.demo import town_life
from machimado.demo.town.recipe import Recipe, read
from machimado.demo.townhall import State
from machimado.kernel import clock

AS_OF = date(2026, 9, 24)
TODAY = date(2026, 10, 4)
ROOT = Path(__file__).resolve().parents[4]
RECIPE = ROOT / "packs/shiroishi/town.yaml"


@pytest.fixture(scope="session")
def small() -> Recipe:
    return read(RECIPE).scaled(1200)


@pytest.fixture
def plan(small: Recipe, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recipe]:  # type: ignore[no-untyped-def]
    """A small recipe, a folder of its own, and the morning of TODAY."""
    settings.VAR = tmp_path
    monkeypatch.setattr(town_life, "recipe", lambda: small)
    clock.use(lambda: town_life.morning(TODAY))
    yield small
    clock.use(None)


@pytest.fixture
def town(db: None, plan: Recipe) -> State:
    """A small town in the register of the test's database."""
    return town_life.build(as_of=AS_OF)
