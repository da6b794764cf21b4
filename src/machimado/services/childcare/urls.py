from django.urls import path

from machimado.services.childcare import views

app_name = "childcare"
urlpatterns = [path("my/children/", views.overview, name="children")]
