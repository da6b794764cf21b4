from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "machimado.core.residents"
    label = "residents"
    verbose_name = "住民"

    def ready(self) -> None:
        from machimado.core.journal import api as journal
        from machimado.core.residents import events

        events.register_types()
        journal.attest_outside("register", "register-chunk")  # whoever delivered the register holds its files
