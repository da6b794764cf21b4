from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "machimado.core.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from machimado.core.accounts import jobs, second_factor  # noqa: F401 (registers)
        from machimado.core.accounts.adapters import mfa
        from machimado.core.accounts.entries import ENTRIES
        from machimado.core.accounts.identities import identity
        from machimado.core.journal import api as journal
        from machimado.core.keys import api as keys
        from machimado.ui import context

        for entry in ENTRIES:
            journal.register(entry)
        authenticator_added.connect(
            second_factor.shown_while_enrolling, dispatch_uid="accounts.second_factor"
        )
        keys.on_rotation("accounts.second_factor", mfa.reencrypt)
        context.provide("identity", identity)
