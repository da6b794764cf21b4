from django.urls import path

from machimado.services.portal.views import home, my, public

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("life/", public.life_events, name="life_events"),
    path("life/<str:key>/", public.life_event, name="life_event"),
    path("search/", public.search, name="search"),
    path("news/", public.news, name="news"),
    path("news/<str:name>/", public.news_item, name="news_item"),
    path("contact/", public.page, {"name": "contact"}, name="contact"),
    path("about/<str:name>/", public.page, name="page"),
    path("my/", my.page, name="my"),
    path("my/due/<uuid:due_id>/away/", my.put_away, name="put_away"),
    path("my/due/<uuid:due_id>/back/", my.bring_back, name="bring_back"),
    path("my/looks/", my.looks, name="looks"),
]
