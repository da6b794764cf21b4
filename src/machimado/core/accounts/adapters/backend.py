"""Passwords: residents at the residents' door, officials at the desk's."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class DoorBackend(AuthenticationBackend):
    """A right password at the wrong door is answered like a wrong password, after the same work."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user is None or request is None or getattr(request.user, "is_authenticated", False):
            return user
        at_desk = request.path.startswith("/desk/")
        return user if getattr(user, "is_official", False) == at_desk else None
