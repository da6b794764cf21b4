from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "machimado.demo"
    label = "demo"
    verbose_name = "デモ"

    def ready(self) -> None:
        if settings.DEMO:
            from machimado.demo.town_life import town_clock
            from machimado.kernel import clock

            clock.use(town_clock())
