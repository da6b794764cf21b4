from django.apps import AppConfig

from machimado.kernel.text import Text


class VocabularyConfig(AppConfig):
    name = "machimado.engines.vocabulary"
    label = "vocabulary"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.core.journal import api as journal
        from machimado.engines.vocabulary.definitions import FactDefinition
        from machimado.engines.vocabulary.ledgers import from_earlier, from_ledger
        from machimado.engines.vocabulary.register import from_register
        from machimado.engines.vocabulary.sources import register_source

        definitions.register_kind("fact", model=FactDefinition, folder="vocabulary")
        register_source("register", from_register)
        register_source("ledger", from_ledger)
        register_source("earlier", from_earlier)
        journal.register(
            journal.EntryType(
                name="vocabulary.remembered",
                public=("term", "source"),
                sentence=Text(
                    ja="「{term}」を記録しました。",
                    easy="「{term}」を 書いて のこしました。",
                    en="“{term}” was recorded.",
                ),
            )
        )
        journal.register(
            journal.EntryType(
                name="vocabulary.ledger_imported",
                public=("term", "rows"),
                sentence=Text(
                    ja="「{term}」の名簿({rows}件)を取り込みました。",
                    easy="「{term}」の リスト({rows}こ)を いれました。",
                    en="The list of “{term}” ({rows} rows) was imported.",
                ),
            )
        )
