from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "machimado.core.journal"
    label = "journal"
