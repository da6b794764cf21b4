"""The frame: languages, error pages, the shell that is kept offline."""

from datetime import date

import pytest
from django.template import Context, Template

from machimado.ui import dates, failures, icons, ruby


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


def test_ruby_of_a_page_leaves_alone_what_people_typed():
    html = '<p title="字《じ》">手続《てつづ》き</p><input value="字《じ》"><textarea>字《じ》</textarea><title>字《じ》</title>'
    shown = ruby.page(html, shown=True)
    assert '<p title="字"><ruby>手続<rp>' in shown
    assert '<input value="字《じ》"><textarea>字《じ》</textarea><title>字</title>' in shown
    assert ruby.page(html, shown=False).startswith('<p title="字">手続き</p>')
    assert ruby.page("<option>字《じ》</option><b>字《じ》</b>", shown=True).startswith(
        "<option>字</option><b><ruby>"
    )
    assert (
        ruby.page('<p data-done="字《じ》" data-value="字《じ》">', shown=True)
        == '<p data-done="字" data-value="字《じ》">'
    )


def test_phrases_do_not_break_a_reading():
    template = Template("{% load ui %}{% ruby %}{{ words|phrases }}{% endruby %}")
    words = "住民票《じゅうみんひょう》と アカウントを つなぐ"
    assert template.render(Context({"words": words, "ruby": False})) == "住民票と アカウントを つなぐ"


def test_what_names_no_icon_has_the_mark(client):
    assert client.get("/favicon.ico").headers["Location"].endswith("ui/img/mark.svg")


@pytest.mark.django_db
def test_what_is_missing_at_the_desk_is_missed_in_the_desk(client):
    page = client.get("/desk/no-such-page/").content.decode()
    assert 'class="md-desk"' in page
    assert 'href="/desk/">ホームへ戻る' in page


def test_a_month_is_said_as_people_say_it():
    template = Template("{% load ui %}{{ value|month }}")
    assert template.render(Context({"value": "2026-12"})) == "令和8年12月"
    assert template.render(Context({"value": "－"})) == "－"


@pytest.mark.django_db
def test_the_address_of_a_button_is_no_blank_page(client):
    answer = client.get("/language/", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "ホームへ戻る" in answer.content.decode()
    assert client.get("/language/", headers={"accept": "application/json"}).content == b""


@pytest.mark.parametrize("length", ["12000001", "9" * 30, "-1", "\u0661"])
def test_a_giant_request_is_refused_before_it_is_read(client, length):
    answer = client.post("/search/", CONTENT_LENGTH=length)
    assert answer.status_code == 413
    assert "大きすぎます" in answer.content.decode()


@pytest.mark.django_db
def test_where_nothing_else_works_the_city_can_be_called(client, settings):
    settings.MACHIMADO_TELEPHONE = "0224-00-0000"
    for page in (client.get("/offline/"), client.get("/no-such-page/"), failures.server_error(None)):
        assert 'href="tel:0224-00-0000"' in page.content.decode()


def test_english_pages_say_the_citys_english_name(client, settings):
    settings.MACHIMADO_CITY_ENGLISH = "Shiroishi City"
    client.cookies["django_language"] = "en"
    page = client.get("/offline/").content.decode()
    assert ("Shiroishi City" in page, settings.MACHIMADO_CITY in page) == (True, False)


def test_dates_of_the_easy_face_have_their_readings():
    said = dates.spoken(date(2026, 12, 1), "ja-easy", weekday=True)
    assert ruby.strip(said) == dates.spoken(date(2026, 12, 1), "ja", weekday=True) == "令和8年12月1日(火)"
    assert ruby.spoken(said) == "れいわ8ねん12がつついたち(か)"
    assert ruby.spoken(dates.spoken(date(2026, 11, 30), "ja-easy")) == "れいわ8ねん11がつ30にち"
    assert ruby.spoken(dates.spoken(date(2019, 5, 5), "ja-easy", weekday=True)).endswith(
        "がんねん5がついつか(にち)"
    )
    assert "<ruby>1日<rp>" in ruby.render(said, shown=True)
    assert dates.spoken_month(date(2026, 12, 1), "ja-easy") == "令和《れいわ》8年《ねん》12月《がつ》"
