"""What becomes of an endpoint by what it answers: it is disabled, or what waits for it leaves sooner.

It is disabled when a message has used up its attempts and the endpoint took nothing else in all that time, which is
three days; and at once by 410, or where its address or its secret can't be used. A message that is refused for three
days by an endpoint that takes others is given up alone.
"""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from notifiers import Permanent, Receipt, Retryable
from notifiers.retry import SEVERAL_DAYS
from service.portfolio.context import Context
from service.portfolio.endpoints import disable_for_answers
from service.reminders.planning import first_look
from service.store import EndpointRow
from service.store.deliveries import hurry
from service.store.messages import GIVEN_UP

ACTOR = "annua"
OUTAGE = timedelta(hours=1)  # an endpoint that is back after so long gets at once what waited for it

Answer = Receipt | Retryable | Permanent


def heard(session: Session, endpoint_id: int, answer: Answer, state: str, now: datetime) -> bool:
    """Note what an endpoint answered to a message that comes to a state by it; whether the endpoint is disabled now."""
    since = session.scalar(select(EndpointRow.failing_since).where(EndpointRow.id == endpoint_id))
    if isinstance(answer, Receipt):
        if since is not None:
            _note(session, endpoint_id, None)
            if since <= now - OUTAGE:
                hurry(session, endpoint_id, now)
        return False
    if isinstance(answer, Permanent) or (state == GIVEN_UP and since and since <= now - SEVERAL_DAYS.shortest):
        disable_for_answers(session, Context(ACTOR, now, first_look, "reminders"), endpoint_id, answer.reason)
        return True
    if since is None:
        _note(session, endpoint_id, now)
    return False


def _note(session: Session, endpoint_id: int, failing_since: datetime | None) -> None:
    noted = update(EndpointRow).where(EndpointRow.id == endpoint_id).values(failing_since=failing_since)
    session.execute(noted.execution_options(synchronize_session=False))
