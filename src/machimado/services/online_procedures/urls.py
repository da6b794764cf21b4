"""The residents' front of online procedures."""

from django.urls import path

from machimado.services.online_procedures import views

app_name = "online_procedures"
urlpatterns = [
    path("procedures/", views.catalogue, name="catalogue"),
    path("procedures/<str:key>/", views.procedure, name="procedure"),
]
