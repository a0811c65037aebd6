"""Events that become news, on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest

from service.reminders.changes import plan_news
from service.reminders.desk import Desk
from service.store import CaseRow, EventRow, writing
from service.store.event_log import number_events

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
MOVED = {
    "kind": "annuity",
    "number": 3,
    "office": "EP",
    "title": "Renewal fee for year 3",
    "what": "moved",
    "old_due": "2026-11-30",
    "new_due": "2026-10-31",
    "old_act_by": "2026-11-30",
    "new_act_by": "2026-10-31",
    "why": "dates.filing was corrected",
}


def happen(shelf: "Shelf", case: CaseRow, **other: Any) -> EventRow:
    """Store an event of a changed deadline."""
    about = {"case_id": case.id, "deadline_id": other.pop("deadline_id", None)}
    return shelf.put(EventRow(type="deadline.changed", payload=MOVED | other, at=NOW, **about))


def tell(shelf: "Shelf", desk: Desk) -> int:
    """Plan the news of all events."""
    through = number_events(shelf.engine)
    with writing(shelf.engine) as session:
        return plan_news(session, desk, NOW, 0, through)


def text(body: bytes) -> str:
    """The plain text of a mail."""
    part = message_from_bytes(body, policy=policy.default).get_body(("plain",))
    assert part is not None
    content: str = part.get_content()
    return content


def test_a_moved_date_is_news_with_the_date_before_the_date_now_and_why(shelf: "Shelf", desk: Desk) -> None:
    happen(shelf, shelf.case(responsible=shelf.person()))
    assert tell(shelf, desk) == 1
    (message,) = shelf.messages("change")
    assert (message.recipient, message.subject) == (
        "eva@example.com",
        "Date moved: Renewal fee for year 3, P1-EP (now Saturday, 31 October 2026)",
    )
    said = text(message.body)
    assert "Before:              Monday, 30 November 2026" in said
    assert "Now:                 Saturday, 31 October 2026" in said
    assert "Reason:              dates.filing was corrected" in said


def test_moves_beyond_twelve_months_and_their_ladder_are_summed_up_by_case(shelf: "Shelf", desk: Desk) -> None:
    case = shelf.case(responsible=shelf.person())
    happen(shelf, case)
    for year in (2030, 2029, 2028):
        happen(shelf, case, title=f"Fee of {year}", old_act_by=f"{year}-11-30", new_act_by=f"{year}-10-31")
    tell(shelf, desk)
    (message,) = shelf.messages("change")
    said = text(message.body)
    assert message.subject == "4 dates moved, from P1-EP on"
    assert "3 later dates of P1-EP moved too; the first of them" in said
    assert "Fee of 2028" in said
    assert "Fee of 2029" not in said


def test_moves_of_what_is_settled_or_past_are_summed_up_behind_and_no_cause_for_a_mail(
    shelf: "Shelf", desk: Desk
) -> None:
    """A corrected filing date moves twenty years of history too; what matters is the one that is still to be paid."""
    case = shelf.case(responsible=shelf.person())
    past = shelf.deadline(case, number=2, state="history", act_by=date(2020, 10, 31))
    days = {"old_act_by": "2020-11-30", "new_act_by": "2020-10-31"}
    happen(shelf, case, title="Fee of 2020", deadline_id=past.id, **days)
    assert tell(shelf, desk) == 0

    happen(shelf, case, deadline_id=shelf.deadline(case).id)
    tell(shelf, desk)

    said = text(shelf.messages("change")[0].body)
    assert "Moved: Renewal fee for year 3, P1-EP" in said
    assert "Fee of 2020" not in said


def test_only_far_moves_are_still_told(shelf: "Shelf", desk: Desk) -> None:
    happen(shelf, shelf.case(responsible=shelf.person()), old_act_by="2040-11-30", new_act_by="2040-10-31")
    assert tell(shelf, desk) == 1


@pytest.mark.parametrize(
    ("what", "before", "after", "words"),
    [
        ("questioned", "2026-11-30", "2027-11-30", "Confirmation in question: Renewal fee for year 3, P1-EP"),
        ("current_again", "2025-11-30", "2026-11-30", "Was settled, is current again: Renewal fee for year 3, P1-EP"),
    ],
)
def test_what_is_questioned_or_current_again_is_news_at_once(
    shelf: "Shelf", desk: Desk, what: str, before: str, after: str, words: str
) -> None:
    happen(shelf, shelf.case(responsible=shelf.person()), what=what, old_act_by=before, new_act_by=after)
    tell(shelf, desk)
    (message,) = shelf.messages("change")
    assert words in text(message.body)


@pytest.mark.parametrize(
    "other",
    [
        {"what": "added", "old_act_by": None},  # its ladder will tell of it
        {"new_act_by": "2026-11-30"},  # due moved, but not the day to act by
        {"new_act_by": "2026-12-31"},  # later: the digest tells it
        {"what": "gone", "new_act_by": None},  # likewise
    ],
)
def test_what_asks_nothing_of_anybody_at_once_waits(shelf: "Shelf", desk: Desk, other: dict[str, Any]) -> None:
    happen(shelf, shelf.case(responsible=shelf.person()), **other)
    assert tell(shelf, desk) == 0


def test_all_news_of_a_tick_is_one_mail_a_person(shelf: "Shelf", desk: Desk) -> None:
    eva = shelf.person()
    for reference in ("P1", "P2"):
        happen(shelf, shelf.case(reference, eva))
    happen(shelf, shelf.case("P3"))
    tell(shelf, desk)
    assert sorted((message.recipient, message.subject) for message in shelf.messages("change")) == [
        ("docket@example.com", "Date moved: Renewal fee for year 3, P3 (now Saturday, 31 October 2026)"),
        ("eva@example.com", "2 dates moved, from P1 on"),
    ]
