"""What stands before allauth's own URLs, in both fronts."""

from django.urls import path

from machimado.core.accounts.views import passkeys

urlpatterns = [
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn")
]
