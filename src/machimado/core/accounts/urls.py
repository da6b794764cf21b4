"""Residents' pages of accounts."""

from django.urls import path

from machimado.core.accounts.views import link, own

app_name = "accounts"
urlpatterns = [
    path("link/", link.link, name="link"),
    path("link/request/", link.link_request, name="link_request"),
    path("link/requested/", link.link_requested, name="link_requested"),
    path("link/code/", link.link_code, name="link_code"),
    path("link/counter/", link.link_counter, name="link_counter"),
    path("link/end/", link.link_end, name="link_end"),
    path("acting/", own.acting_page, name="acting"),
    path("my/account/", own.account, name="account"),
]
