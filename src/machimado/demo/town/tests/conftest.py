from datetime import date
from pathlib import Path

import pytest

from machimado.demo.town.generate import Town, generate
from machimado.demo.town.recipe import Recipe, read

ROOT = Path(__file__).resolve().parents[5]
AS_OF = date(2026, 9, 24)


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    return read(ROOT / "packs/shiroishi/town.yaml")


@pytest.fixture(scope="session")
def town(recipe: Recipe) -> Town:
    return generate(recipe, seed=recipe.seed, as_of=AS_OF)
