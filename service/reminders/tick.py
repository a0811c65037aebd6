"""One pass: what is due becomes messages, committed; what is committed is handed over and recorded.

Planning (deadlines, news, alarms) is one transaction together with the row of the tick and the last event looked at.
Endpoints are fed after it, each in a transaction of its own, so that they hear at once of what was planned. The
database is worked in threads, the network natively, and no transaction spans both.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from service.reminders.alerting import plan_alarms
from service.reminders.changes import plan_news
from service.reminders.confirming import plan_confirmations
from service.reminders.desk import Desk
from service.reminders.dispatch import Post, dispatch
from service.reminders.due import Planned, plan_due
from service.reminders.feeding import feed
from service.reminders.ledger import keep_ledger
from service.reminders.queries import events_passed_on, may_plan
from service.reminders.second_channel import plan_second_channel
from service.store import TickRow, writing
from service.store.event_log import number_events
from service.watch.outages import note_outage

KEPT = timedelta(days=30)  # how long the rows of ticks are kept

GOOD, TROUBLED = "good", "troubled"
NEWS = "news"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class TickReport:
    """What one tick did: messages made, taken by the next hop, attempts that failed; `troubles` make it a bad one."""

    id: int
    started_at: datetime
    planned: int = 0
    sent: int = 0
    failed: int = 0
    troubles: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether all that was due was made into messages and each was tried."""
        return not self.troubles


async def tick(desk: Desk, post: Post) -> TickReport:
    """Plan what is due, hand it over, and record the tick."""
    report = await asyncio.to_thread(plan, desk, post)
    done = await dispatch(post)
    report = replace(report, sent=done.sent, failed=done.failed)
    report = await asyncio.to_thread(_account, desk, post, report)
    await asyncio.to_thread(_finish, post, report)
    log.info("tick.done", tick=report.id, planned=report.planned, sent=report.sent, failed=report.failed)
    return report


def plan(desk: Desk, post: Post) -> TickReport:
    """Make the messages that are due now; while another replica plans, only the tick is recorded."""
    now = post.clock.now()
    through = number_events(post.engine)
    with writing(post.engine) as session:
        if not desk.sender.sandbox:  # there, ticks come at any time somebody thinks of
            note_outage(session, now)
        row = TickRow(started_at=now)
        report = TickReport(0, now)
        if may_plan(session):
            seen = events_passed_on(session)
            planned, troubles = _plan_each(session, desk, now, seen, through)
            passed = seen if NEWS in troubles else through
            row.planned, row.detail = planned, json.dumps({"events_through": passed, "troubles": [*troubles.values()]})
            report = replace(report, planned=planned, troubles=tuple(troubles.values()))
        session.execute(delete(TickRow).where(TickRow.started_at < now - KEPT))
        session.add(row)
        session.flush()
        report = replace(report, id=row.id)
    fed, troubles_of_endpoints = feed(post.engine, now)
    return replace(report, planned=report.planned + fed, troubles=(*report.troubles, *troubles_of_endpoints))


def _plan_each(session: Session, desk: Desk, now: datetime, seen: int, through: int) -> tuple[int, dict[str, str]]:
    """Do each kind of planning on its own, so that trouble with one doesn't keep back the others.

    Gives the number of messages made, and each trouble by where it arose.
    """
    kinds: dict[str, Callable[[], Planned]] = {
        "reminders": lambda: plan_due(session, desk, now, through),
        NEWS: lambda: Planned(plan_news(session, desk, now, seen, through)),
        "confirmations": lambda: Planned(plan_confirmations(session, desk, now)),
        "alarms": lambda: Planned(plan_alarms(session, desk, now)),
        "second channel": lambda: Planned(plan_second_channel(session, desk, now)),
    }
    made, troubles = 0, dict[str, str]()
    for name, work in kinds.items():
        try:
            with session.begin_nested():
                planned = work()
        except Exception as error:  # said in the tick's row, in the logs, and by a readiness that turns red
            log.exception("tick.trouble", kind=name)
            troubles[name] = f"{name}: {error!r}"
        else:
            made += planned.messages
            troubles |= {f"{name} {number}": trouble for number, trouble in enumerate(planned.troubles)}
    return made, troubles


def _account(desk: Desk, post: Post, report: TickReport) -> TickReport:
    """Draw up the day's ledger; if that fails, the tick is a troubled one."""
    try:
        keep_ledger(post.engine, desk, post.clock.now())
    except Exception as error:  # said in the tick's report and in the logs; what was sent is sent
        log.exception("tick.trouble", kind="ledger")
        return replace(report, troubles=(*report.troubles, f"ledger: {error!r}"))
    return report


def _finish(post: Post, report: TickReport) -> None:
    with writing(post.engine) as session:
        ended = update(TickRow).where(TickRow.id == report.id)
        session.execute(
            ended.values(
                finished_at=post.clock.now(),
                outcome=GOOD if report.good else TROUBLED,
                planned=report.planned,
                sent=report.sent,
                failed=report.failed,
            )
        )
