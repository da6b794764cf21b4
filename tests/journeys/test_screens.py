"""docs/screens/ forgets no page: each of the role × URL table is there, in its normal and its error state, in both sizes."""

import pytest

from scripts import screens

SHOWN = {f"{screens.slug(name)}": row for name, row in screens.pictured().items()}


@pytest.mark.parametrize("device", screens.VIEWPORTS)
def test_every_page_has_its_picture(device: str) -> None:
    missing = {name for name in SHOWN if not (screens.OUT / f"{name}-{device}.png").exists()}
    assert missing <= {screens.slug(name) for name in screens.UNREACHED}


@pytest.mark.parametrize("device", screens.VIEWPORTS)
def test_every_form_has_the_picture_of_its_errors(device: str) -> None:
    forms = {
        screens.slug(name) for name, row in screens.pictured().items() if screens.may_go_wrong(name, row)
    }
    missing = {name for name in forms if not (screens.OUT / f"{name}-error-{device}.png").exists()}
    assert missing <= {screens.slug(name) for name in screens.UNREACHED}


def test_the_pictures_stay_small() -> None:
    assert sum(png.stat().st_size for png in screens.OUT.glob("*.png")) < 25_000_000
