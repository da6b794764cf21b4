"""The residents' front of procedures."""

from django.urls import path

from machimado.engines.procedures.views import cases, checking, drafts, pages

app_name = "procedures"
urlpatterns = [
    path("procedures/<str:key>/start/", drafts.start, name="start"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<uuid:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<uuid:draft_id>/check/", checking.check, name="check"),
    path("drafts/<uuid:draft_id>/submission/", checking.submission, name="submission"),
    path("drafts/<uuid:draft_id>/deletion/", drafts.deletion, name="deletion"),
    path("drafts/<uuid:draft_id>/attachments/", checking.papers, name="attachments"),
    path("drafts/<uuid:draft_id>/attachments/<uuid:attachment_id>/", checking.paper, name="attachment"),
    path(
        "drafts/<uuid:draft_id>/attachments/<uuid:attachment_id>/removal/",
        checking.paper_removal,
        name="attachment_removal",
    ),
    path("drafts/<uuid:draft_id>/<str:name>/", pages.page, name="page"),
    path("drafts/<uuid:draft_id>/<str:name>/items/", pages.items, name="items"),
    path("drafts/<uuid:draft_id>/<str:name>/<str:item_id>/", pages.item, name="item"),
    path("drafts/<uuid:draft_id>/<str:name>/<str:item_id>/removal/", pages.removal, name="removal"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/receipt/", cases.receipt, name="receipt"),
    path("cases/<uuid:case_id>/correction/", cases.correction, name="correction"),
    path("cases/<uuid:case_id>/withdrawal/", cases.withdrawal, name="withdrawal"),
    path("cases/<uuid:case_id>/attachments/<uuid:attachment_id>/", cases.paper, name="case_attachment"),
]
