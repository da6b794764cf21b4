"""Who may what on the URLs of procedures."""

from machimado.kernel.access import RESIDENTS, Access, Role

FORM = ("GET", "POST")
DESK = frozenset({Role.RECEPTION, Role.REVIEW, Role.DECISION})
EXAMINING = frozenset({Role.RECEPTION, Role.REVIEW})
DRAFT = {"draft_id": "other_procedures_draft"}
PAGE = {**DRAFT, "name": "procedures_page"}
ITEM = {**PAGE, "item_id": "procedures_item"}
PAPER = {**DRAFT, "attachment_id": "other_procedures_draft_paper"}
CASE = {"case_id": "other_procedures_case"}


def _own(sample: dict[str, str], *methods: str) -> Access:
    return Access(RESIDENTS, owned=True, sample=sample, methods=methods or ("GET",))


ROWS = {
    "procedures:start": Access(RESIDENTS, sample={"key": "procedures_key"}, methods=FORM),
    "procedures:drafts": Access(RESIDENTS),
    "procedures:draft": _own(DRAFT),
    "procedures:check": _own(DRAFT),
    "procedures:submission": _own(DRAFT, "POST"),
    "procedures:deletion": _own(DRAFT, *FORM),
    "procedures:attachments": _own(DRAFT, *FORM),
    "procedures:attachment": _own(PAPER),
    "procedures:attachment_removal": _own(PAPER, "POST"),
    "procedures:page": _own(PAGE, *FORM),
    "procedures:items": _own(PAGE, "POST"),
    "procedures:item": _own(ITEM, *FORM),
    "procedures:removal": _own(ITEM, "POST"),
    "procedures:cases": Access(RESIDENTS),
    "procedures:case": _own(CASE),
    "procedures:receipt": _own(CASE),
    "procedures:correction": _own(CASE, *FORM),
    "procedures:withdrawal": _own(CASE, *FORM),
    "procedures:case_attachment": _own({**CASE, "attachment_id": "other_procedures_case_paper"}),
    "procedures_desk:worklist": Access(DESK),
    "procedures_desk:case": Access(DESK, owned=True, sample=CASE),
    "procedures_desk:attachment": Access(
        DESK, owned=True, sample={**CASE, "attachment_id": "other_procedures_case_paper"}
    ),
    "procedures_desk:claim": Access(DESK, owned=True, sample=CASE, methods=("POST",)),
    "procedures_desk:acceptance": Access(EXAMINING, owned=True, sample=CASE, methods=("POST",)),
    "procedures_desk:correction": Access(EXAMINING, owned=True, sample=CASE, methods=FORM),
    "procedures_desk:correction_answer": Access(EXAMINING, owned=True, sample=CASE, methods=FORM),
    "procedures_desk:proposal": Access(frozenset({Role.REVIEW}), owned=True, sample=CASE, methods=FORM),
    "procedures_desk:proposal_return": Access(
        frozenset({Role.DECISION}), owned=True, sample=CASE, methods=("POST",)
    ),
    "procedures_desk:decision": Access(
        frozenset({Role.DECISION}), owned=True, sample=CASE, methods=("POST",)
    ),
    "procedures_desk:papers": Access(EXAMINING),
    "procedures_desk:paper": Access(EXAMINING, owned=True, sample={"key": "procedures_key"}, methods=FORM),
}
