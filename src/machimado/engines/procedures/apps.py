from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "machimado.engines.procedures"
    label = "procedures"
