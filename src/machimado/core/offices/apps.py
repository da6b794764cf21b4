from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "machimado.core.offices"
    label = "offices"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.core.journal import api as journal
        from machimado.core.offices.definitions import SectionDefinition
        from machimado.core.offices.entries import ENTRIES

        definitions.register_kind("section", model=SectionDefinition, folder="offices")
        for entry in ENTRIES:
            journal.register(entry)
