"""One pass of the whole, with a real mail server, on SQLite and on PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, update

from notifiers.email import EmailNotifier, Smtp
from notifiers.webhook import WebhookNotifier
from service.reminders.desk import Desk
from service.reminders.dispatch import Post
from service.reminders.outlets import Outlets
from service.reminders.queries import may_plan
from service.reminders.tick import TickReport, plan, tick
from service.store import CaseRow, DeadlineRow, EventRow, MessageRungRow, TickRow, writing

if TYPE_CHECKING:
    from tests.service.conftest import SetClock
    from tests.service.reminders.conftest import Outside, Shelf

FORTNIGHT_BEFORE = datetime(2026, 11, 16, 8, tzinfo=UTC)
CHANGE = {
    "title": "Renewal fee for year 3",
    "what": "moved",
    "old_act_by": "2026-11-30",
    "new_act_by": "2026-10-31",
    "why": "dates.filing was corrected",
}


@pytest.fixture
def post(shelf: "Shelf", clock: "SetClock") -> Post:
    """A post without outlets, for planning; 14 days before 30 November 2026."""
    clock.moment = FORTNIGHT_BEFORE
    return Post(
        engine=shelf.engine,
        clock=clock,
        outlets=Outlets(None, WebhookNotifier()),
        sender="annua@example.com",
        unlock=lambda _: (),
        lease=timedelta(minutes=5),
        chance=lambda: 0.5,
    )


async def run_tick(desk: Desk, post: Post, port: int) -> TickReport:
    """One tick with a mail server on loopback."""
    async with EmailNotifier(Smtp("127.0.0.1", port, security="none")) as email:
        return await tick(desk, replace(post, outlets=Outlets(email, post.outlets.webhook)))


def test_what_is_due_is_planned_sent_and_recorded_and_the_next_tick_has_nothing_to_do(
    shelf: "Shelf", desk: Desk, post: Post, outside: "Outside"
) -> None:
    shelf.deadline(shelf.watched())

    async def run() -> tuple[TickReport, TickReport, list[bytes]]:
        async with outside.mail_server() as server:
            return await run_tick(desk, post, server.port), await run_tick(desk, post, server.port), server.received

    first, second, received = asyncio.run(run())
    assert (first.planned, first.sent, first.failed, first.good) == (2, 2, 0, True)  # Max gets Monday's empty digest
    assert (second.planned, second.sent) == (0, 0)
    mails = {mail["To"]: mail for mail in (message_from_bytes(raw, policy=policy.default) for raw in received)}
    assert mails["Eva <eva@example.com>"]["Message-ID"] == shelf.messages()[0].key
    assert [(row.outcome, row.planned, row.sent) for row in shelf.all(TickRow)] == [("good", 2, 2), ("good", 0, 0)]


def test_after_a_week_of_downtime_there_is_one_mail_that_names_the_most_urgent(
    shelf: "Shelf", desk: Desk, post: Post, clock: "SetClock"
) -> None:
    shelf.deadline(shelf.watched())
    plan(desk, post)
    clock.moment = datetime(2026, 11, 30, 10, tzinfo=UTC)
    plan(desk, post)
    theirs = [message for message in shelf.messages() if message.recipient == "eva@example.com"]
    assert [message.purpose for message in theirs] == ["digest", "reminder", "digest"]  # Mondays both
    assert theirs[1].subject.startswith("LAST DAY")
    carried = [row.stage for row in shelf.all(MessageRungRow) if row.message_id == theirs[1].id]
    assert carried == ["act_by.7", "act_by.3", "act_by.1", "act_by.0"]


def test_a_clock_set_back_repeats_nothing(shelf: "Shelf", desk: Desk, post: Post, clock: "SetClock") -> None:
    shelf.deadline(shelf.watched())
    plan(desk, post)
    clock.move(days=-30)
    with writing(shelf.engine) as session:
        session.execute(update(DeadlineRow).values(next_rung_at=clock.now()))
    plan(desk, post)
    clock.move(days=30)
    plan(desk, post)
    stages = [stage for stage, recipient in shelf.rungs() if recipient == "eva@example.com"]
    assert len(stages) == len(set(stages))


def test_an_event_is_told_once(shelf: "Shelf", desk: Desk, post: Post) -> None:
    case = shelf.watched()
    shelf.put(EventRow(type="deadline.changed", case_id=case.id, payload=CHANGE, at=FORTNIGHT_BEFORE))
    plan(desk, post)
    plan(desk, post)
    assert len(shelf.messages("change")) == 1
    shelf.put(EventRow(type="deadline.changed", case_id=case.id, payload=CHANGE, at=FORTNIGHT_BEFORE))
    plan(desk, post)
    assert len(shelf.messages("change")) == 2


def test_a_missed_deadline_reaches_endpoints_by_the_next_tick(
    shelf: "Shelf", desk: Desk, post: Post, clock: "SetClock"
) -> None:
    shelf.deadline(shelf.watched())
    shelf.endpoint(events=["deadline.missed"])
    clock.moment = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    plan(desk, post)
    plan(desk, post)
    assert [message.subject for message in shelf.messages() if message.channel == "webhook"] == ["deadline.missed"]


def test_trouble_makes_a_bad_tick_and_what_could_be_planned_is_sent(
    shelf: "Shelf", desk: Desk, post: Post, outside: "Outside"
) -> None:
    shelf.deadline(shelf.watched("P1"))
    shelf.deadline(shelf.watched("P2", right="plant_variety"))

    async def run() -> TickReport:
        async with outside.mail_server() as server:
            return await run_tick(desk, post, server.port)

    report = asyncio.run(run())
    assert (report.sent, report.good) == (2, False)
    (row,) = shelf.all(TickRow)
    assert row.outcome == "troubled"
    assert "of P2" in (row.detail or "")


def test_trouble_with_the_news_keeps_no_reminder_back_and_loses_no_news(shelf: "Shelf", desk: Desk, post: Post) -> None:
    case = shelf.watched()
    shelf.deadline(case)
    event = shelf.put(
        EventRow(type="deadline.changed", case_id=case.id, payload={"what": "moved"}, at=post.clock.now())
    )
    report = plan(desk, post)
    assert (report.planned, report.good) == (2, False)
    with writing(shelf.engine) as session:
        session.merge(event).payload = CHANGE
    assert plan(desk, post).planned == 1


def test_rows_of_ticks_are_kept_for_thirty_days(shelf: "Shelf", desk: Desk, post: Post, clock: "SetClock") -> None:
    plan(desk, post)
    clock.move(days=31)
    plan(desk, post)
    assert [row.started_at for row in shelf.all(TickRow)] == [clock.now()]


def test_only_one_replica_plans_at_a_time(postgresql_engine: Engine) -> None:
    with writing(postgresql_engine) as first, writing(postgresql_engine) as second:
        assert may_plan(first)
        assert not may_plan(second)


def test_closing_a_case_between_two_ticks_ends_its_ladder(
    shelf: "Shelf", desk: Desk, post: Post, clock: "SetClock"
) -> None:
    shelf.deadline(shelf.watched())
    plan(desk, post)
    with writing(shelf.engine) as session:
        session.execute(update(CaseRow).values(closed_at=clock.now()))
    clock.move(days=7)
    plan(desk, post)
    assert [stage for stage, _ in shelf.rungs() if stage == "act_by.7"] == []
