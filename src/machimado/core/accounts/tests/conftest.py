import pytest

from machimado.core.accounts import testing
from machimado.kernel import clock


@pytest.fixture
def hanako(db):
    """A resident who is linked to a person who is in the register."""
    from tests.architecture import people

    people.register(at=clock.now())
    return testing.make_resident("hanako@example.jp", person=people.ME)


@pytest.fixture
def jiro(hanako):
    """Somebody else."""
    from tests.architecture import people

    return testing.make_resident("jiro@example.jp", person=people.OTHER)


@pytest.fixture
def sections(db):
    """The city's sections."""
    from django.conf import settings

    from machimado.core.definitions import api as definitions
    from machimado.kernel.ref import system

    for pack in settings.PACKS:
        definitions.load_pack(pack, by=system("tests"), at=clock.now())
