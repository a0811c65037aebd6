"""What is in somebody's calendar feed: what they are in charge of or stand by for, and what has just ended."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.portfolio.closing import close_case
from service.portfolio.errors import Invalid, Unknown
from service.portfolio.feeds import create_feed, holder_of, items_of, revoke_feed
from service.portfolio.people import find_person, upsert_person
from service.store import CalendarFeedRow, CaseRow, OwnerRow, writing


@pytest.fixture
def staffed(desk: Any, ep_patent: Any) -> Any:
    """Li Wei in charge of P1-EP, Zhang Min as back-up; year 11 is due on 2026-11-30, year 10 is to be verified."""
    for key, name in (("li", "Li Wei"), ("zhang", "Zhang Min"), ("wang", "Wang Fang")):
        desk.write(upsert_person, {"key": key, "name": name, "address": f"{key}@example.com"})
    desk.register(ep_patent | {"responsible": "li", "backup": "zhang", "owner": "Example Medical AG"})
    return desk


def items(desk: Any, key: str = "li") -> Any:
    """What is in somebody's feed now."""
    return desk.ask(lambda session: items_of(session, find_person(session, key), desk.clock.now()))


def shown(desk: Any, key: str = "li") -> list[tuple[str, bool]]:
    """The titles with whether they are cancelled."""
    return [(item.title, item.cancelled) for item in items(desk, key)]


def test_it_has_the_unsettled_deadlines_of_whoever_is_in_charge_or_stands_by(staffed: Any) -> None:
    """Years 9 and 10 are to be verified, years 11 to 20 and the end of the term are to come; the rest is history."""
    titles = [f"Renewal fee for year {number}" for number in range(9, 21)] + ["End of the term"]

    assert shown(staffed, "li") == [(title, False) for title in titles]
    assert shown(staffed, "zhang") == shown(staffed, "li")
    assert shown(staffed, "wang") == []


def test_those_whom_a_rule_puts_in_charge_have_it_too(staffed: Any, ep_patent: Any) -> None:
    staffed.register(ep_patent | {"responsible": None})
    with writing(staffed.engine) as session:
        case = session.get_one(CaseRow, staffed.case_id("P1-EP"))
        case.assigned_responsible_id = find_person(session, "wang").id

    assert len(shown(staffed, "wang")) == 13
    assert shown(staffed, "li") == []


def test_what_is_settled_stays_cancelled_for_ninety_days(staffed: Any) -> None:
    staffed.clock.move(hours=1)
    staffed.complete("P1-EP", 10, "2026-02-27")

    assert ("Renewal fee for year 10", True) in shown(staffed)
    staffed.clock.move(days=89)
    assert ("Renewal fee for year 10", True) in shown(staffed)
    staffed.clock.move(days=1)
    assert "Renewal fee for year 10" not in dict(shown(staffed))


def test_what_was_settled_from_the_first_was_never_in_it(staffed: Any, ep_patent: Any) -> None:
    staffed.register(ep_patent | {"reference": "P2-EP", "responsible": "wang", "settled_through": "2026-12-31"})

    assert next(title for title, _ in shown(staffed, "wang")) == "Renewal fee for year 12"


def test_a_closed_case_is_cancelled_as_a_whole(staffed: Any) -> None:
    staffed.write(close_case, staffed.case_id("P1-EP"), "sold")

    assert {cancelled for _, cancelled in shown(staffed)} == {True}
    staffed.clock.move(days=91)
    assert shown(staffed) == []


def test_the_owner_s_days_of_lead_are_taken_off_and_count_as_a_change(staffed: Any) -> None:
    changed = datetime(2026, 3, 9, tzinfo=UTC)
    with writing(staffed.engine) as session:
        session.add(OwnerRow(name="Example Medical AG", lead_days=14, updated_by="li", updated_at=changed))

    year_11 = next(item for item in items(staffed) if item.title == "Renewal fee for year 11")

    assert (year_11.act_by, year_11.day, year_11.changed_at) == (date(2026, 11, 30), date(2026, 11, 16), changed)


def test_a_token_opens_its_feed_until_it_is_revoked_or_its_holder_leaves(staffed: Any) -> None:
    row, token = staffed.write(create_feed, "li")
    _, second = staffed.write(create_feed, "li")

    def holder(secret: str) -> str | None:
        found = staffed.ask(lambda session: holder_of(session, secret))
        return str(found.key) if found else None

    assert (holder(token), holder(second), holder(f"{token}x")) == ("li", "li", None)
    staffed.write(revoke_feed, "li", row.id)
    staffed.write(revoke_feed, "li", row.id)
    assert (holder(token), holder(second)) == (None, "li")
    staffed.write(upsert_person, {"key": "li", "active": False})
    assert holder(second) is None


def test_a_token_is_long_and_nowhere_stored(staffed: Any) -> None:
    row, token = staffed.write(create_feed, "li")

    stored = staffed.ask(lambda session: session.get_one(CalendarFeedRow, row.id))
    assert len(token) == 43  # 32 bytes in base64
    assert token not in str(vars(stored))
    (made,) = staffed.trail("calendar_feed.created")
    assert token not in str(vars(made))


def test_a_feed_is_for_somebody_who_is_there_and_revoked_by_its_own_number(staffed: Any) -> None:
    row, _ = staffed.write(create_feed, "li")

    with pytest.raises(Unknown, match="there is no person"):
        staffed.write(create_feed, "nobody")
    with pytest.raises(Unknown, match=f"there is no calendar feed {row.id}"):
        staffed.write(revoke_feed, "zhang", row.id)
    staffed.write(upsert_person, {"key": "zhang", "active": False})
    with pytest.raises(Invalid, match="zhang is no longer active"):
        staffed.write(create_feed, "zhang")
