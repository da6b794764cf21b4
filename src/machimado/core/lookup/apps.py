from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LookupConfig(AppConfig):
    name = "machimado.core.lookup"
    label = "lookup"
    verbose_name = "住民をさがす"

    def ready(self) -> None:
        from machimado.core.lookup import gate
        from machimado.ui import menu

        menu.register(
            menu.Item(
                _("住民をさがす"), "lookup_desk:search", "search", front="desk", order=40, shown=gate.may_look
            )
        )
