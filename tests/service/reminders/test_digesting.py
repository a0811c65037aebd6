"""The daily digest: when it is made, for whom, what goes into it, and its number; on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from service.reminders.desk import Desk
from service.reminders.due import plan_due
from service.store import (
    AcknowledgementRow,
    CaseRow,
    DigestRow,
    EventRow,
    InstructionRow,
    MessageRow,
    MessageRungRow,
    OwnerRow,
    writing,
)
from service.store.event_log import number_events

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)  # 09:00 in Munich, 14 days before 30 November
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
EVA = "eva@example.com"


def plan(shelf: "Shelf", desk: Desk, now: datetime) -> None:
    """Plan what is due; digests tell of every event so far."""
    number_events(shelf.engine)
    with writing(shelf.engine) as session:
        plan_due(session, desk, now, through=10_000)


def digests(shelf: "Shelf", address: str = EVA) -> list[tuple[str, int]]:
    """The digests that an address got: day and number."""
    rows = [row for row in shelf.all(DigestRow) if row.address == address and row.number]
    return [(row.day.isoformat(), row.number or 0) for row in rows]


def changed(shelf: "Shelf", case_id: int, **other: Any) -> EventRow:
    """An event of a date that moved to a later one."""
    payload = {
        "kind": "annuity",
        "number": 3,
        "office": "EP",
        "title": "Renewal fee for year 3",
        "what": "moved",
        "old_act_by": "2026-11-30",
        "new_act_by": "2026-12-31",
        "why": "the office was closed",
    }
    return shelf.put(EventRow(type="deadline.changed", case_id=case_id, payload=payload | other, at=MONDAY))


def body(shelf: "Shelf", address: str = EVA) -> str:
    """The latest digest of an address, as it was frozen."""
    mails = [row for row in shelf.all(MessageRow) if row.recipient == address and row.purpose == "digest"]
    return mails[-1].body.decode()


def test_a_digest_goes_out_when_the_readers_day_begins_once_a_day(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk, MONDAY - timedelta(minutes=1))
    assert digests(shelf) == []
    plan(shelf, desk, MONDAY)
    plan(shelf, desk, MONDAY + timedelta(hours=3))
    assert digests(shelf) == [("2026-11-16", 1)]


def test_on_a_day_with_nothing_to_tell_there_is_none_and_the_number_waits(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()), act_by=date(2030, 11, 30), late=[])
    plan(shelf, desk, MONDAY)
    plan(shelf, desk, TUESDAY)
    plan(shelf, desk, MONDAY + timedelta(days=7))
    assert digests(shelf) == [("2026-11-16", 1), ("2026-11-23", 2)]  # the first working days of two weeks


def test_after_a_holiday_monday_the_set_day_is_the_next_working_day(shelf: "Shelf", desk: Desk) -> None:
    """Easter Monday, 6 April 2026, is closed in Munich: Tuesday's digest goes out even if it is empty."""
    shelf.deadline(shelf.case(responsible=shelf.person()), act_by=date(2030, 11, 30), late=[])
    plan(shelf, desk, datetime(2026, 4, 6, 8, tzinfo=UTC))
    plan(shelf, desk, datetime(2026, 4, 7, 8, tzinfo=UTC))
    plan(shelf, desk, datetime(2026, 4, 8, 8, tzinfo=UTC))
    assert digests(shelf) == [("2026-04-07", 1)]


def test_who_watches_nothing_gets_no_empty_digest(shelf: "Shelf", desk: Desk) -> None:
    shelf.person()
    plan(shelf, desk, MONDAY)
    assert digests(shelf) == []
    plan(shelf, desk, MONDAY + timedelta(hours=1))  # 09:00 UTC: whoever receives the alarms sees that mail works
    assert digests(shelf, "docket@example.com") == [("2026-11-16", 1)]


def test_what_was_told_and_not_answered_waits_in_each_digest_until_it_is(shelf: "Shelf", desk: Desk) -> None:
    deadline = shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk, MONDAY)
    plan(shelf, desk, TUESDAY)
    assert digests(shelf)[-1] == ("2026-11-17", 2)
    assert "P1-EP" in body(shelf)
    shelf.put(AcknowledgementRow(deadline_id=deadline.id, aim=deadline.drives_act_by, actor="Eva", at=TUESDAY))
    plan(shelf, desk, WEDNESDAY)
    assert digests(shelf)[-1] == ("2026-11-17", 2)


