from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "machimado.core.operations"
    label = "operations"
