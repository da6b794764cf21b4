"""Operations' pages on the officials' front."""

from django.urls import path

from machimado.core.operations.views.dead_letters import dead_letters, rerun

app_name = "operations_desk"
urlpatterns = [
    path("jobs/", dead_letters, name="dead_letters"),
    path("jobs/<uuid:job_id>/rerun/", rerun, name="rerun"),
]
