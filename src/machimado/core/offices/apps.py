from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "machimado.core.offices"
    label = "offices"
