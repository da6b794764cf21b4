"""The officials' front: everything under /desk/, for a network of its own (LGWAN)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
