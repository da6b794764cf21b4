from django.apps import AppConfig


class WebpushConfig(AppConfig):
    name = "machimado.adapters.webpush"
    label = "webpush"
