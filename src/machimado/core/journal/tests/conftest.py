from datetime import UTC, datetime

import pytest

from machimado.core.jobs import registry
from machimado.core.journal import api as journal
from machimado.core.journal import types
from machimado.kernel.ref import Ref
from machimado.kernel.text import Text

NOW = datetime(2026, 4, 1, 0, 0, tzinfo=UTC)
RESIDENT = Ref("resident", "a1")
OFFICIAL = Ref("official", "7")
PERSON = Ref("person", "100001")


@pytest.fixture(autouse=True)
def own_registries(monkeypatch):
    monkeypatch.setattr(types, "_types", dict(types._types))
    monkeypatch.setattr(types, "_subscribers", {})
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    journal.register(
        journal.EntryType(
            name="test.submitted",
            public=("procedure", "channel", "count"),
            personal=("name", "phone"),
            sentence=Text(
                ja="{actor}が{procedure}を提出しました",
                easy="{actor}が {procedure}を 出しました",
                en="{actor} submitted {procedure}",
            ),
        )
    )


def submit(number=0, **changes):
    given = {
        "by": RESIDENT,
        "subject": PERSON,
        "at": NOW,
        "public": {"procedure": "児童手当", "channel": "オンライン", "count": number},
        "personal": {"name": "髙橋𠮷", "phone": "090"},
        **changes,
    }
    return journal.record("test.submitted", **given)
