"""A person's later account finds what they did with an earlier one; nobody else's account does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from machimado.core.accounts import links
from machimado.core.accounts.models import Way
from machimado.core.accounts.testing import TESTS
from machimado.engines.procedures import api as procedures
from machimado.engines.procedures.tests.conftest import (
    AT,
    BABY,
    CLAIM,
    CONSENTS,
    FATHER,
    MOTHER,
    Someone,
    begin,
    file,
    fill,
    paper,
    resident,
)

pytestmark = pytest.mark.django_db


def with_paper(who: Someone) -> procedures.DraftView:
    draft = fill(who, begin(who))
    procedures.answer(draft.id, page="年金", values={"年金種別": "共済"}, **who.scope, at=AT)
    procedures.attach(draft.id, slot="資格情報", content=paper(), filename="証.png", **who.scope, at=AT)
    return procedures.draft(draft.id, **who.scope, at=AT)


def paths(case: procedures.CaseView, draft: procedures.DraftView) -> list[str]:
    """Every page of a case and a draft, and the files of both."""
    (sent,), (kept,) = case.attachments, draft.attachments
    return [
        f"/cases/{case.id}/",
        f"/cases/{case.id}/receipt/",
        f"/cases/{case.id}/withdrawal/",
        f"/cases/{case.id}/attachments/{sent.id}/",
        f"/drafts/{draft.id}/",
        f"/drafts/{draft.id}/口座/",
        f"/drafts/{draft.id}/attachments/{kept.id}/",
    ]


def test_a_later_account_finds_cases_drafts_receipts_and_files(mother: Someone, father: Someone) -> None:
    sent = with_paper(mother)
    row = procedures.submit(sent.id, **mother.scope, level=2, consents=CONSENTS, at=AT)
    case, draft = procedures.my_case(row.id, **mother.scope), with_paper(mother)
    later = resident("hana.new@example.jp", MOTHER)
    assert [each.id for each in procedures.cases_of(**later.scope)] == [case.id]
    assert [each.id for each in procedures.drafts_of(**later.scope, at=AT)] == [draft.id]
    for path in paths(case, draft):
        assert later.client.get(path).status_code == 200, path
        assert father.client.get(path).status_code == 404, path
        assert mother.client.get(path).status_code != 200, path  # the earlier account is nobody's now
    assert procedures.submit(sent.id, **later.scope, level=2, at=AT).id == case.id
    filed = procedures.submit(draft.id, **later.scope, level=2, consents=CONSENTS, at=AT)
    assert len(procedures.cases_of(**later.scope)) == 2
    procedures.withdraw(filed.id, **later.scope, at=AT)


def test_a_notice_takes_up_the_draft_of_the_earlier_account(mother: Someone) -> None:
    draft = begin(mother, origin="due-1")
    assert begin(resident("hana.new@example.jp", MOTHER), origin="due-1").id == draft.id


def test_what_a_parent_did_for_a_child_is_not_the_other_parents(mother: Someone, father: Someone) -> None:
    """Both act for the same child; neither account was ever the child's own."""
    scope: dict[str, Any] = {"person": BABY, "by": father.actor}
    draft = procedures.start(CLAIM, **scope, viewer=father.viewer, at=AT)
    for by in (mother.actor, resident("baby@example.jp", BABY).actor):
        assert not procedures.drafts_of(person=BABY, by=by, at=AT)
        with pytest.raises(LookupError):
            procedures.draft(draft.id, person=BABY, by=by, at=AT)
    assert procedures.drafts_of(**scope, at=AT)


def test_an_account_that_became_somebody_elses_brings_nothing_along(mother: Someone, father: Someone) -> None:
    """The mother's first account is linked to the father now: she keeps her cases, he sees his own alone."""
    case = file(mother)
    later = resident("hana.new@example.jp", MOTHER)
    links.link(mother.actor.id, father.person, way=Way.COUNTER, by=TESTS, at=AT)  # type: ignore[arg-type]
    assert not procedures.cases_of(by=mother.actor, person=father.person)
    assert mother.client.get(f"/cases/{case.id}/").status_code == 404
    assert [each.id for each in procedures.cases_of(**later.scope)] == [case.id]
    own = file(Someone(mother.client, mother.actor, father.person))
    his = resident("kenichi.new@example.jp", FATHER)
    assert [each.id for each in procedures.cases_of(**his.scope)] == [own.id]
    assert later.client.get(f"/cases/{own.id}/").status_code == 404


def test_a_link_made_by_mistake_and_put_right_opens_nothing(family: None) -> None:
    """The counter linked the mother's account to her child; what the child files later with an own account is not hers."""
    wrong = resident("hana@example.jp", BABY)
    links.unlink(UUID(wrong.actor.id), by=TESTS, at=AT)
    links.link(UUID(wrong.actor.id), MOTHER, way=Way.COUNTER, by=TESTS, at=AT)
    child = resident("yoshi@example.jp", BABY)
    draft = begin(child)
    assert not procedures.drafts_of(person=BABY, by=wrong.actor, at=AT)
    with pytest.raises(LookupError):
        procedures.draft(draft.id, person=BABY, by=wrong.actor, at=AT)


def test_what_was_begun_while_the_account_was_another_persons_stays_there(mother: Someone) -> None:
    """A stranger's account was linked to her for a day, after it had begun a draft for her (as 代理)."""
    stranger = resident("stranger@example.jp", FATHER)
    draft = procedures.start(
        CLAIM, person=MOTHER, by=stranger.actor, viewer=mother.viewer, at=AT - timedelta(days=2)
    )
    links.link(UUID(stranger.actor.id), MOTHER, way=Way.COUNTER, by=TESTS, at=AT)
    later = resident("hana.new@example.jp", MOTHER)
    assert draft.id not in {each.id for each in procedures.drafts_of(**later.scope, at=AT)}
