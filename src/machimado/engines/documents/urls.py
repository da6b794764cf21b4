"""Residents' front: verification for anyone, one's own papers."""

from django.urls import path

from machimado.engines.documents.views import papers, verification

app_name = "documents"
urlpatterns = [
    path("verify/", verification.verify_any, name="verify_any"),
    path("verify/<slug:token>/", verification.verify, name="verify"),
    path("documents/<uuid:document_id>.pdf", papers.own, name="pdf"),
]
