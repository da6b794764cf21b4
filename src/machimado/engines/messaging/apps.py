from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "machimado.engines.messaging"
    label = "messaging"
