"""The officials' front: everything under /desk/, for a network of its own (LGWAN)."""

from django.urls import URLPattern, URLResolver

from machimado.config.urls_shared import handler400, handler403, handler404, handler500
from machimado.config.urls_shared import urlpatterns as shared

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [
    *shared,
]
