from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "machimado.engines.documents"
    label = "documents"
