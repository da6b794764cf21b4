"""Documents that are made from the code are as the code is; each room tells what it is."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from machimado.core.definitions.glossary import glossary

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(path.parent for path in (ROOT / "src/machimado").rglob("apps.py"))


def test_the_glossary_is_as_the_models_are() -> None:
    written = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert written == glossary(), "run: machimado packs glossary > docs/glossary.md"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_each_room_has_a_readme_and_tests(package: Path) -> None:
    assert (package / "README.md").exists()
    assert list((package / "tests").glob("test_*.py"))


def test_each_optional_url_is_a_url_of_the_house() -> None:
    """A link that may be absent on one front is not one that is absent on both."""
    named = {
        name
        for path in (ROOT / "src/machimado").rglob("*.html")
        for name in re.findall(r'optional_url "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    known = set()
    for prefix, namespace in [("", get_resolver())] + [
        (f"{name}:", resolver) for name, (_, resolver) in get_resolver().namespace_dict.items()
    ]:
        known |= {f"{prefix}{name}" for name in namespace.reverse_dict if isinstance(name, str)}
    assert named <= known


def test_no_model_is_fetched_by_name_across_rooms() -> None:
    found = [
        path
        for path in (ROOT / "src/machimado").rglob("*.py")
        if "apps.get_model(" in path.read_text(encoding="utf-8") and "migrations" not in path.parts
    ]
    assert found == []
