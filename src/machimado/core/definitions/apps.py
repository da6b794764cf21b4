from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    name = "machimado.core.definitions"
    label = "definitions"
