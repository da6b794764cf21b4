"""Officials' front: the rules in words."""

from django.urls import path

from machimado.engines.rules.views import desk

app_name = "rules_desk"
urlpatterns = [
    path("rules/", desk.shelf, name="shelf"),
    path("rules/<str:key>/", desk.rule, name="rule"),
]
