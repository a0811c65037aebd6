"""The store: tables, sessions and migrations, on SQLite or PostgreSQL.

    from service.store import CaseRow, make_engine, migrate, writing

    engine = make_engine(settings.store_url)
    migrate(engine)
    with writing(engine) as session:
        ...

The request or the tick owns the transaction; the code inside flushes but doesn't commit.
"""

from service.store.access import ApiKeyRow, EndpointRow, IdempotencyRow
from service.store.base import Base, Moment
from service.store.cases import CaseDateRow, CaseRow, OfficeClosureRow
from service.store.deadlines import AcknowledgementRow, CompletionRow, DeadlineRow, OverrideRow
from service.store.engine import make_engine, reading, writing
from service.store.messages import AttemptRow, MessageRow, MessageRungRow
from service.store.migrating import at_head, migrate
from service.store.people import PersonRow
from service.store.trail import AuditRow, EventRow, TickRow

__all__ = [
    "AcknowledgementRow",
    "ApiKeyRow",
    "AttemptRow",
    "AuditRow",
    "Base",
    "CaseDateRow",
    "CaseRow",
    "CompletionRow",
    "DeadlineRow",
    "EndpointRow",
    "EventRow",
    "IdempotencyRow",
    "MessageRow",
    "MessageRungRow",
    "Moment",
    "OfficeClosureRow",
    "OverrideRow",
    "PersonRow",
    "TickRow",
    "at_head",
    "make_engine",
    "migrate",
    "reading",
    "writing",
]
