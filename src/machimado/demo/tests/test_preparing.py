from pathlib import Path

import pytest

from machimado.demo import preparing


@pytest.fixture
def places(settings, tmp_path: Path) -> tuple[Path, Path, Path]:  # type: ignore[no-untyped-def]
    """A published root, and a file of a resident, inside of VAR; a shred list outside of it."""
    settings.DEMO, settings.VAR = True, tmp_path / "var"
    settings.MACHIMADO_ROOTS = tmp_path / "var" / "roots"
    settings.MACHIMADO_FILES = tmp_path / "var" / "files"
    settings.MACHIMADO_SHREDS = tmp_path / "elsewhere" / "shreds"
    settings.MACHIMADO_FILES.mkdir(parents=True)
    settings.MACHIMADO_SHREDS.parent.mkdir()
    written = (
        settings.MACHIMADO_ROOTS,
        settings.MACHIMADO_FILES / "one",
        settings.MACHIMADO_SHREDS,
    )
    for path in written:
        path.write_text("x")
    return written


def test_a_new_database_does_not_inherit_what_an_old_one_left(places: tuple[Path, Path, Path]) -> None:
    preparing.forget_old_files()
    assert [path.exists() for path in places] == [False, False, True]  # nothing outside of VAR is touched


def test_outside_of_the_demo_nothing_is_forgotten(places: tuple[Path, Path, Path], settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = False
    preparing.forget_old_files()
    assert all(path.exists() for path in places)
