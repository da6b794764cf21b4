"""Residents' front: this browser's subscription."""

from django.urls import path

from machimado.adapters.webpush import views

app_name = "webpush"
urlpatterns = [
    path("push/key/", views.key, name="key"),
    path("push/subscriptions/", views.devices, name="subscriptions"),
]
