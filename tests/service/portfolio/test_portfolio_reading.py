"""Lists: filtered, in a fixed order, page by page."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from service.portfolio.errors import Unknown
from service.portfolio.people import upsert_person
from service.portfolio.reading import find_deadline, list_cases, list_deadlines
from service.portfolio.registering import register_many
from service.store import CaseRow, DeadlineRow, listing, writing
from service.store.listing import CASE_ORDERS, DEADLINE_ORDERS, CaseFilter, DeadlineFilter
from service.store.paging import Found, Order, Page

MOST_URGENT = DEADLINE_ORDERS["act_by"]


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
    found = desk.ask(lambda session: list_cases(session, CaseFilter(**wanted), Page(CASE_ORDERS["reference"])))
    return [case["reference"] for case in found.entries]


def _pages(desk: Any, ask: Callable[..., Found[Any]], order: Order, limit: int) -> list[list[Any]]:
    """Every page of a list, one after the other."""
    pages, after = [], None
    while True:
        some = Page(order, after, limit)
        found = desk.ask(lambda session, some=some: ask(session, some))
        pages.append(list(found.entries))
        if found.end is None:
            return pages
        after = found.end


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


@pytest.mark.parametrize(
    ("wanted", "references"),
    [
        ({"number": "EP16198765.4"}, ["P1"]),
        ({"number": "ep 16 198 765.4"}, ["P1"]),
        ({"number": "3 163 888"}, ["P2"]),
        ({"number": "16198765"}, []),
        ({"title": "SUTURE"}, ["P1", "P2"]),
        ({"title": "100 %"}, ["P2"]),
        ({"title": "1%"}, []),
        ({"awaiting": True}, ["P1", "P2", "P3", "P4", "P5"]),
        ({"awaiting": False}, ["P7"]),
    ],
)
def test_cases_are_found_by_number_title_and_missing_facts(
    portfolio: Any, wanted: dict[str, Any], references: list[str]
) -> None:
    portfolio.register({"reference": "P1", "title": "Suture anchor", "numbers": {"application": "EP16198765.4"}})
    portfolio.register({"reference": "P2", "title": "Suture 100 % soluble", "numbers": {"publication": "3163888"}})

    assert _references(portfolio, **wanted) == references


def test_cases_are_found_by_their_last_change(portfolio: Any) -> None:
    before = portfolio.clock.now()
    later = portfolio.clock.move(hours=1)
    portfolio.register({"reference": "P4", "title": "Stent"})

    assert _references(portfolio, updated_since=later) == ["P4"]
    assert len(_references(portfolio, updated_since=before)) == 6


def test_cases_come_page_by_page(portfolio: Any) -> None:
    pages = _pages(
        portfolio, lambda session, some: list_cases(session, CaseFilter(), some), CASE_ORDERS["reference"], 4
    )

    assert [[one["reference"] for one in page] for page in pages] == [["P1", "P2", "P3", "P4"], ["P5", "P7"]]


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize(
    ("sort", "references"),
    [
        ("reference", ["P1", "P2", "P3", "P4", "P5", "P7"]),
        ("-reference", ["P7", "P5", "P4", "P3", "P2", "P1"]),
        ("updated_at", ["P1", "P2", "P4", "P5", "P7", "P3"]),  # registered together, P3 changed last
        ("-updated_at", ["P3", "P7", "P5", "P4", "P2", "P1"]),
        ("act_by", ["P2", "P1", "P3", "P4", "P5", "P7"]),  # P7 has no deadline
        ("-act_by", ["P7", "P5", "P4", "P3", "P1", "P2"]),
    ],
)
def test_no_case_is_skipped_or_repeated_where_values_are_equal(
    portfolio: Any, sort: str, references: list[str], limit: int
) -> None:
    """All but P2 have the same next day to act by or none, and all but P3 changed at the same moment."""
    with writing(portfolio.engine) as session:
        session.execute(update(DeadlineRow).values(state="settled"))
        end = update(DeadlineRow).where(DeadlineRow.kind == "expiry").values(state="open")
        session.execute(end.values(drives_act_by=date(2040, 1, 1)))
        session.execute(end.where(DeadlineRow.case_id == 2).values(drives_act_by=date(2039, 1, 1)))
        later = update(CaseRow).where(CaseRow.reference == "P3")
        session.execute(later.values(updated_at=datetime(2030, 1, 1, tzinfo=UTC)))

    pages = _pages(portfolio, lambda session, some: list_cases(session, CaseFilter(), some), CASE_ORDERS[sort], limit)

    assert [one["reference"] for page in pages for one in page] == references


def test_a_listed_case_tells_its_next_day_to_act_by(portfolio: Any) -> None:
    """What is to be verified counts as well: P1's fee of year 9, for which restoration is open until 2026-05-31."""

    def next_days() -> dict[str, Any]:
        found = portfolio.ask(lambda session: list_cases(session, CaseFilter(), Page(CASE_ORDERS["reference"])))
        return {one["reference"]: one["next_act_by"] for one in found.entries}

    assert next_days()["P1"] == portfolio.case("P1")["next_act_by"] == "2024-11-30"
    assert next_days()["P7"] is portfolio.case("P7")["next_act_by"] is None


