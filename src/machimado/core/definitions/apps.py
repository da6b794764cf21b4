from django.apps import AppConfig

from machimado.kernel.text import Text


class DefinitionsConfig(AppConfig):
    name = "machimado.core.definitions"
    label = "definitions"

    def ready(self) -> None:
        from machimado.core.definitions.models import EditionRecord
        from machimado.core.journal import api as journal

        journal.register(
            journal.EntryType(
                name="definitions.edition_added",
                public=("kind", "key", "number", "origin"),
                sentence=Text(
                    ja="「{key}」の第{number}版を読み込みました。",
                    easy="「{key}」の あたらしい 版(第{number}版)を いれました。",
                    en="Edition {number} of “{key}” was loaded.",
                ),
            )
        )

        def body(edition_id: str) -> bytes | None:
            found = EditionRecord.objects.filter(id=edition_id).values_list("body", flat=True).first()
            return None if found is None else found.encode()

        journal.attest("edition", body)
        journal.attest_rows(EditionRecord)
