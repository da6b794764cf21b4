"""What both fronts serve: each room's `shared_urls.py` (the face, sign-in, health), and the error pages."""

from django.urls import URLPattern, URLResolver, include, path

from machimado.config.rooms import with_module

urlpatterns: list[URLPattern | URLResolver] = [
    *[path("", include(f"{room}.shared_urls")) for room in with_module("shared_urls")],
    path("accounts/", include("allauth.urls")),
]
handler400 = "machimado.ui.failures.bad_request"
handler403 = "machimado.ui.failures.forbidden"
handler404 = "machimado.ui.failures.not_found"
handler500 = "machimado.ui.failures.server_error"
