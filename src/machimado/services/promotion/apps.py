from django.apps import AppConfig


class PromotionConfig(AppConfig):
    name = "machimado.services.promotion"
    label = "promotion"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from machimado.core.definitions import api as definitions
        from machimado.services.promotion.definitions import Initiative
        from machimado.ui import menu

        definitions.register_kind("initiative", model=Initiative, folder="initiatives")
        menu.register(menu.Item(_("デジタル化の進みぐあい"), "promotion:board", "chart", "footer", order=40))
        menu.register(menu.Item(_("進みぐあい"), "promotion:board", "chart", "desk", order=90))
