"""Officials' front: the print queue."""

from django.urls import path

from machimado.engines.messaging.views import letters

app_name = "messaging_desk"
urlpatterns = [
    path("letters/", letters.waiting, name="letters"),
    path("letters/batch/", letters.print_batch, name="batch"),
    path("letters/printed/", letters.printed, name="printed"),
]
