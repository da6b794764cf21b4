from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "machimado.core.operations"
    label = "operations"

    def ready(self) -> None:
        from machimado.core.operations import production  # noqa: F401 (registers its checks)
