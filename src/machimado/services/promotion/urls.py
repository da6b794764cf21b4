from django.urls import path

from machimado.services.promotion import views

app_name = "promotion"
urlpatterns = [
    path("promotion/", views.overview, name="board"),
    path("promotion/<str:key>/", views.initiative, name="initiative"),
]
