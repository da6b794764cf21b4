from django.apps import AppConfig


class PromotionConfig(AppConfig):
    name = "machimado.services.promotion"
    label = "promotion"
