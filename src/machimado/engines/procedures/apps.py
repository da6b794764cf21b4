from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProceduresConfig(AppConfig):
    name = "machimado.engines.procedures"
    label = "procedures"

    def ready(self) -> None:
        from machimado.core.accounts import api as accounts
        from machimado.core.definitions import api as definitions
        from machimado.core.journal import api as journal
        from machimado.engines.procedures import attesting, corresponding, entries, jobs, lint  # noqa: F401
        from machimado.engines.procedures.definitions import Procedure
        from machimado.ui import menu

        definitions.register_kind(Procedure.kind, model=Procedure, folder="procedures", checks=(lint.faults,))
        entries.register()
        attesting.register()
        menu.register(
            menu.Item(
                pgettext_lazy("menu", "手続き"), "procedures:cases", "form", order=25, shown=_is_resident
            )
        )
        menu.register(menu.Item(_("事案"), "procedures_desk:worklist", "form", front="desk", order=10))
        for page in ("attachments", "attachment", "correction"):
            accounts.limit_posts(f"procedures:{page}", by="account", limit=60, per_seconds=3600)
        journal.subscribe("procedures.submitted", "procedures.remember")
        journal.subscribe("procedures.corrected", "procedures.remember")
        for name in jobs.LEARNS:
            journal.subscribe(f"residents.{name}", jobs.LEARNED)


def _is_resident(request: HttpRequest) -> bool:
    from machimado.core.accounts import api as accounts

    return accounts.identity(request).is_resident
