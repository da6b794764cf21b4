from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "machimado.demo"
    label = "demo"
    verbose_name = "デモ"

    def ready(self) -> None:
        from machimado.ui import menu

        menu.register(menu.Item(_("デモの案内"), "demo:tour", "flag", "footer", order=95))
        menu.register(menu.Item(_("デモの案内"), "demo:tour", "flag", "desk", order=95))
        if settings.DEMO:
            from machimado.demo.town_life import town_clock
            from machimado.kernel import clock

            clock.use(town_clock())
