from django.apps import AppConfig

from machimado.kernel.text import Text


class DocumentsConfig(AppConfig):
    name = "machimado.engines.documents"
    label = "documents"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.core.journal import api as journal
        from machimado.core.operations import api as operations
        from machimado.engines.documents import entries, posting, sealing
        from machimado.engines.documents.definitions import DocumentDefinition, IssuerDefinition
        from machimado.engines.documents.models import Document, Revocation, Series
        from machimado.engines.messaging import api as messaging

        definitions.register_kind("document", model=DocumentDefinition, folder="documents")
        definitions.register_kind("issuer", model=IssuerDefinition, folder="issuers")
        journal.register(
            journal.EntryType(
                name=entries.ISSUED,
                public=("document", "number", "date", "section"),
                personal=("person",),
                sentence=Text(
                    ja="「{document}」({number})を発行しました。",
                    easy="「{document}」({number})を 出しました。",
                    en="“{document}” ({number}) was issued.",
                ),
            )
        )
        journal.register(
            journal.EntryType(
                name=entries.REVOKED,
                public=("document", "number"),
                personal=("reason",),
                sentence=Text(
                    ja="「{document}」({number})を取り消しました。",
                    easy="「{document}」({number})を とりけしました。",
                    en="“{document}” ({number}) was revoked.",
                ),
            )
        )

        def content(document_id: str) -> bytes | None:
            return Document.objects.filter(id=document_id).values_list("content", flat=True).first()

        journal.attest("document", content)
        journal.attest_rows(Document)
        journal.attest_rows(Revocation)
        journal.attest_rows(Series, version=lambda row: row["last"])
        journal.subscribe("accounts.code_issued", posting.CODE_LETTER)
        messaging.register_channel(posting.PostChannel())
        operations.refuse_when(self.label, sealing.faults)
