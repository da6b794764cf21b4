from django.apps import AppConfig
from django.http import HttpRequest


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
        menu.register(menu.Item(_("できごと"), "portal:life_events", "leaf", "footer", order=20))
        menu.register(menu.Item(_("さがす"), "portal:search", "search", "footer", order=25))
        menu.register(menu.Item(_("マイページ"), "portal:my", "person", order=50, shown=_signed_in))
        menu.register(menu.Item(_("サインイン"), "account_login", "person", order=50, shown=_anonymous))
        menu.register(
            menu.Item(_("見た人の記録"), "portal:looks", "eye", "footer", order=30, shown=_signed_in)
        )
        menu.register(menu.Item(_("職員ホーム"), "portal_desk:home", "home", "desk", order=0))
        menu.register(menu.Item(_("お問い合わせ"), "portal:contact", "phone", "footer", order=10))
        for order, label, page in (
            (40, _("使いやすさについて"), "accessibility"),
            (45, _("個人情報について"), "privacy"),
        ):
            menu.register(menu.Item(label, "portal:page", "info", "footer", order, args=(page,)))


def _signed_in(request: HttpRequest) -> bool:
    from machimado.core.accounts import api as accounts

    return accounts.identity(request).is_resident


def _anonymous(request: HttpRequest) -> bool:
    return not request.user.is_authenticated