@pytest.mark.parametrize("sort", ["act_by", "reference"])
def test_deadlines_come_in_order_page_by_page(portfolio: Any, sort: str) -> None:
    """In 2026 each case has one annuity, due at the end of November."""
    wanted = DeadlineFilter(kind="annuity", first=date(2026, 1, 1), last=date(2026, 12, 31))

    for name, turned in ((sort, 1), (f"-{sort}", -1)):
        pages = _pages(portfolio, lambda session, some: list_deadlines(session, wanted, some), DEADLINE_ORDERS[name], 2)
        seen = [(one["reference"], one["number"], one["act_by"]) for page in pages for one in page]
        assert seen[::turned] == [(f"P{number}", 12 - number, "2026-11-30") for number in range(1, 6)]


def test_deadlines_are_filtered_by_state_case_and_owner(portfolio: Any) -> None:
    def found(wanted: DeadlineFilter) -> set[str]:
        some = Page(MOST_URGENT, limit=1000)
        found = portfolio.ask(lambda session: list_deadlines(session, wanted, some))
        return {one["reference"] for one in found.entries}

    assert found(DeadlineFilter(state="to_verify", case=CaseFilter(owner="Beta"))) == {"P3"}
    assert found(DeadlineFilter(reference="P5", office="EP")) == {"P5"}
    assert found(DeadlineFilter(office="US")) == set()


def test_what_is_gone_is_listed_only_when_asked_for(portfolio: Any) -> None:
    portfolio.register({"reference": "P1", "dates": {"filing": None}})

    def found(**wanted: Any) -> int:
        filtered = DeadlineFilter(reference="P1", **wanted)
        return len(portfolio.ask(lambda session: list_deadlines(session, filtered, Page(MOST_URGENT))).entries)

    assert found() == 0
    assert found(state="gone") == 19  # years 3 to 20 and the expiry


def test_a_listed_deadline_brings_its_completions(portfolio: Any) -> None:
    portfolio.complete("P1", 10, "2025-11-03", proof="receipt")
    wanted = DeadlineFilter(reference="P1", state="settled")
    found = portfolio.ask(lambda session: list_deadlines(session, wanted, Page(MOST_URGENT)))
    assert [one["completions"][0]["proof"] for one in found.entries] == ["receipt"]


def test_the_history_of_dates_is_told_oldest_first(portfolio: Any) -> None:
    portfolio.register({"reference": "P1", "dates": {"filing": "2017-11-15"}}, actor="wu")
    case_id = portfolio.case_id("P1")
    history = portfolio.ask(lambda session: listing.dates(session, case_id, Page(listing.DATES_BY_ID)))
    told = [(str(one.day), one.current, one.entered_by) for one in history.entries]
    assert told == [("2016-11-15", False, "li"), ("2017-11-15", True, "wu")]


def test_what_does_not_exist_is_unknown(desk: Any) -> None:
    with pytest.raises(Unknown, match="no case has the reference P9"):
        desk.case("P9")
    with pytest.raises(Unknown, match="there is no deadline 4711"):
        desk.ask(lambda session: find_deadline(session, 4711))
