from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "machimado.ui"
    label = "ui"
