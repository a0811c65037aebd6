"""What owners of rights want: days of lead before each date, and what it means when nobody answers."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from rules.reading import shown
from service.portfolio.audit import entry, record
from service.portfolio.context import Check, Context, unchecked
from service.portfolio.errors import Unknown, wrong
from service.portfolio.fields import Fields
from service.portfolio.people_texts import NAME_OF_OWNER
from service.portfolio.texts import NO_SUCH_ROW
from service.store import OwnerRow
from service.store.looking import Touched, look_again
from service.store.people import REMIND, UNANSWERED
from service.store.staffing import hold, owner_named

# Each field with its least and its greatest value, in days.
DAYS = {"lead_days": (0, 365), "silence_days": (0, 365), "patience_days": (1, 90)}
KEYS = ("lead_days", "unanswered", "silence_days", "patience_days")
USUAL: Mapping[str, Any] = {"lead_days": 0, "unanswered": REMIND, "silence_days": 30, "patience_days": 7}


def set_owner(
    session: Session, context: Context, name: str, document: Mapping[str, Any], check: Check = unchecked
) -> tuple[OwnerRow, bool]:
    """Say what an owner, known by the name that their cases give, wants; answers the row and whether it is new.

    `check` is asked about what they want now, None where nobody said, before anything is changed.

    What is absent is unchanged. All that is unsettled of theirs is looked at again. Raises `Invalid`.
    """
    hold(session, OwnerRow.__tablename__, to_change=True)
    fields = Fields.of({**document, "name": name}, (*KEYS, "name"))
    fields.fact("name", NAME_OF_OWNER())
    values: dict[str, Any] = {key: fields.whole(key, low, high) for key, (low, high) in DAYS.items()}
    values |= {"unanswered": fields.choice("unanswered", UNANSWERED)}
    fields.check()
    row = owner_named(session, name)
    before = wishes(row) if row else None
    check(before)
    if row is None:
        row = OwnerRow(name=name, **USUAL, updated_by=context.actor, updated_at=context.now)
        session.add(row)
    for key, value in values.items():
        if value is not None:
            setattr(row, key, value)
    after = wishes(row)
    if before != after:
        row.updated_by, row.updated_at = context.actor, context.now
        session.flush()
        record(session, [entry(context, "owner.changed", f"owner {name}", before, after)])
        look_again(session, Touched(owner=name), context.now)
    return row, before is None


def find_owner(session: Session, name: str) -> OwnerRow:
    """What an owner wants. Raises `Unknown` where nobody said."""
    row = owner_named(session, name)
    if row is None:
        raise Unknown(wrong("name", NO_SUCH_ROW(kind="owner", value=shown(name)), name))
    return row


def wishes(row: OwnerRow) -> dict[str, Any]:
    """What an owner wants, by field."""
    return {key: getattr(row, key) for key in KEYS}
