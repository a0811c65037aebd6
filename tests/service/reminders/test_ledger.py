"""The daily ledger: what was expected and what became of it; a rung on neither side is named."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from service.reminders.desk import Desk
from service.reminders.due import plan_due
from service.reminders.ledger import Ledger, balance, keep_ledger
from service.store import (
    AcknowledgementRow,
    CaseRow,
    DeadlineRow,
    LedgerRow,
    MessageRow,
    MessageRungRow,
    reading,
    writing,
)

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)  # 09:00 in Munich, 14 days before 30 November
NOON = MONDAY + timedelta(hours=4)


def planned(shelf: "Shelf", desk: Desk, now: datetime = MONDAY, state: str = "sent") -> DeadlineRow:
    """A deadline of which everything due by now was told, in messages of one state."""
    eva, max_ = shelf.person(), shelf.person("max")
    deadline = shelf.deadline(shelf.case(responsible=eva, backup_id=max_.id))
    with writing(shelf.engine) as session:
        plan_due(session, desk, now)
        session.execute(update(MessageRow).values(state=state))
    return deadline


def account(shelf: "Shelf", desk: Desk, now: datetime = NOON) -> Ledger:
    """The account as of a moment."""
    with reading(shelf.engine) as session:
        return balance(session, desk, now)


def lines(ledger: Ledger) -> dict[str, int]:
    """The lines that are not zero."""
    return {name: count for name, count in ledger.as_document().items() if count}


def test_what_was_told_is_within_patience_and_the_ledger_balances(shelf: "Shelf", desk: Desk) -> None:
    """180, 90, 60, 30 and 14 days before: five rungs, all carried by Monday's digest."""
    planned(shelf, desk)
    ledger = account(shelf, desk)
    assert lines(ledger) == {"expected": 5, "sent": 5, "accepted": 5, "patience": 5}
    assert ledger.missing == []


def test_what_was_registered_after_todays_digest_waits_for_the_next_one(shelf: "Shelf", desk: Desk) -> None:
    """Registered at noon with five stages behind it: Eva hears of it on Tuesday at nine, and not before."""
    deadline = shelf.deadline(shelf.watched())
    with writing(shelf.engine) as session:
        session.get_one(DeadlineRow, deadline.id).updated_at = NOON
    assert lines(account(shelf, desk, NOON + timedelta(minutes=1))) == {"expected": 5, "waiting": 5}
    assert len(account(shelf, desk, NOON + timedelta(days=1)).missing) == 5


def test_a_rung_that_no_message_carried_is_named(shelf: "Shelf", desk: Desk) -> None:
    planned(shelf, desk)
    with writing(shelf.engine) as session:
        session.execute(delete(MessageRungRow).where(MessageRungRow.stage == "act_by.60"))
    (missing,) = account(shelf, desk).missing
    assert (missing.reference, missing.stage, missing.recipient, missing.line) == (
        "P1-EP",
        "act_by.60",
        "eva@example.com",
        "expected",
    )


def test_an_answer_settles_the_rungs_that_it_quietens(shelf: "Shelf", desk: Desk) -> None:
    """Acknowledged before anything was sent: of the five only that of 30 days remains, and it waits for its digest."""
    deadline = shelf.deadline(shelf.case(responsible=shelf.person()))
    shelf.put(AcknowledgementRow(deadline_id=deadline.id, aim=deadline.drives_act_by, actor="Eva", at=MONDAY))
    found = lines(account(shelf, desk, datetime(2026, 10, 30, 9, tzinfo=UTC)))  # the rung of 30 days left at 08:00 UTC
    assert found == {"expected": 4, "settled": 3, "waiting": 1}


def test_what_bounced_or_waits_for_the_mail_server_is_told_apart(shelf: "Shelf", desk: Desk) -> None:
    planned(shelf, desk, state="pending")
    assert lines(account(shelf, desk)) == {"expected": 5, "sent": 5, "pending": 5}
    with writing(shelf.engine) as session:
        session.execute(update(MessageRow).values(state="sent", bounced_at=NOON))
    assert lines(account(shelf, desk)) == {"expected": 5, "sent": 5, "bounced": 5}


def test_silence_that_nobody_was_told_of_is_named(shelf: "Shelf", desk: Desk) -> None:
    """Told on Monday, 16 November; on Tuesday, 24 November patience has ended and no back-up has heard of it."""
    planned(shelf, desk)
    later = datetime(2026, 11, 24, 12, tzinfo=UTC)
    missing = account(shelf, desk, later).missing
    assert {one.line for one in missing if one.stage == "act_by.14"} == {"accepted"}
    with writing(shelf.engine) as session:
        plan_due(session, desk, datetime(2026, 11, 24, 8, tzinfo=UTC))
        session.execute(update(MessageRow).values(state="sent"))
    ledger = account(shelf, desk, later)
    assert ledger.missing == []
    assert ledger.counts["escalated"] == ledger.counts["accepted"]


def test_closed_cases_and_what_is_settled_are_not_in_the_account(shelf: "Shelf", desk: Desk) -> None:
    planned(shelf, desk)
    with writing(shelf.engine) as session:
        session.execute(update(CaseRow).values(closed_at=MONDAY))
    assert lines(account(shelf, desk)) == {}


def test_the_account_of_a_day_is_drawn_up_once(shelf: "Shelf", desk: Desk) -> None:
    planned(shelf, desk)
    keep_ledger(shelf.engine, desk, NOON)
    keep_ledger(shelf.engine, desk, NOON + timedelta(hours=1))
    keep_ledger(shelf.engine, desk, NOON + timedelta(days=1))
    rows = shelf.all(LedgerRow)
    assert [row.day.isoformat() for row in rows] == ["2026-11-16", "2026-11-17"]
    assert (rows[0].counts["expected"], rows[0].missing) == (5, [])
