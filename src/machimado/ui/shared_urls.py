from django.urls import path

from machimado.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("address/", views.address, name="address"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("favicon.ico", views.icon, name="icon"),
    path("offline/", views.offline, name="offline"),
]
