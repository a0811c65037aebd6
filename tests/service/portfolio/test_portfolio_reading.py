"""Lists: filtered, in a fixed order, page by page."""

from datetime import date
from typing import Any

import pytest

from service.portfolio.errors import Unknown
from service.portfolio.people import upsert_person
from service.portfolio.reading import date_history, find_deadline, list_cases, list_deadlines
from service.portfolio.registering import register_many
from service.store.listing import CaseFilter, DeadlineFilter


@pytest.fixture
def portfolio(desk: Any, ep_patent: dict[str, Any]) -> Any:
    """P1 to P5 at EP, each filed a year later than the one before, and P7 at an office without rules."""
    desk.write(upsert_person, {"key": "yi", "name": "Yi", "address": "yi@example.com"})
    documents = [
        ep_patent | {"reference": f"P{number}", "dates": {"filing": f"{2015 + number}-11-15"}, "owner": "Acme"}
        for number in range(1, 6)
    ]
    documents[2] |= {"owner": "Beta", "responsible": "yi", "family": "F1"}
    documents[3] |= {"backup": "yi"}
    desk.write(register_many, [*documents, {"reference": "P7", "jurisdiction": "XX", "right": "design"}])
    return desk


def _references(desk: Any, **wanted: Any) -> list[str]:
    found, _ = desk.ask(lambda session: list_cases(session, CaseFilter(**wanted)))
    return [case["reference"] for case in found]


@pytest.mark.parametrize(
    ("wanted", "references"),
    [
        ({}, ["P1", "P2", "P3", "P4", "P5", "P7"]),
        ({"owner": "Beta"}, ["P3"]),
        ({"jurisdiction": "XX"}, ["P7"]),
        ({"right": "design"}, ["P7"]),
        ({"unruled": False, "owner": "Acme"}, ["P1", "P2", "P4", "P5"]),
        ({"unruled": True}, ["P7"]),
        ({"named": "yi"}, ["P3", "P4"]),
        ({"named": "nobody"}, []),
        ({"family": "F1"}, ["P3"]),
        ({"parent": "P1"}, []),
        ({"closed": True}, []),
        ({"closed": False, "family": "F1"}, ["P3"]),
    ],
)
def test_cases_are_filtered(portfolio: Any, wanted: dict[str, Any], references: list[str]) -> None:
    assert _references(portfolio, **wanted) == references


def test_cases_come_page_by_page(portfolio: Any) -> None:
    seen, after = [], None
    while True:
        page, after = portfolio.ask(
            lambda session, after=after: list_cases(session, CaseFilter(), after=after, limit=4)
        )
        seen.append([case["reference"] for case in page])
        if after is None:
            break
    assert seen == [["P1", "P2", "P3", "P4"], ["P5", "P7"]]


def test_deadlines_come_most_urgent_first_page_by_page(portfolio: Any) -> None:
    wanted = DeadlineFilter(kind="annuity", first=date(2026, 1, 1), last=date(2026, 12, 31))
    seen, after = [], None
    while True:
        page, after = portfolio.ask(lambda session, after=after: list_deadlines(session, wanted, after=after, limit=2))
        seen += [(one["reference"], one["number"], one["act_by"]) for one in page]
        if after is None:
            break
    # In 2026 each case has one annuity, due at the end of November.
    assert seen == [
        ("P1", 11, "2026-11-30"),
        ("P2", 10, "2026-11-30"),
        ("P3", 9, "2026-11-30"),
        ("P4", 8, "2026-11-30"),
        ("P5", 7, "2026-11-30"),
    ]


def test_deadlines_are_filtered_by_state_case_and_owner(portfolio: Any) -> None:
    def found(wanted: DeadlineFilter) -> set[str]:
        page, _ = portfolio.ask(lambda session: list_deadlines(session, wanted, limit=1000))
        return {one["reference"] for one in page}

    assert found(DeadlineFilter(state="to_verify", case=CaseFilter(owner="Beta"))) == {"P3"}
    assert found(DeadlineFilter(reference="P5", office="EP")) == {"P5"}
    assert found(DeadlineFilter(office="US")) == set()


def test_what_is_gone_is_listed_only_when_asked_for(portfolio: Any) -> None:
    portfolio.register({"reference": "P1", "dates": {"filing": None}})

    def found(**wanted: Any) -> int:
        page, _ = portfolio.ask(lambda session: list_deadlines(session, DeadlineFilter(reference="P1", **wanted)))
        return len(page)

    assert found() == 0
    assert found(state="gone") == 19  # years 3 to 20 and the expiry


def test_a_listed_deadline_brings_its_completions(portfolio: Any) -> None:
    portfolio.complete("P1", 10, "2025-11-03", proof="receipt")
    page, _ = portfolio.ask(lambda session: list_deadlines(session, DeadlineFilter(reference="P1", state="settled")))
    assert [one["completions"][0]["proof"] for one in page] == ["receipt"]


def test_the_history_of_dates_is_told_oldest_first(portfolio: Any) -> None:
    portfolio.register({"reference": "P1", "dates": {"filing": "2017-11-15"}}, actor="wu")
    case_id = portfolio.case_id("P1")
    history = portfolio.ask(lambda session: date_history(session, case_id))
    told = [(one["date"], one["current"], one["entered_by"]) for one in history]
    assert told == [("2016-11-15", False, "li"), ("2017-11-15", True, "wu")]


def test_what_does_not_exist_is_unknown(desk: Any) -> None:
    with pytest.raises(Unknown, match="no case has the reference P9"):
        desk.case("P9")
    with pytest.raises(Unknown, match="there is no deadline 4711"):
        desk.ask(lambda session: find_deadline(session, 4711))
