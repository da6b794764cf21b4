from django.urls import path

from machimado.services.portal.views import desk

app_name = "portal_desk"
urlpatterns = [path("", desk.home, name="home")]
