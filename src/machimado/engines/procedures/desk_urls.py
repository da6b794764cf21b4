"""The officials' front of procedures, under /desk/."""

from django.urls import path

from machimado.engines.procedures.views import desk, desk_paper, desk_steps

app_name = "procedures_desk"
urlpatterns = [
    path("cases/", desk.worklist, name="worklist"),
    path("cases/<uuid:case_id>/", desk.case, name="case"),
    path("cases/<uuid:case_id>/attachments/<uuid:attachment_id>/", desk.paper, name="attachment"),
    path("cases/<uuid:case_id>/claim/", desk_steps.claim, name="claim"),
    path("cases/<uuid:case_id>/acceptance/", desk_steps.acceptance, name="acceptance"),
    path("cases/<uuid:case_id>/correction/", desk_steps.correction, name="correction"),
    path("cases/<uuid:case_id>/correction/answer/", desk_steps.correction_answer, name="correction_answer"),
    path("cases/<uuid:case_id>/proposal/", desk_steps.proposal, name="proposal"),
    path("cases/<uuid:case_id>/proposal/return/", desk_steps.proposal_return, name="proposal_return"),
    path("cases/<uuid:case_id>/decision/", desk_steps.decision, name="decision"),
    path("paper/", desk_paper.papers, name="papers"),
    path("paper/<str:key>/", desk_paper.paper, name="paper"),
]
