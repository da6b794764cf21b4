from datetime import UTC, datetime

import pytest
from django.urls import reverse

from machimado.core.accounts import testing
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.operations.tests.world import dead_job
from machimado.kernel.access import Role

NOW = datetime(2026, 4, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    return testing.sign_in(client, testing.make_official("1001", ("総務課", Role.ADMINISTRATION)))


def test_an_administrator_sees_what_was_given_up_and_why(administrator):
    dead_job(at=NOW)
    page = administrator.get(reverse("operations_desk:dead_letters")).content.decode()
    assert "operations.test" in page
    assert "ValueError at" in page
    assert "宛名" not in page


def test_an_empty_list_says_that_nothing_is_to_be_done(administrator):
    page = administrator.get(reverse("operations_desk:dead_letters")).content.decode()
    assert "止まった処理はありません" in page


def test_running_again_is_done_once_and_journalled(administrator):
    job_id = dead_job(at=NOW)
    address = reverse("operations_desk:rerun", args=[job_id])
    assert administrator.post(address).status_code == 302
    assert jobs.dead() == []
    [entry] = journal.entries(type="operations.job_rerun")
    assert entry.actor.kind == "official"
    assert entry.subject.id == str(job_id)
    assert administrator.post(address).status_code == 404


def test_other_officials_find_nothing_here(client):
    testing.sign_in(client, testing.make_official("1002", ("総務課", Role.REVIEW)))
    assert client.get(reverse("operations_desk:dead_letters")).status_code == 404


def test_the_list_takes_a_handful_of_queries(administrator, django_assert_max_num_queries):
    for _ in range(20):
        dead_job(at=NOW)
    with django_assert_max_num_queries(15):
        administrator.get(reverse("operations_desk:dead_letters"))
