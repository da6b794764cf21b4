"""Who may open what."""

from machimado.kernel.access import EVERYONE, RESIDENTS, Access, Role

ROWS = {
    "documents:verify_any": Access(allowed=EVERYONE, methods=("GET", "POST")),
    "documents:verify": Access(
        allowed=EVERYONE, methods=("GET", "POST"), sample={"token": "other_document_token"}
    ),
    "documents:pdf": Access(allowed=RESIDENTS, owned=True, sample={"document_id": "other_document"}),
    "documents_desk:pdf": Access(
        allowed=frozenset({Role.RECEPTION, Role.REVIEW, Role.DECISION, Role.ADMINISTRATION}),
        owned=True,
        sample={"document_id": "other_document"},
    ),
}
