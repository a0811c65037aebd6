"""Opening a link changes nothing, whoever or whatever opens it; the page tells what is asked."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from service.reminders.links import PURPOSES

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

Words = Callable[[Any], str]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_scanner_that_opens_a_link_changes_nothing(office: "Office", purpose: str) -> None:
    office.propose(office.li)
    path = office.link(purpose)
    before = office.everything()

    for method in ("GET", "HEAD", "GET"):
        answer = office.site.client.request(method, path)
        assert answer.status_code == 200
        assert (answer.content == b"") is (method == "HEAD")

    assert office.everything() == before


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_page_tells_what_is_due_by_when_there_and_here(light: "Office", purpose: str, words: Words) -> None:
    """Midnight in Munich on 30 November is 15:00 in Los Angeles on the same day."""
    light.propose(light.li)

    said = words(light.site.get(light.link(purpose)))

    assert "Renewal fee for year 11 · P1" in said
    assert "Patent, European Patent Office" in said
    assert "Suture anchor" in said
    assert "Monday, 30 November 2026, until midnight at the office (Europe/Berlin)" in said
    assert "that is Monday, 30 November 2026, 15:00 your time (America/Los_Angeles)" in said
    assert "after Monday, 31 May 2027 the right is lost" in said
    assert "You answer as Wu Jun" in said
    assert 'href="/cases/P1"' in light.site.get(light.link(purpose)).text


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_page_speaks_the_language_of_the_person(light: "Office", purpose: str, words: Words) -> None:
    light.propose(light.wu)

    page = light.site.get(light.link(purpose, "li@example.com"), headers={"Accept-Language": "en"})

    assert '<html lang="zh-Hans">' in page.text
    assert "您以 Li Wei 的身份答复" in words(page)


def test_a_chosen_language_goes_before(light: "Office", words: Words) -> None:
    light.site.get("/language/en")
    assert "You answer as Li Wei" in words(light.site.get(light.link("acknowledge", "li@example.com")))


def test_a_page_keeps_to_itself(light: "Office") -> None:
    for path in (light.link("instruct"), light.link("instruct", days=-1), "/answers/instruct/forged"):
        headers = light.site.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'; style-src 'self'" in policy
        assert "form-action 'self'" in policy
