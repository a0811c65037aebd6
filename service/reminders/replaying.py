"""Replaying: an endpoint is sent again what it was told of a range of the log, and told what it never was."""

import json

from sqlalchemy.orm import Session

from rules.texts import Text
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.endpoints import endpoint_to_change
from service.portfolio.errors import Conflict, Invalid, wrong
from service.reminders.feeding import tell
from service.store import MessageRow
from service.store.deliveries import carrying
from service.store.event_log import events_after
from service.store.messages import PENDING

MOST = 10_000  # positions in one replay: a hundred full messages

DISABLED = Text("replay.disabled", "endpoint {value} is disabled, so nothing is sent; enable it first")
NO_RANGE = Text(
    "replay.range",
    "through {value} must lie at after {after} or up to {most} behind it, and not behind {last}, the last one told of",
)


def replay(
    session: Session, context: Context, endpoint_id: int, after: int, through: int | None = None
) -> tuple[int, int, int]:
    """Send again the events behind `after`, up to and with `through`; without it up to the last one told of.

    Messages that carry such an event leave again as they were, under their ids and with all their attempts before
    them; for events that none carried there are new ones. Gives `through`, how many events of the range the endpoint
    wants, and how many messages leave. Raises `Unknown`, `Conflict` and `Invalid`.
    """
    endpoint = endpoint_to_change(session, endpoint_id)
    if not endpoint.enabled:
        raise Conflict(wrong("endpoint", DISABLED(value=endpoint_id), endpoint_id))
    last = endpoint.position or 0
    through = last if through is None else through
    if not after <= through <= min(last, after + MOST):
        raise Invalid(wrong("through", NO_RANGE(value=through, after=after, most=MOST, last=last), through))
    events = events_after(session, after, through, endpoint.events)
    wanted, told = {event.position for event in events}, set[int]()
    again = [row for row in carrying(session, endpoint_id, after, through) if not wanted.isdisjoint(positions(row))]
    for message in again:
        told |= positions(message)
        if message.state != PENDING:
            message.state, message.attempts, message.next_attempt_at = PENDING, 0, context.now
    made = tell(session, endpoint, [event for event in events if event.position not in told], context.now)
    record(
        session,
        [entry(context, "endpoint.replayed", f"endpoint {endpoint_id}", None, {"after": after, "through": through})],
    )
    return through, len(events), len(again) + made


def positions(message: MessageRow) -> set[int]:
    """The positions of the events that a message to an endpoint carries."""
    return {item["position"] for item in json.loads(message.body)["data"]["items"]}
