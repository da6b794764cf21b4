from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "machimado.engines.vocabulary"
    label = "vocabulary"
