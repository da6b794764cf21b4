from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "machimado.demo"
    label = "demo"
