"""What pages of accounts know: in whose frame they are drawn."""

from django.http import HttpRequest

from machimado.core.accounts.identities import identity


def account_frame(request: HttpRequest) -> dict[str, str]:
    """allauth's pages serve both fronts: officials see them in the desk's frame."""
    at_desk = request.path.startswith("/desk/") or (
        hasattr(request, "user") and identity(request).is_official
    )
    return {"account_frame": "ui/desk.html" if at_desk else "ui/resident.html"}
