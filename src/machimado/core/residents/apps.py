from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "machimado.core.residents"
    label = "residents"
