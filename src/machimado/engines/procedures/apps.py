from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "machimado.engines.procedures"
    label = "procedures"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.core.journal import api as journal
        from machimado.engines.procedures import attesting, entries, jobs, lint  # noqa: F401
        from machimado.engines.procedures.definitions import Procedure

        definitions.register_kind(Procedure.kind, model=Procedure, folder="procedures", checks=(lint.faults,))
        entries.register()
        attesting.register()
        journal.subscribe("procedures.submitted", "procedures.remember")
