"""The guided tour, stepping into a role, and a birth. Demo mode only: in production this room is not even installed."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machimado.demo import births, logins, places, story
from machimado.demo.cast import BY_SLUG, PARTS, PASSWORD, TOTP_SECRET
from machimado.demo.town_life import NoTown
from machimado.kernel import clock

LOOKED = "demo-looked"
"""The steps that this visitor has gone to, kept over the change of roles: some steps are done by looking."""
View = Callable[[HttpRequest], HttpResponse]


def demo_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if settings.MODE == "production":
            raise Http404
        return view(request)

    return guarded


@demo_only
@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    last = births.last()
    looked = request.session.get(LOOKED, [])
    steps = story.steps(since=last.at if last else None, mother=births.mother_of(last), looked=looked)
    context = {
        "current": next((step for step in steps if step.state == "current"), None),
        "steps": steps,
        "residents": [part for part in PARTS if part.listed and not part.is_official],
        "officials": [part for part in PARTS if part.is_official],
        "password": PASSWORD,
        "totp_secret": TOTP_SECRET,
        "built": story.built(),
        "today": clock.today(),
    }
    return render(request, "demo/tour.html", context)


@demo_only
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the parts and go where the step wants to be."""
    part = BY_SLUG.get(request.POST.get("part", ""))
    if part is None:
        messages.error(request, _("だれとして進むかを選んでください。"))
        return redirect("demo:tour")
    looked = request.session.get(LOOKED, [])
    try:
        logins.enter(request, part)
    except LookupError:
        messages.error(
            request, _("この役のアカウントはまだありません。デモの準備がすむまで、少しお待ちください。")
        )
        return redirect("demo:tour")
    step = next((each.number for each in story.STEPS if str(each.number) == request.POST.get("step")), None)
    request.session[LOOKED] = sorted({*looked, step} - {None})
    response = redirect(story.reachable(places.of(step)) if step else part.home)
    language = (
        get_language() if part.language == "ja" else part.language
    )  # the visitor's own, else the part's
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language or "ja", samesite="Lax", httponly=True)
    return response


@demo_only
@require_http_methods(["GET", "HEAD", "POST"])
def birth(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "demo/birth.html", {"families": births.families()})
    try:
        births.deliver(request.POST.get("family", ""), at=clock.now())
    except (KeyError, NoTown):
        messages.error(request, _("家族を選んでください。町がまだないときは、先に町をつくってください。"))
        return redirect("demo:birth")
    except ValueError:
        messages.error(request, _("この家族には生まれたばかりの子がいます。別の家族を選んでください。"))
        return redirect("demo:birth")
    request.session.pop(LOOKED, None)
    messages.success(request, _("子どもが生まれ、台帳に記録されました。まもなく父と母に知らせが届きます。"))
    return redirect("demo:tour")
