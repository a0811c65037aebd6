"""Times without a tick: noted in the audit trail once the service is back, and kept longer than the ticks are.

A due-care file has to say when the service could remind nobody.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store import AuditRow, TickRow
from service.store.dossiers import OUTAGES

WORTH_NOTING = timedelta(hours=1)  # reminders go by days; a restart is no outage


def note_outage(session: Session, now: datetime) -> None:
    """Note that no tick began for an hour or more before this one; to be called before this one is stored."""
    last = session.scalar(select(func.max(TickRow.started_at)))
    if last is not None and now - last >= WORTH_NOTING:
        gap = {"before": {"last_tick": last.isoformat()}, "after": {"tick": now.isoformat()}}
        session.add(AuditRow(at=now, actor="annua", action="service.resumed", subject=OUTAGES, **gap))
