from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "machimado.core.operations"
    label = "operations"

    def ready(self) -> None:
        from machimado.core.accounts import api as accounts
        from machimado.core.journal import api as journal
        from machimado.core.operations import production  # noqa: F401 (registers its checks)
        from machimado.core.operations.entries import JOB_RERUN, RESTORED
        from machimado.kernel.access import Role
        from machimado.ui import menu

        journal.register(JOB_RERUN)
        journal.register(RESTORED)
        menu.register(
            menu.Item(
                _("止まった処理"),
                "operations_desk:dead_letters",
                "gear",
                "desk",
                order=90,
                shown=lambda request: Role.ADMINISTRATION in accounts.identity(request).roles,
            )
        )
