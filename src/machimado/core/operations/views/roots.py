"""`/roots`: the journal's roots, for whoever wants to check a receipt or to keep them where the city cannot change them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from machimado.core.journal import api as journal

MOST = 1000


@require_safe
def roots(request: HttpRequest) -> HttpResponse:
    """The newest roots, a line each; with `?size=` the one over so many entries, which is what a receipt names."""
    size = request.GET.get("size")
    if size is None:
        lines = [root.published for root in journal.roots(limit=MOST)]
    else:
        root = journal.root(int(size)) if size.isdecimal() and len(size) < 19 else None
        if root is None:
            raise Http404
        lines = [root.published]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
