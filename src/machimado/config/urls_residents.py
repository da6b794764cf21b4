"""The residents' front: what may stand on the open network."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("machimado.core.operations.urls")),
]
