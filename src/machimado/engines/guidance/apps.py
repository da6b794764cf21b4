from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "machimado.engines.guidance"
    label = "guidance"
