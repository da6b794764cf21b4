"""/healthz answers when all is ready, and says what is not."""

import pytest
from django.test import Client

from machimado.core.operations import health


@pytest.mark.django_db
def test_ready_when_all_probes_hold():
    response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, {"ready": True, "missing": []})


@pytest.mark.django_db
def test_not_ready_names_what_is_missing(monkeypatch):
    def broken() -> bool:
        raise OSError("disk")

    monkeypatch.setitem(health.PROBES, "folder", broken)
    response = Client().get("/healthz")
    assert (response.status_code, response.json()["missing"]) == (503, ["folder"])
