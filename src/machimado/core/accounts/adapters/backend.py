"""Passwords: residents at the residents' door, officials at the desk's."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from machimado.core.accounts.models import Account


class DoorBackend(AuthenticationBackend):
    """A right password at the wrong door is answered like a wrong password, after the same work."""

    def get_user(self, user_id: Any) -> Account | None:
        """Asked at each request: the account with its link, and nobody whose account is closed."""
        account = Account.objects.with_link().filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user is None or request is None or getattr(request.user, "is_authenticated", False):
            return user
        at_desk = request.path.startswith("/desk/")
        return user if getattr(user, "is_official", False) == at_desk else None
