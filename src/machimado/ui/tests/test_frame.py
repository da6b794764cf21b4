"""The frame: languages, error pages, the shell that is kept offline."""

import pytest
from django.template import Context, Template

from machimado.ui import icons, ruby


def test_language_is_kept_and_leads_back(client):
    answer = client.post("/language/", {"language": "ja-easy", "next": "/offline/?a=1"})
    assert answer.headers["Location"] == "/offline/?a=1"
    assert client.cookies["django_language"].value == "ja-easy"
    assert '<html lang="ja"' in client.get("/offline/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_language_leads_nowhere_else(client, elsewhere):
    assert client.post("/language/", {"language": "en", "next": elsewhere}).headers["Location"] == "/"


@pytest.mark.django_db
def test_a_missing_page_says_what_to_do(client):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.content.decode()


def test_ruby_is_opt_in_and_silent_to_screen_readers():
    words = "手続《てつづ》きをする"
    assert ruby.strip(words) == "手続きをする"
    assert ruby.render(words, shown=False) == "手続きをする"
    assert '<rt aria-hidden="true">てつづ</rt>' in ruby.render(words, shown=True)


def test_every_icon_is_well_formed():
    from xml.etree import ElementTree

    for name in icons.names():
        ElementTree.fromstring(icons.svg(name))


def test_notice_escapes_what_it_is_given():
    template = Template('{% load ui %}{% notice "info" title %}{{ body }}{% endnotice %}')
    html = template.render(Context({"title": "<b>", "body": "<script>"}))
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
