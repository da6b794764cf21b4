from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "machimado.core.keys"
    label = "keys"

    def ready(self) -> None:
        from machimado.core.keys import checks  # noqa: F401 - registers
