"""Imports that would undo a correction: an old value coming back after somebody replaced it, not by an import.

The audit trail is the memory: it has each value of each field, and who replaced it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import shown
from rules.texts import Text
from service.portfolio.audit import of_case
from service.portfolio.correcting import Revision
from service.portfolio.errors import wrong
from service.portfolio.texts import UNDOES, VERIFIED
from service.store import AuditRow, queries


@dataclass(frozen=True, slots=True)
class Undoing:
    """One field of a row that was not imported: the value it has now, who gave it that, and when."""

    field: str
    value: Any
    kept: Any
    actor: str
    at: datetime
    text: Text

    @property
    def error(self) -> FieldError:
        """The conflict in a sentence."""
        message = self.text(
            field=self.field,
            value=shown("nothing" if self.value is None else self.value),
            kept=shown("nothing" if self.kept is None else self.kept),
            on=str(self.at.date()),
            actor=self.actor,
        )
        return wrong(self.field, message, self.value)


def undoings(session: Session, revisions: Sequence[Revision]) -> dict[str, list[Undoing]]:
    """What an import would undo, by the reference of the case; a case it leaves alone isn't there."""
    if not revisions:
        return {}
    trail: dict[str, list[AuditRow]] = {}
    for row in queries.trail_of(session, [of_case(revision.reference) for revision in revisions]):
        if row.action in ("case.corrected", "case.handed_over", "case.imported"):
            trail.setdefault(row.subject, []).append(row)
    found = {one.reference: _undone(one, trail.get(of_case(one.reference), [])) for one in revisions}
    return {reference: undone for reference, undone in found.items() if undone}


def _undone(revision: Revision, trail: Sequence[AuditRow]) -> list[Undoing]:
    found = [_corrected(revision, name, trail) or _verified(revision, name) for name in revision.fields]
    return [undoing for undoing in found if undoing]


def _corrected(revision: Revision, name: str, trail: Sequence[AuditRow]) -> Undoing | None:
    replaced = [row for row in trail if row.before is not None and name in row.before]
    if not replaced or replaced[-1].action == "case.imported":
        return None
    value = revision.after.get(name)
    if value not in [row.before and row.before[name] for row in replaced]:
        return None
    last = replaced[-1]
    return Undoing(name, value, revision.before.get(name), last.actor, last.at, UNDOES)


def _verified(revision: Revision, name: str) -> Undoing | None:
    event = name.removeprefix("dates.")
    row = revision.docket.dates.get(event) if name.startswith("dates.") else None
    said = revision.given.provenance.get(event)
    if row is None or row.verified_by is None or row.verified_at is None or (said and said.verified_by):
        return None
    kept, value = revision.before.get(name), revision.after.get(name)
    return Undoing(name, value, kept, row.verified_by, row.verified_at, VERIFIED)
