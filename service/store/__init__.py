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
from service.store.cases import CaseDateRow, CaseNumberRow, CaseRow, OfficeClosureRow
from service.store.deadlines import (
    AcknowledgementRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    OverrideRow,
    ProofFileRow,
)
from service.store.engine import bounded, make_engine, reading, writing
from service.store.messages import AttemptRow, BounceRow, DigestRow, MessageRow, MessageRungRow
from service.store.migrating import at_head, migrate
from service.store.people import (
    AbsenceRow,
    AssignmentRow,
    CalendarFeedRow,
    LadderRow,
    OwnerRow,
    PersonRow,
    SessionRow,
    SignInRow,
)
from service.store.sandbox import StoreKindRow, settle_kind
from service.store.trail import AuditRow, EventRow, LedgerRow, SealRow, TickRow
from service.store.transfers import ComparedRow, ImportedRow, ImportRow, ReconciliationRow

__all__ = [
    "AbsenceRow",
    "AcknowledgementRow",
    "ApiKeyRow",
    "AssignmentRow",
    "AttemptRow",
    "AuditRow",
    "Base",
    "BounceRow",
    "CalendarFeedRow",
    "CaseDateRow",
    "CaseNumberRow",
    "CaseRow",
    "ComparedRow",
    "CompletionRow",
    "DeadlineRow",
    "DigestRow",
    "EndpointRow",
    "EventRow",
    "IdempotencyRow",
    "ImportRow",
    "ImportedRow",
    "InstructionRow",
    "LadderRow",
    "LedgerRow",
    "MessageRow",
    "MessageRungRow",
    "Moment",
    "OfficeClosureRow",
    "OverrideRow",
    "OwnerRow",
    "PersonRow",
    "ProofFileRow",
    "ReconciliationRow",
    "SealRow",
    "SessionRow",
    "SignInRow",
    "StoreKindRow",
    "TickRow",
    "at_head",
    "bounded",
    "make_engine",
    "migrate",
    "reading",
    "settle_kind",
    "writing",
]
