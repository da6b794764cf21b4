import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse

from machimado.core.accounts import api as accounts
from machimado.core.accounts.models import Account
from machimado.kernel.access import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf):
    def build(user):
        request = rf.get("/my/?a=1")
        request.user, request.session = user, {}
        return request

    return build


@accounts.resident_required(linked=False)
def page(request):
    return HttpResponse("ok")


@accounts.official_required(Role.REVIEW)
def desk(request):
    return HttpResponse("ok")


def test_nobody_is_anonymous(request_of):
    who = accounts.identity(request_of(AnonymousUser()))
    assert (who.level, who.actor.kind, who.roles) == (0, "anonymous", {Role.ANONYMOUS})


def test_anonymous_people_are_led_to_the_login_and_back(request_of):
    assert page(request_of(AnonymousUser())).url == "/accounts/login/?next=%2Fmy%2F%3Fa%3D1"


def test_a_resident_who_is_not_linked_has_level_one(request_of):
    account = Account.objects.create(email="hanako@example.jp")
    who = accounts.identity(request_of(account))
    assert (who.level, who.is_resident, who.person_number) == (1, True, None)
    assert page(request_of(account)).status_code == 200


def test_a_resident_finds_nothing_at_the_desk(request_of):
    with pytest.raises(Http404):
        desk(request_of(Account.objects.create(email="hanako@example.jp")))
