from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "machimado.engines.rules"
    label = "rules"
