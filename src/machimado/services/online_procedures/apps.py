from django.apps import AppConfig
from django.http import HttpRequest


class OnlineProceduresConfig(AppConfig):
    name = "machimado.services.online_procedures"
    label = "online_procedures"

    def ready(self) -> None:
        from django.utils.translation import pgettext_lazy

        from machimado.ui import menu

        menu.register(
            menu.Item(
                pgettext_lazy("menu", "手続き"),
                "online_procedures:catalogue",
                "form",
                order=25,
                shown=_stranger,
            )
        )


def _stranger(request: HttpRequest) -> bool:
    """Who is not signed in as a resident sees what there is; a resident, what they have in hand."""
    from machimado.core.accounts import api as accounts

    return not accounts.identity(request).is_resident
