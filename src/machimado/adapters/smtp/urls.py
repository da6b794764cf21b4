"""Residents' front, in the demo alone: the letter box."""

from django.conf import settings
from django.urls import URLPattern, path

from machimado.adapters.smtp import views

app_name = "smtp"
urlpatterns: list[URLPattern] = []
if settings.MODE != "production":
    urlpatterns = [path("demo/mail/", views.letter_box, name="letter_box")]
