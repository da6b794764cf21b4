from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _may_read(request: HttpRequest) -> bool:
    from machimado.core.accounts import api as accounts
    from machimado.engines.rules.access import READERS

    return bool(READERS & accounts.identity(request).roles)


class RulesConfig(AppConfig):
    name = "machimado.engines.rules"
    label = "rules"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.engines.rules.checks import examples_hold
        from machimado.engines.rules.definitions import RuleDefinition
        from machimado.ui import menu

        definitions.register_kind("rule", model=RuleDefinition, folder="rules", checks=(examples_hold,))
        menu.register(
            menu.Item(_("制度のルール"), "rules_desk:shelf", "book", front="desk", order=80, shown=_may_read)
        )
