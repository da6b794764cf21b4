from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from machimado.kernel.text import Text


class MessagingConfig(AppConfig):
    name = "machimado.engines.messaging"
    label = "messaging"

    def ready(self) -> None:
        from machimado.core.definitions import api as definitions
        from machimado.core.journal import api as journal
        from machimado.engines.messaging import jobs
        from machimado.engines.messaging.definitions import MessageDefinition
        from machimado.ui import menu

        menu.register(
            menu.Item(_("お知らせ"), "messaging:inbox", "bell", order=30, count=_unread, shown=_is_resident)
        )
        menu.register(menu.Item(_("郵送"), "messaging_desk:letters", "letter", "desk", order=60))
        journal.subscribe("accounts.linked", jobs.LINKED)
        definitions.register_kind("message", model=MessageDefinition, folder="messages")
        journal.register(
            journal.EntryType(
                name="messaging.letter_printed",
                public=("kind",),
                sentence=Text(
                    ja="手紙「{kind}」を印刷して封入しました。",
                    easy="手紙「{kind}」を 印刷して ふうとうに 入れました。",
                    en="The letter “{kind}” was printed and put into its envelope.",
                ),
            )
        )


def _is_resident(request: HttpRequest) -> bool:
    from machimado.core.accounts import api as accounts

    return accounts.identity(request).is_resident


def _unread(request: HttpRequest) -> int:
    from machimado.core.accounts import api as accounts
    from machimado.engines.messaging import api

    account = accounts.identity(request).account_id
    return api.unread(account) if account else 0
