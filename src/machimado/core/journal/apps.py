from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "machimado.core.journal"
    label = "journal"

    def ready(self) -> None:
        from machimado.core.journal import jobs, own_types  # noqa: F401 - register
