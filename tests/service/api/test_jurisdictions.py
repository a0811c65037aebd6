"""The offices that have rules, over HTTP: how fresh their law is, and their reference pages."""

from datetime import UTC, date, datetime, time
from typing import Any

import rules


def test_an_office_says_when_each_law_was_checked_and_until_when_that_is_good(lite: Any, conforms: Any) -> None:
    office = lite.get("/v1/jurisdictions/EP", as_="read").json()

    conforms("Jurisdiction", office)
    assert office["rights"][0]["checked_on"] == "2026-11-22"
    assert office["rights"][0]["good_until"] > office["rights"][0]["checked_on"]


def test_an_office_is_fresh_until_the_day_of_its_reading_has_passed(lite: Any, clock: Any) -> None:
    """The day itself still counts; the rules say which they are."""
    office = lite.get("/v1/jurisdictions/EP", as_="read").json()
    assert (office["fresh"], office["rules"]) == (True, rules.VERSION)
    first = min(date.fromisoformat(right["good_until"]) for right in office["rights"])
    clock.moment = datetime.combine(first, time(9, 59), UTC)  # UTC+14 is at the end of that day
    assert lite.get("/v1/jurisdictions/EP").json()["fresh"]
    assert "EP" not in _codes(lite, "fresh=false")

    clock.move(minutes=2)

    assert not lite.get("/v1/jurisdictions/EP").json()["fresh"]
    assert "EP" in _codes(lite, "fresh=false")
    assert "EP" not in _codes(lite, "fresh=true")


def _codes(service: Any, query: str) -> list[str]:
    return [one["jurisdiction"] for one in service.get(f"/v1/jurisdictions?{query}").json()["items"]]


def test_the_reference_page_of_an_office_is_markdown(lite: Any) -> None:
    """The page names the rule, its words, and days computed by it."""
    answer = lite.get("/v1/jurisdictions/EP/reference", as_="read")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# EP: European Patent Office\n")
    assert "- Due: the last day of the month of (legal filing + (n − 1) years) (EPC r. 51(1))." in answer.text
    assert "| Renewal fee for year 3 | 2019-09-30 | 2020-03-31 |" in answer.text


def test_an_office_without_rules_has_no_page(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.get("/v1/jurisdictions/QQ/reference"), 404, "not-found")

    assert "QQ" in document["detail"]


def test_a_key_is_needed(lite: Any) -> None:
    assert lite.get("/v1/jurisdictions/EP/reference", as_=None).status_code == 401
