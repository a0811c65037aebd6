"""Endpoints are fed by the event log: what they haven't been told of becomes messages, in the order of the log.

Each endpoint has its own place in the log. It moves on in the transaction that stores the messages, so that each event
is told once; and only as long as there is room among the messages that wait for the endpoint. So one that takes nothing
holds up no other, its queue stays short, and nothing is lost to it: the log keeps what it hasn't been told of.
"""

from collections.abc import Sequence
from datetime import date, datetime

import structlog
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.portfolio.event_types import REMINDER
from service.reminders.messages import LARGEST, Carried, freeze_call
from service.reminders.payloads import event_item
from service.reminders.planning import most_urgent, portions
from service.reminders.queries import cases_by_id
from service.store import EndpointRow, EventRow, MessageRungRow, reading, writing
from service.store.deliveries import listening, locked_endpoint, waiting
from service.store.event_log import events_after, number_events

QUEUE = 500  # messages that may wait for one endpoint, each with up to a hundred events

log = structlog.get_logger()


def feed(engine: Engine, now: datetime) -> tuple[int, tuple[str, ...]]:
    """Make the messages that endpoints are to get now; how many, and what went wrong with some of them."""
    through = number_events(engine)
    with reading(engine) as session:
        behind = listening(session, through)
    made, troubles = 0, []
    for endpoint_id in behind:
        try:
            with writing(engine) as session:
                made += feed_endpoint(session, endpoint_id, now, through)
        except Exception as error:  # said in the logs and by a bad tick; the others are fed
            log.exception("tick.trouble", kind="endpoint", endpoint=endpoint_id)
            troubles.append(f"endpoint {endpoint_id}: {error!r}")
    return made, tuple(troubles)


def feed_endpoint(session: Session, endpoint_id: int, now: datetime, through: int) -> int:
    """Make the messages that one endpoint is to get of the events up to a position, as far as there is room."""
    endpoint = locked_endpoint(session, endpoint_id, wait=False)
    if endpoint is None or not endpoint.enabled:  # another replica feeds it, or it was just disabled
        return 0
    if endpoint.position is None:
        endpoint.position = through
    most = (QUEUE - waiting(session, endpoint.id)) * LARGEST
    if most <= 0:
        return 0
    events = events_after(session, endpoint.position, through, endpoint.events, limit=most)
    endpoint.position = events[-1].position if len(events) == most else through
    return tell(session, endpoint, events, now)


def tell(session: Session, endpoint: EndpointRow, events: Sequence[EventRow], now: datetime) -> int:
    """Make messages of some events for an endpoint, those of one type together, and tell how many were made."""
    cases = cases_by_id(session, (event.case_id for event in events))
    made = 0
    for event_type in sorted({event.type for event in events}):
        for part in portions([event for event in events if event.type == event_type], LARGEST):
            items = [event_item(event, cases.get(event.case_id or 0)) for event in part]
            reminds = event_type == REMINDER
            freeze_call(
                session,
                event_type,
                items,
                endpoint,
                now,
                urgency=most_urgent(event.payload["urgency"] for event in part) if reminds else "normal",
                purpose="reminder" if reminds else "change",
                carried=_rungs(session, endpoint, part) if reminds else (),
            )
            made += 1
    session.flush()
    return made


def _rungs(session: Session, endpoint: EndpointRow, reminders: Sequence[EventRow]) -> list[Carried]:
    """The rungs that reminders carry to an endpoint, without those that another message has carried there."""
    rung = MessageRungRow
    known = select(rung.deadline_id, rung.aim, rung.stage).where(
        rung.recipient == str(endpoint.id), rung.deadline_id.in_({event.deadline_id for event in reminders})
    )
    carried = {tuple(row) for row in session.execute(known)}
    found = []
    for event in reminders:
        deadline_id, aim = event.deadline_id or 0, date.fromisoformat(event.payload["aim"])
        stages = tuple(stage for stage in event.payload["stages"] if (deadline_id, aim, stage) not in carried)
        found.append(Carried(deadline_id, aim, stages))
    return found
