"""Each front can be served alone, and then knows nothing of the other."""

import pytest
from django.test import Client
from django.urls import clear_url_caches, get_resolver, set_urlconf

RESIDENTS = ["/", "/procedures/", "/promotion/", "/my/"]
OFFICIALS = ["/desk/", "/desk/cases/", "/desk/people/", "/desk/login/"]
BOTH = ["/healthz", "/offline/"]


@pytest.fixture
def front(settings):
    def serve(name: str) -> Client:
        settings.FRONT = name
        settings.ROOT_URLCONF = f"machimado.config.urls_{name}"
        clear_url_caches()
        set_urlconf(None)
        return Client()

    yield serve
    clear_url_caches()


def answers(client: Client, path: str) -> bool:
    """Whether somebody is at home; being sent to sign in counts."""
    return client.get(path).status_code in (200, 302)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "own", "others"), [("residents", RESIDENTS, OFFICIALS), ("officials", OFFICIALS, RESIDENTS)]
)
def test_a_front_serves_its_own_and_nothing_else(front, name, own, others):
    client = front(name)
    assert {path: answers(client, path) for path in [*own, *BOTH]} == dict.fromkeys([*own, *BOTH], True)
    assert {path: client.get(path).status_code for path in others} == dict.fromkeys(others, 404)


@pytest.mark.django_db
def test_the_two_fronts_share_no_url_but_the_shared_ones():
    def patterns(name: str) -> set[str]:
        return {str(p.pattern) for p in get_resolver(f"machimado.config.urls_{name}").url_patterns}

    assert patterns("officials") - patterns("residents") <= {"desk/"}
