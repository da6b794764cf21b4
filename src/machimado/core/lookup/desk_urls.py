"""The officials' door."""

from django.urls import path

from machimado.core.lookup import views

app_name = "lookup_desk"
urlpatterns = [
    path("people/", views.search, name="search"),
    path("people/<str:number>/", views.person, name="person"),
]
