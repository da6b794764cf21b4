"""The officials' front: each room's `desk_urls.py` under /desk/, for a network of its own (LGWAN)."""

from django.urls import URLPattern, URLResolver, include, path

from machimado.config.rooms import with_module
from machimado.config.urls_shared import handler400, handler403, handler404, handler500
from machimado.config.urls_shared import urlpatterns as shared

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

own: list[URLPattern | URLResolver] = [
    path("desk/", include(f"{room}.desk_urls")) for room in with_module("desk_urls")
]
urlpatterns = [*shared, *own]