def test_a_later_date_is_told_in_the_next_digest_once(shelf: "Shelf", desk: Desk) -> None:
    case = shelf.case(responsible=shelf.person())
    plan(shelf, desk, MONDAY)
    with writing(shelf.engine) as session:  # that digest looked at no event yet
        for row in session.query(DigestRow):
            row.events_through = 0
    changed(shelf, case.id)
    changed(shelf, case.id, what="added", old_act_by=None)
    plan(shelf, desk, TUESDAY)
    assert digests(shelf)[-1] == ("2026-11-17", 2)
    plan(shelf, desk, WEDNESDAY)
    assert digests(shelf)[-1] == ("2026-11-17", 2)


def test_a_handed_over_case_is_told_to_both(shelf: "Shelf", desk: Desk) -> None:
    eva, max_ = shelf.person(), shelf.person("max")
    case = shelf.case(responsible=max_)
    sides = {"from": {"responsible": "eva", "backup": None}, "to": {"responsible": "max", "backup": None}}
    shelf.put(EventRow(type="case.handed_over", case_id=case.id, payload={"reference": "P1-EP"} | sides, at=MONDAY))
    plan(shelf, desk, TUESDAY)
    assert digests(shelf, eva.address) == [("2026-11-17", 1)]
    assert digests(shelf, max_.address) == [("2026-11-17", 1)]


def test_what_leaves_alone_makes_no_digest_by_itself(shelf: "Shelf", desk: Desk) -> None:
    """Friday, 27 November: the last rungs leave in a mail of their own, and there is nothing else to tell."""
    shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk, datetime(2026, 11, 27, 8, tzinfo=UTC))
    assert [row.purpose for row in shelf.all(MessageRow) if row.recipient == EVA] == ["reminder"]
    assert digests(shelf) == []


def test_a_digest_carries_its_rungs_and_not_those_that_left_alone(shelf: "Shelf", desk: Desk) -> None:
    eva = shelf.person()
    shelf.deadline(shelf.case("P1", eva))
    shelf.deadline(shelf.case("P2", eva), act_by=date(2026, 11, 17))
    plan(shelf, desk, MONDAY)
    purposes = {row.id: row.purpose for row in shelf.all(MessageRow)}
    carried = {(purposes[row.message_id], row.deadline_id) for row in shelf.all(MessageRungRow) if row.recipient == EVA}
    assert carried == {("digest", 1), ("reminder", 2)}


def test_an_owners_standing_order_speaks_for_those_who_say_nothing(shelf: "Shelf", desk: Desk) -> None:
    """Thirty days before 30 November, a Saturday: from Monday, 2 November on silence is the instruction to renew."""
    moments = {"updated_by": "Admin", "updated_at": MONDAY}
    shelf.put(OwnerRow(name="Example Medical AG", unanswered="renew", silence_days=30, **moments))
    shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk, datetime(2026, 10, 30, 8, tzinfo=UTC))
    assert shelf.all(InstructionRow) == []
    plan(shelf, desk, datetime(2026, 11, 2, 8, tzinfo=UTC))
    plan(shelf, desk, datetime(2026, 11, 3, 8, tzinfo=UTC))
    (row,) = shelf.all(InstructionRow)
    assert (row.wish, row.actor, row.aim) == ("renew", "standing order of Example Medical AG", date(2026, 11, 30))
    assert ("silence", EVA) in shelf.rungs()


def test_what_waits_and_cannot_be_said_any_longer_keeps_nothing_else_back(shelf: "Shelf", desk: Desk) -> None:
    """Told on Monday; on Tuesday its right is one that no text knows: the other is told, and the trouble reported."""
    eva = shelf.person()
    for reference in ("P1", "P2"):
        shelf.deadline(shelf.case(reference, eva))
    plan(shelf, desk, MONDAY)
    with writing(shelf.engine) as session:
        session.execute(update(CaseRow).where(CaseRow.reference == "P2").values(right="plant_variety"))
    with writing(shelf.engine) as session:
        outcome = plan_due(session, desk, TUESDAY, through=10_000)
    assert [trouble for trouble in outcome.troubles if "of P2" in trouble]
    assert digests(shelf)[-1] == ("2026-11-17", 2)
    assert "P1" in body(shelf)
