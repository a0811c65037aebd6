"""A stored schedule beside one that was computed anew: each deadline with its days on both sides."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from service.portfolio.blaming import Blame
from service.portfolio.computing import Identity
from service.portfolio.moves import NAMES, Move, days_of
from service.portfolio.proving import IDENTITY
from service.store.proofs import StoredSchedule
from service.store.sent import Sent, sent_of

COLUMNS = (*IDENTITY, *NAMES, "id", "title", "state", "drives_act_by")


def compare(
    session: Session, stored: StoredSchedule, fresh: Mapping[Identity, Any], blame: Blame, *, same: bool = False
) -> tuple[Move, ...]:
    """What is stored otherwise than computed, by the stored day to act by; what comes anew is at the end.

    With `same`, what is stored as computed as well.
    """
    rows = {(row.kind, row.number, row.office): row for row in sorted(stored.deadlines, key=_order)}
    pairs: list[tuple[Identity, Row[Any] | None, Any]] = [(key, row, fresh.get(key)) for key, row in rows.items()]
    pairs += [(identity, None, values) for identity, values in fresh.items() if identity not in rows]
    moving = {identity: row for identity, row, new in pairs if _days(row) != _days(new)}
    told = sent_of(session, {row.id: row.drives_act_by for row in moving.values() if row}) if moving else {}
    return tuple(_move(identity, row, new, blame, told) for identity, row, new in pairs if same or identity in moving)


def _order(row: Row[Any]) -> tuple[date, int]:
    return row.act_by, row.id


def _days(values: Any) -> Any:
    return values and days_of(values)


def _move(
    identity: Identity, row: Row[Any] | None, values: Any, blame: Blame, told: Mapping[int, Sequence[Sent]]
) -> Move:
    old, new = _days(row), _days(values)
    causes = [] if old == new else blame.of(identity, old, new)
    return Move(
        identity=identity,
        title=values.title if row is None else row.title,
        state=row and row.state,
        old=old,
        new=new,
        causes=tuple(dict.fromkeys(cause for cause, _ in causes)),
        why=tuple(said for _, said in causes),
        told=tuple(told.get(row.id, ())) if row else (),
    )
