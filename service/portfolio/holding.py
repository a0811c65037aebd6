"""Holding back new rules: whether somebody has looked at what they would move."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

import rules
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.store import AuditRow

LOOKED_AT = "rules.previewed"


def looked_at(session: Session, context: Context, figures: Mapping[str, Any], closures: Sequence[str]) -> None:
    """Note that somebody has seen what the installed rules would move, in figures."""
    after = {**figures, "closures": list(closures)}
    record(session, [entry(context, LOOKED_AT, _subject(), None, after)])


def seen(session: Session) -> bool:
    """Whether somebody has seen what the installed rules would move."""
    noted = exists().where(AuditRow.subject == _subject(), AuditRow.action == LOOKED_AT)
    return bool(session.scalar(select(noted)))


def _subject() -> str:
    return f"rules {rules.VERSION}"
