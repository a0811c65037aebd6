"""What computing anew would move, before anything is computed anew: by new rules, by closures, by time.

Each stored case is computed with the installed rules, the stored closures and further ones as of today, and compared
with what is stored. Nothing is changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

import rules
from rules import Closure, FieldError
from rules.reading import NOT_A_DATE, shown
from rules.texts import Text
from service.clock import today_everywhere
from service.portfolio.blaming import Blame, Surroundings, Thoughts, by_identity, compute_stored
from service.portfolio.comparing import COLUMNS, compare
from service.portfolio.errors import Invalid, wrong
from service.portfolio.incoming import read_day
from service.portfolio.moves import EARLIER, Move
from service.portfolio.proving import Watch, unwatched
from service.portfolio.texts import ORDER
from service.store import queries
from service.store.deadlines import OPEN, TO_VERIFY
from service.store.proofs import count_cases, stored_schedules

CLOSURES = "Days on which an office would be closed: `CN:2026-10-01:2026-10-07`; may be repeated."
NOT_A_CLOSURE = Text("closure.form", "{field} {value} is not a closure; write it as CN:2026-10-01:2026-10-07")
NO_SUCH_OFFICE = Text("closure.office", "{field} {value}: no rules exist for the office {office}")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of one case: what moves, or why the installed rules refuse it.

    `rules` is the version that computed what is stored.
    """

    reference: str
    jurisdiction: str
    rules: str
    moves: tuple[Move, ...] = ()
    errors: tuple[FieldError, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether nothing would become of it."""
        return not self.moves and not self.errors

    def as_document(self) -> dict[str, Any]:
        """The outlook as a JSON object."""
        return {
            "reference": self.reference,
            "jurisdiction": self.jurisdiction,
            "rules": self.rules,
            "moves": [move.as_document() for move in self.moves],
            "errors": [
                {"field": error.field, "code": error.message.code, "message": str(error.message)}
                for error in self.errors
            ],
        }


@dataclass(slots=True)
class Summary:
    """A preview in a few figures; `soonest` is the next day to act by of an unsettled deadline that becomes earlier."""

    cases: int = 0
    moved_cases: int = 0
    deadlines: int = 0
    earlier: int = 0
    soonest: date | None = None
    messages: set[str] = field(default_factory=set)
    refused: int = 0
    stale: int = 0

    def add(self, outlook: Outlook) -> None:
        """Count one case."""
        self.cases += 1
        self.stale += outlook.rules != rules.VERSION
        self.refused += bool(outlook.errors)
        self.moved_cases += bool(outlook.moves)
        self.deadlines += len(outlook.moves)
        for move in outlook.moves:
            self.messages.update(told.key for told in move.told)
            if move.what == EARLIER:
                self.earlier += 1
                if move.new and move.state in (OPEN, TO_VERIFY):
                    self.soonest = min(self.soonest or date.max, move.new.act_by)

    def as_document(self) -> dict[str, Any]:
        """The figures as a JSON object."""
        return {
            "rules": rules.VERSION,
            "cases": self.cases,
            "stale": self.stale,
            "moved_cases": self.moved_cases,
            "deadlines": self.deadlines,
            "earlier": self.earlier,
            "soonest": self.soonest and self.soonest.isoformat(),
            "messages": len(self.messages),
            "refused": self.refused,
        }


def look_ahead(
    session: Session, now: datetime, thought_of: Sequence[Closure] = (), watch: Watch = unwatched, after: str = ""
) -> Iterator[Outlook]:
    """What would become of each case in the order of references, from behind `after` on.

    `thought_of` are closures of offices that nobody has entered yet.
    """
    thoughts = Thoughts(closures=tuple(thought_of))
    around = Surroundings(today_everywhere(now), tuple(queries.closures(session)), thoughts)
    total = count_cases(session)
    for done, stored in enumerate(stored_schedules(session, COLUMNS, after)):
        watch(done, total)
        case = stored.case
        computed = compute_stored(stored, around)
        if computed.refused:
            yield Outlook(case.reference, case.jurisdiction, case.rules_version, errors=computed.errors)
        else:
            moves = compare(session, stored, by_identity(computed), Blame(stored, around))
            yield Outlook(case.reference, case.jurisdiction, case.rules_version, moves)


def check_office(office: str, given: str, field_name: str) -> None:
    """Refuse a closure of an office that has no rules, since it would move nothing. Raises `Invalid`."""
    if office not in {one.code for one in rules.jurisdictions()}:
        message = NO_SUCH_OFFICE(field=field_name, value=shown(given), office=shown(office))
        raise Invalid(wrong(field_name, message, given))


def read_closure(text: str, field_name: str) -> Closure:
    """A closure of an office as people write it: `CN:2026-10-01`, or with its last day behind. Raises `Invalid`."""
    office, *given = text.split(":")
    if not 1 <= len(given) <= 2:
        raise Invalid(wrong(field_name, NOT_A_CLOSURE(field=field_name, value=shown(text)), text))
    check_office(office, text, field_name)
    errors: list[FieldError] = []
    days = [read_day(errors, field_name, day) for day in given]
    errors += [wrong(field_name, NOT_A_DATE(field=field_name, value=shown(day)), text) for day in given if not day]
    if errors:
        raise Invalid(*errors)
    first, last = (day for day in (days[0], days[-1]) if day)
    if last < first:
        raise Invalid(
            wrong(field_name, ORDER(field=field_name, value=str(last), other="its first day", day=str(first)))
        )
    return Closure(office, first, last)
