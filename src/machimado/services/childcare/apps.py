from django.apps import AppConfig


class ChildcareConfig(AppConfig):
    name = "machimado.services.childcare"
    label = "childcare"
