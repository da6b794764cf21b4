"""The residents' front: what may stand on the open network."""

from django.urls import URLPattern, URLResolver, include, path

from machimado.config.urls_shared import handler400, handler403, handler404, handler500
from machimado.config.urls_shared import urlpatterns as shared

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [
    *shared,
    path("", include("machimado.core.operations.urls")),
    path("accounts/", include("allauth.urls")),
]
