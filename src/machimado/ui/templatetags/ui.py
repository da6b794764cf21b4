"""`{% load ui %}`: the components of the house. Each is documented in ui/README.md."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context, Node, NodeList
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from machimado.kernel import clock, relationships
from machimado.kernel.text import Text
from machimado.ui import dates, errors, icons, markdown
from machimado.ui import ruby as furigana
from machimado.ui.context import language

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.svg(name)


@register.simple_tag
def wareki(value: date | datetime | None, weekday: bool = False) -> SafeString | str:
    """A date as 令和7年4月1日 in a `<time>`; in English 1 April 2025."""
    if value is None:
        return ""
    day = clock.jst(value).date() if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>', day.isoformat(), dates.spoken(day, language(), weekday=weekday)
    )


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """A date and a time of day, JST."""
    if value is None:
        return ""
    there = clock.jst(value)
    day = dates.spoken(there.date(), language())
    return format_html('<time datetime="{}">{} {}</time>', there.isoformat(), day, f"{there:%H:%M}")


@register.filter
def month(value: str) -> str:
    """A month kept as 2026-06, as 令和8年6月; in English June 2026. Anything else as it is."""
    try:
        first = date.fromisoformat(f"{value}-01")
    except ValueError:
        return str(value)
    return dates.spoken_month(first, language())


@register.filter
def relationship(value: str) -> Text:
    """A 続柄 as a Text: `{% text member.relationship|relationship %}`."""
    return relationships.in_words(value)


@lru_cache(maxsize=1)
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=2000)
def _phrases(text: str) -> SafeString:
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in _parser().parse(text)))


@register.filter
def phrases(text: object) -> SafeString:
    """Break lines between phrases, for headings and buttons (never for body text; readings come with spaces)."""
    words = str(text)
    return (
        _phrases(words) if words and language() != "en" and "《" not in words else conditional_escape(words)
    )


@register.simple_tag(takes_context=True)
def text(context: Context, value: Any) -> SafeString | str:
    """A kernel Text in the active language, with its readings when they were asked for."""
    if not value:
        return ""
    words = value.in_language(language()) if hasattr(value, "in_language") else str(value)
    return furigana.render(conditional_escape(words), shown=bool(context.get("ruby")))


@register.filter(name="text")
def text_filter(value: Any) -> str:
    """A kernel Text in the active language, without readings (for attributes and titles)."""
    words = value.in_language(language()) if hasattr(value, "in_language") else str(value or "")
    return furigana.strip(words)


@register.simple_tag(takes_context=True)
def prose(context: Context, value: Any) -> SafeString:
    """A Text or string written in Markdown, as HTML (no raw HTML gets through)."""
    words = value.in_language(language()) if hasattr(value, "in_language") else str(value or "")
    return furigana.render(markdown.html(words), shown=bool(context.get("ruby")))


class _Ruby(Node):
    def __init__(self, inner: NodeList) -> None:
        self.inner = inner

    def render(self, context: Context) -> str:
        html = self.inner.render(context)
        return furigana.page(html, shown=bool(context.get("ruby"))) if "《" in html else html


@register.tag
def ruby(parser: Any, token: Any) -> _Ruby:
    """`{% ruby %}…{% endruby %}`: 漢字《かんじ》 inside becomes ruby, or loses its reading."""
    inner = parser.parse(("endruby",))
    parser.delete_first_token()
    return _Ruby(inner)


class _Notice(Node):
    def __init__(self, kind: template.base.FilterExpression, title: Any, inner: NodeList) -> None:
        self.kind, self.title, self.inner = kind, title, inner

    def render(self, context: Context) -> str:
        values = {
            "kind": self.kind.resolve(context),
            "title": self.title.resolve(context) if self.title else "",
            "body": self.inner.render(context),
        }
        return render_to_string("ui/parts/notice.html", values)


@register.tag
def notice(parser: Any, token: Any) -> _Notice:
    """`{% notice "warning" _("title") %}…{% endnotice %}`; kinds: info, success, warning, error."""
    _, kind, *rest = token.split_contents()
    inner = parser.parse(("endnotice",))
    parser.delete_first_token()
    title = parser.compile_filter(rest[0]) if rest else None
    return _Notice(parser.compile_filter(kind), title, inner)


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """The linked, focused list of what needs attention; empty when nothing does. Takes forms and formsets."""
    return {"errors": errors.collect(*forms)}


@register.inclusion_tag("ui/parts/error_summary.html")
def problem(sentence: str, anchor: str) -> dict[str, Any]:
    """The same summary for a sentence that no form holds, linked to the control it is about."""
    return {"errors": [errors.Problem(sentence, anchor)] if sentence else []}


@register.simple_tag
def field(bound: BoundField, provenance: str = "") -> SafeString:
    return mark_safe(render_to_string("ui/field.html", {"field": bound, "provenance": provenance}))  # noqa: S308


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(items: Iterable[Any]) -> dict[str, Any]:
    """Items with `.at`, `.text` (str or Text), optional `.who`, `.note`, `.current`."""
    return {"items": items}


@register.inclusion_tag("ui/parts/stepper.html")
def stepper(steps: Iterable[Any]) -> dict[str, Any]:
    """Steps with `.title`, optional `.href`, `.state` in {"done", "current", ""}."""
    return {"steps": steps}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, hint: str = "", href: str = "", link: str = "") -> dict[str, Any]:
    """An empty list: what will stand here, and what to do next."""
    return {"title": title, "hint": hint, "href": href, "link": link}


@register.simple_tag
def optional_url(name: str, *args: Any) -> str:
    """The URL of a name, or nothing where this front does not serve it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def sentence(message: object, bound: BoundField) -> str:
    """A field's error, saying what to do."""
    return errors.sentence(bound, message)


@register.filter
def errors_of(form: Any) -> bool:
    """Whether a form, or one of the forms that it is made of, has something to put right."""
    parts = getattr(form, "forms", None)
    if parts is not None and not callable(parts):
        return any(part.errors for part in parts)
    return bool(form is not None and getattr(form, "errors", None))
