from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "machimado.core.jobs"
    label = "jobs"
