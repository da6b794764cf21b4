"""What everyone may see: home before sign-in, life events, search, the city's pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from machimado.kernel import clock
from machimado.services.portal import content, finder


@require_safe
def life_events(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/life_events.html", {"events": finder.life_events(on=clock.today())})


@require_safe
def life_event(request: HttpRequest, key: str) -> HttpResponse:
    """One life event: what to do, in order, each with its deadline and, where there is one, its form."""
    event = dict(finder.life_events(on=clock.today())).get(key)
    if event is None:
        raise Http404
    return render(request, "portal/life_event.html", {"event": event})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = finder.search(words, on=clock.today())
    return render(request, "portal/search.html", {"words": words, "found": found})


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """A page of the city's own, by name."""
    found = content.page(name) if name in finder.PAGES else None
    if found is None:
        raise Http404
    return render(request, "portal/page.html", {"page": found})


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/news.html", {"news": content.news(until=clock.today(), limit=100)})


@require_safe
def news_item(request: HttpRequest, name: str) -> HttpResponse:
    found = {item.name: item for item in content.news(until=clock.today(), limit=1000)}
    if name not in found:
        raise Http404
    return render(request, "portal/page.html", {"page": found[name], "is_news": True})
