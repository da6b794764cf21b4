from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "machimado.core.keys"
    label = "keys"
