"""Residents' front: notices and how one is told."""

from django.urls import path

from machimado.engines.messaging.views import notices, preferences

app_name = "messaging"
urlpatterns = [
    path("my/notices/", notices.inbox, name="inbox"),
    path("my/notices/<uuid:message_id>/reading/", notices.reading, name="reading"),
    path("my/preferences/", preferences.edit, name="preferences"),
]
