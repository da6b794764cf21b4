"""The residents' front: what may stand on the open network. Each room's `urls.py`, in the order of the layers."""

from django.urls import URLPattern, URLResolver, include, path

from machimado.config.rooms import with_module
from machimado.config.urls_shared import handler400, handler403, handler404, handler500
from machimado.config.urls_shared import urlpatterns as shared

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

own: list[URLPattern | URLResolver] = [path("", include(f"{room}.urls")) for room in with_module("urls")]
urlpatterns = [*shared, *own]
