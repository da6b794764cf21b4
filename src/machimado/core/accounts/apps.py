from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "machimado.core.accounts"
    label = "accounts"
