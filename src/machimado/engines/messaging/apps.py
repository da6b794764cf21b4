from django.apps import AppConfig

from machimado.kernel.text import Text


class MessagingConfig(AppConfig):
    name = "machimado.engines.messaging"
    label = "messaging"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.core.journal import api as journal
        from machimado.engines.messaging import jobs  # noqa: F401 - registers the job
        from machimado.engines.messaging.definitions import MessageDefinition

        definitions.register_kind("message", model=MessageDefinition, folder="messages")
        journal.register(
            journal.EntryType(
                name="messaging.letter_printed",
                public=("kind",),
                sentence=Text(
                    ja="手紙「{kind}」を印刷して封入しました。",
                    easy="手紙「{kind}」を 印刷して ふうとうに 入れました。",
                    en="The letter “{kind}” was printed and put into its envelope.",
                ),
            )
        )
