"""Operations' pages on the residents' front."""

from django.urls import path

from machimado.core.operations.views.health import healthz

app_name = "operations"
urlpatterns = [path("healthz", healthz, name="health")]
