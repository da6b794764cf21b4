from django.apps import AppConfig

from machimado.kernel.text import Text


class GuidanceConfig(AppConfig):
    name = "machimado.engines.guidance"
    label = "guidance"

    def ready(self) -> None:
        from machimado.core.journal import api as journal
        from machimado.engines.guidance import jobs, occasions
        from machimado.engines.procedures import api as procedures

        journal.register(
            journal.EntryType(
                name="guidance.notified",
                public=("rule", "template"),
                personal=("about", "due"),
                sentence=Text(
                    ja="「{rule}」についてお知らせしました。",
                    easy="「{rule}」の おしらせを しました。",
                    en="A notice about “{rule}” was sent.",
                ),
            )
        )
        jobs.subscribe()
        procedures.register_occasions(occasions.occasion)
