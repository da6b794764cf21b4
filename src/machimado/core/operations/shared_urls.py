"""Operations' pages on both fronts."""

from django.urls import path

from machimado.core.operations.views.health import healthz
from machimado.core.operations.views.roots import roots

app_name = "operations"
urlpatterns = [path("healthz", healthz, name="health"), path("roots", roots, name="roots")]
