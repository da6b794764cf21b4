"""What both fronts serve: the face itself, and its error pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("machimado.ui.urls")),
]
handler400 = "machimado.ui.failures.bad_request"
handler403 = "machimado.ui.failures.forbidden"
handler404 = "machimado.ui.failures.not_found"
handler500 = "machimado.ui.failures.server_error"
