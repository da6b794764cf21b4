"""The officials' door."""

from django.urls import path

from machimado.core.accounts.views import desk, desk_links

app_name = "accounts_desk"
urlpatterns = [
    path("login/", desk.login, name="login"),
    path("second-factor/", desk.second_factor_page, name="second_factor"),
    path("post/", desk.post, name="post"),
    path("links/", desk_links.desk_links, name="links"),
    path("links/end/", desk_links.desk_link_end, name="link_end"),
]
