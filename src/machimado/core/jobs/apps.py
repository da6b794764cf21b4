from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "machimado.core.jobs"
    label = "jobs"

    def ready(self) -> None:
        from machimado.core.jobs import jobs  # noqa: F401 - registers
