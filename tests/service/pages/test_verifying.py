"""A date is verified on the page of its case: by a second person, for the day that they saw."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from service.portfolio.registering import register
from service.store import CaseDateRow

BUTTON = "Verify filing"


@pytest.fixture
def site(verifying: Any) -> Any:
    """P1, filed on 15 November 2016 as Li Wei entered it, and two docketers."""
    verifying.person("li", name="Li Wei", role="docketer")
    verifying.person("wang", name="Wang Fang", role="docketer")
    verifying.sign_in("li")
    case = {"reference": "P/1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
    verifying.write(register, case)
    return verifying


def press(site: Any, day: str = "2016-11-15", **fields: str) -> httpx.Response:
    """Press the button, as the page of the case has it."""
    answer: httpx.Response = site.client.post(
        "/cases/P%2F1/dates/filing/verify", data={"token": site.token(), "day": day} | fields
    )
    return answer


def verified_by(site: Any) -> list[str | None]:
    """Who verified the date as it stands."""
    found: list[str | None] = site.rows(select(CaseDateRow.verified_by).where(CaseDateRow.current))
    return found


def test_a_second_person_verifies_a_date_by_a_button(site: Any) -> None:
    site.sign_in("wang")
    assert BUTTON in site.get("/cases/P%2F1").text

    answer = press(site)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/cases/P%2F1#dates")
    assert verified_by(site) == ["Wang Fang"]
    assert BUTTON not in site.get("/cases/P%2F1").text


def test_whoever_entered_a_date_has_no_button_and_is_refused(site: Any) -> None:
    assert BUTTON not in site.get("/cases/P%2F1").text

    assert press(site).status_code == 409
    assert verified_by(site) == [None]


def test_a_reader_has_no_button_and_is_refused(site: Any) -> None:
    site.person("chen", role="reader")
    site.sign_in("chen")
    assert BUTTON not in site.get("/cases/P%2F1").text

    assert press(site).status_code == 422
    assert verified_by(site) == [None]


def test_a_date_that_was_corrected_meanwhile_is_not_verified(site: Any) -> None:
    """Wang Fang saw 15 November; it is 16 November by now."""
    case = {"reference": "P/1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-16"}}
    site.write(register, case)
    site.sign_in("wang")

    assert press(site).status_code == 409
    assert verified_by(site) == [None]


def test_a_form_that_was_made_for_somebody_else_is_refused(site: Any) -> None:
    token = site.token()
    site.sign_in("wang")

    assert press(site, token=token).status_code == 403
    assert verified_by(site) == [None]


def test_the_button_says_in_chinese_what_it_means(site: Any) -> None:
    site.person("zhao", name="Zhao Min", role="docketer", language="zh-Hans")
    site.sign_in("zhao")

    assert "核对无误：申请日" in site.get("/cases/P%2F1").text
