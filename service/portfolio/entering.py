"""Entry into a national phase is settled by the case that was registered for it: a child of that office."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from rules.texts import Text
from service.portfolio.audit import entry, of_deadline, record
from service.portfolio.context import Context
from service.portfolio.settling import put, standing
from service.store.deadlines import SETTLED
from service.store.families import entries_made

ENTERED = Text("settled.entered", "entered as {reference}")


def settle_entries(session: Session, context: Context, references: Collection[str]) -> None:
    """Settle each entry of which parent or child is among some cases just written, and say so in the trail."""
    told = []
    if not references:
        return
    for deadline, parent, child in entries_made(session, references):
        before, why = standing(deadline), ENTERED(reference=child)
        put(deadline, SETTLED, why)
        deadline.next_rung_at, deadline.updated_at = None, context.now
        subject = of_deadline(parent, deadline)
        told.append(entry(context, "deadline.settled", subject, before, standing(deadline), why))
    record(session, told)
