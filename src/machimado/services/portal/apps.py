from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "machimado.services.portal"
    label = "portal"
