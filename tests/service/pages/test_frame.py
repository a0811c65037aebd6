"""Every page: its headers, its language, its stylesheet, and what it says when something goes wrong."""

from typing import Any

import pytest

from service.pages.addresses import within


def test_an_unknown_address_is_a_page_for_a_browser_and_a_problem_for_a_system(lite: Any) -> None:
    page = lite.get("/nowhere")
    problem = lite.get("/nowhere", headers={"Accept": "application/json"})
    of_api = lite.get("/v1/nowhere")

    assert page.status_code == problem.status_code == of_api.status_code == 404
    assert "There is nothing at this address" in page.text
    assert problem.headers["Content-Type"] == of_api.headers["Content-Type"] == "application/problem+json"


def test_a_page_keeps_to_itself(lite: Any) -> None:
    """No script, no frame, nothing kept in a cache, no address handed on."""
    headers = lite.get("/nowhere").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("accepted", "tag"), [("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("de,en;q=0.7,zh;q=0.5", "en"), ("fr", "en")]
)
def test_a_stranger_is_answered_in_the_language_of_the_browser(lite: Any, accepted: str, tag: str) -> None:
    page = lite.get("/nowhere", headers={"Accept-Language": accepted})

    assert f'<html lang="{tag}">' in page.text
    assert page.headers["Content-Language"] == tag


def test_the_switch_goes_back_to_the_page_and_holds(lite: Any) -> None:
    switched = lite.get("/language/zh-Hans", params={"to": "/nowhere?a=1"})

    assert (switched.status_code, switched.headers["Location"]) == (303, "/nowhere?a=1")
    assert "此地址没有内容" in lite.get("/nowhere").text
    assert lite.get("/language/tlh").status_code == 404


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com",
        "/\\example.com",
        "\\\\example.com",
        "/\t/example.com",
        "javascript:1",
        "",
    ],
)
def test_no_address_leads_out_of_the_house(lite: Any, elsewhere: str) -> None:
    assert within(elsewhere) == "/"
    assert lite.get("/language/en", params={"to": elsewhere}).headers["Location"] == "/"


def test_an_address_within_the_house_is_kept() -> None:
    assert within("/cases/P1%2FEP?part=dates") == "/cases/P1%2FEP?part=dates"


def test_the_stylesheet_is_kept_for_ever_under_the_address_of_its_content(lite: Any) -> None:
    page = lite.get("/nowhere").text
    address = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]

    kept, former = lite.get(address), lite.get("/static/0000/annua.css")

    assert kept.headers["Content-Type"].startswith("text/css")
    assert "immutable" in kept.headers["Cache-Control"]
    assert former.headers["Cache-Control"] == "no-store"
    assert lite.get("/static/0000/app.py").status_code == 404


@pytest.mark.needs("browser")
def test_a_page_is_sound_in_a_browser_in_both_languages(open_window: Any) -> None:
    for locale, words in (("en-GB", "There is nothing at this address"), ("zh-CN", "此地址没有内容")):
        window = open_window(locale=locale)
        window.page.goto("/nowhere")
        window.complaints.clear()  # the browser reports the 404 it was to get

        assert window.page.get_by_role("heading", name=words).is_visible()
        window.is_sound()


def test_where_other_mails_let_one_unsubscribe_a_page_says_what_to_do_instead(lite: Any) -> None:
    """Open without signing in, in both languages, and a POST, as one-click unsubscribing makes it, is refused."""
    english = lite.get("/delivery")
    assert english.status_code == 200
    assert "be switched off" in english.text
    assert "不能取消" in lite.get("/delivery", headers={"Accept-Language": "zh-CN"}).text
    assert lite.client.post("/delivery", data={"List-Unsubscribe": "One-Click"}).status_code == 405
