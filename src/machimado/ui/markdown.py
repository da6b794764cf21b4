"""Markdown of the city's own pages: paragraphs, headings, lists, links, emphasis, tables. Raw HTML is shown as text."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_engine = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=512)
def html(source: str) -> SafeString:
    return mark_safe(str(_engine.render(source)))  # noqa: S308 - html is off, links are validated
