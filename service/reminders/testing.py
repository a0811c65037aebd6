"""Trying an endpoint out: one call that tells of nothing, made at once and the way all others are."""

from datetime import timedelta

from sqlalchemy.orm import Session

from notifiers import Receipt
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.endpoints import endpoint_to_change
from service.reminders.claiming import Claimed, Tried, database_now
from service.reminders.messages import freeze_test
from service.store import MessageRow
from service.store.deliveries import Delivery
from service.store.messages import FAILED, SENT


def prepare_test(session: Session, context: Context, endpoint_id: int, lease: timedelta) -> Claimed:
    """Store the call and claim it, so that no tick makes it too; a disabled endpoint can be tried. Raises `Unknown`."""
    endpoint = endpoint_to_change(session, endpoint_id)
    row = freeze_test(session, endpoint, context.now)
    row.attempts, row.lease_until = 1, database_now(session) + lease
    record(session, [entry(context, "endpoint.tested", f"endpoint {endpoint_id}", None, {"message": row.key})])
    session.flush()
    return Claimed(row.id, row.key, row.channel, row.recipient, endpoint.id, row.body, 1, endpoint, is_test=True)


def record_test(session: Session, tried: Tried) -> Delivery:
    """Write down what came of it; a test is made once, and makes nothing of the endpoint."""
    row = session.get_one(MessageRow, tried.message.id)
    taken = isinstance(tried.answer, Receipt)
    row.state, row.sent_at = (SENT, tried.finished_at) if taken else (FAILED, None)
    row.next_attempt_at = row.lease_until = None
    attempt = tried.as_row()
    session.add(attempt)
    session.flush()
    return Delivery(row, [attempt])
