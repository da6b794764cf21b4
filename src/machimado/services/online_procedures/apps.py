from django.apps import AppConfig


class OnlineProceduresConfig(AppConfig):
    name = "machimado.services.online_procedures"
    label = "online_procedures"
