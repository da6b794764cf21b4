from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from machimado.demo import story
from machimado.demo.clock import TownClock
from machimado.kernel import clock

pytestmark = pytest.mark.django_db


def test_the_tour_names_every_step_and_every_part(client: Client) -> None:
    page = client.get(reverse("demo:tour")).content.decode()
    assert page.count('id="step-') == 9
    assert "佐藤 美咲さんとして進む" in page
    assert "四竈 京子さんになる" in page


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en"])
def test_the_tour_speaks_three_languages(client: Client, language: str) -> None:
    for name in ("demo:tour", "demo:birth"):
        response = client.get(reverse(name), headers={"accept-language": language})
        assert response.status_code == 200


def test_production_has_no_tour(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.MODE = "production"  # type: ignore[attr-defined]
    for name in ("demo:tour", "demo:birth"):
        assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse("demo:enter"), {"part": "misaki"}).status_code == 404


def test_stepping_in_needs_a_post_with_a_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(reverse("demo:enter")).status_code == 405
    assert client.post(reverse("demo:enter"), {"part": "misaki"}).status_code == 403


def test_a_part_without_a_login_leads_back_with_a_word(client: Client) -> None:
    response = client.post(reverse("demo:enter"), {"part": "misaki"}, follow=True)
    assert "まだありません" in response.content.decode()


def test_nobody_and_no_family_lead_back_with_a_word(client: Client) -> None:
    assert "選んでください" in client.post(reverse("demo:enter"), {"part": "x"}, follow=True).content.decode()
    assert (
        "選んでください" in client.post(reverse("demo:birth"), {"family": "x"}, follow=True).content.decode()
    )
    assert "先に町を" in client.post(reverse("demo:birth"), {"family": "物語"}, follow=True).content.decode()


def test_a_running_server_shows_the_new_day_at_once(client: Client, tmp_path: Path) -> None:
    server, command = TownClock(tmp_path / "clock.json"), TownClock(tmp_path / "clock.json")
    clock.use(server)
    try:
        day = clock.today()
        assert f'datetime="{day}"' in client.get(reverse("demo:tour")).content.decode()
        command.reach(day + timedelta(days=3))
        assert f'datetime="{day + timedelta(days=3)}"' in client.get(reverse("demo:tour")).content.decode()
    finally:
        clock.use(None)


def test_steps_that_are_looked_at_are_ticked_off_in_their_order() -> None:
    at = clock.now()
    states = [step.state for step in story.steps(since=at, mother=story.FIRST_MOTHER, looked=(8, 9))]
    assert states == ["current", *[""] * 8]
