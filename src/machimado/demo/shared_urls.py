"""The demo's pages, on either front."""

from django.urls import path

from machimado.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.tour, name="tour"),
    path("demo/enter/", views.enter, name="enter"),
    path("demo/birth/", views.birth, name="birth"),
]
