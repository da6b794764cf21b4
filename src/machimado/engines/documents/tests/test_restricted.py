"""支援措置: which letters 管理 alone may print, by the register itself."""

import pytest

from machimado.core.definitions import api as definitions
from machimado.core.residents.tests.conftest import Load, _own_var, family, load
from machimado.engines.documents import api as documents
from machimado.engines.documents.tests.conftest import AT, PACKS
from machimado.engines.messaging import api as messaging
from machimado.engines.messaging.models import Letter
from machimado.kernel.ref import Ref, system

__all__ = ["_own_var", "load"]

pytestmark = pytest.mark.django_db
EVERYONE = ("001", "002", "003")


@pytest.fixture
def _papers() -> None:
    for kind, folder in (("document", "japan/documents"), ("issuer", "shiroishi/issuers")):
        for file in sorted((PACKS / folder).glob("*.yaml")):
            definitions.publish(kind, file.stem, file.read_text(), by=system("test"), at=AT)


def queued(person: str) -> messaging.LetterView:
    said = {"件名": "お知らせ", "本文": "本文です。", "場所": ""}
    about = Ref("person", person)
    return documents.post("お知らせの手紙", person=person, data=said, about=about, key=person, at=AT)


@pytest.mark.usefixtures("_papers")
@pytest.mark.parametrize("marked", [True, False])
def test_a_letter_to_a_household_of_a_protected_person_is_for_administration_alone(
    load: Load, marked: bool
) -> None:
    rows = family()
    rows[1]["支援措置"] = "DV" if marked else ""
    assert load(rows).accepted
    assert [queued(person).restricted for person in EVERYONE] == [marked] * 3
    assert Letter.objects.filter(restricted=marked).count() == 3
