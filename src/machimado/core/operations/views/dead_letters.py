"""`/desk/jobs/`: work that was given up, for 管理 to see and to try again."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machimado.core.accounts import api as accounts
from machimado.core.jobs import api as jobs
from machimado.core.journal import api as journal
from machimado.core.operations.entries import JOB_RERUN
from machimado.kernel import clock
from machimado.kernel.access import Role
from machimado.kernel.ref import Ref

administrators = accounts.official_required(Role.ADMINISTRATION)


@never_cache
@require_safe
@administrators
def dead_letters(request: HttpRequest) -> HttpResponse:
    """All jobs that were given up, the latest first."""
    return render(request, "operations/dead_letters.html", {"jobs": jobs.dead(limit=200)})


@require_POST
@administrators
def rerun(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Try one of them again; written in the journal with who asked for it."""
    job = jobs.dead_job(job_id)
    if job is None:
        raise Http404
    who, at = accounts.identity(request).actor, clock.now()
    with transaction.atomic():
        if jobs.retry(job_id, by=who, at=at):
            subject = Ref("job", str(job_id))
            journal.record(JOB_RERUN.name, by=who, subject=subject, at=at, public={"job": job.name})
    messages.success(
        request, _("もう一度実行します。終わったかどうかは、この一覧から消えたかどうかで分かります。")
    )
    return HttpResponseRedirect(reverse("operations_desk:dead_letters"))
