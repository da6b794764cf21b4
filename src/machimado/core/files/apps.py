from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "machimado.core.files"
    label = "files"
