"""Officials' front: the papers of one's section."""

from django.urls import path

from machimado.engines.documents.views import papers

app_name = "documents_desk"
urlpatterns = [path("documents/<uuid:document_id>.pdf", papers.officials, name="pdf")]
