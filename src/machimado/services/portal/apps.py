from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "machimado.services.portal"
    label = "portal"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from machimado.core.definitions import api as definitions
        from machimado.services.portal.definitions import LifeEvent
        from machimado.ui import menu

        definitions.register_kind("life_event", model=LifeEvent, folder="life_events")
        menu.register(menu.Item(_("ホーム"), "portal:home", "home", order=0))
        menu.register(menu.Item(_("できごと"), "portal:life_events", "leaf", order=20))
        menu.register(menu.Item(_("さがす"), "portal:search", "search", order=60))
        menu.register(menu.Item(_("お問い合わせ"), "portal:contact", "phone", "footer", order=10))
