"""Ladders as data: on which days before an end some deadlines are reminded of, instead of on the usual ones."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from sqlalchemy.orm import Session

from rules.reading import NOT_A_MAP, UNKNOWN_KEY, did_you_mean, shown
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.fields import Fields
from service.portfolio.people_texts import DAYS_BEFORE, NOT_STAGES, STAGE_MISSING, STAGE_TWICE
from service.portfolio.precedence import most_specific
from service.portfolio.rulings import read_criteria, refuse_twice
from service.portfolio.withdrawing import withdraw
from service.store import LadderRow
from service.store.looking import Touched, look_again
from service.store.staffing import hold

CRITERIA = ("owner", "jurisdiction", "right", "kind")
KEYS = (*CRITERIA, "stages")

# The phases whose stages can be set, each with the days that none can do without.
MINIMUM = {"act_by": (3, 1, 0), "grace": (3, 1, 0), "restoration": (0,)}
FARTHEST = 730  # days before an end
MOST = 20  # stages of one phase


class Owned(Protocol):
    """What choosing a ladder needs to know of a case."""

    owner: str | None
    jurisdiction: str
    right: str


class OfKind(Protocol):
    """What choosing a ladder needs to know of a deadline."""

    kind: str


def choose(ladders: Iterable[LadderRow], case: Owned, deadline: OfKind) -> LadderRow | None:
    """The most specific of the ladders in force that fits a deadline; None for the usual one."""
    facts = {"owner": case.owner, "jurisdiction": case.jurisdiction, "right": case.right, "kind": deadline.kind}
    return most_specific((one for one in ladders if one.withdrawn_at is None), CRITERIA, facts)


def enter_ladder(session: Session, context: Context, document: Mapping[str, Any]) -> LadderRow:
    """Enter the `stages` for deadlines of a `kind`, `right`, `jurisdiction` and `owner`; what is null fits every one.

    `stages` has whole days before the end of a phase (`act_by`, `grace`, `restoration`); a phase that is absent keeps
    its usual ones. Raises `Invalid`, also where a ladder in force is for the same deadlines.
    """
    hold(session, LadderRow.__tablename__, to_change=True)
    fields = Fields.of(document, KEYS)
    criteria = read_criteria(fields, CRITERIA)
    stages = _stages(fields)
    refuse_twice(session, fields, LadderRow, "ladder", criteria)
    fields.check()
    row = LadderRow(**criteria, stages=stages, entered_by=context.actor, entered_at=context.now)
    session.add(row)
    session.flush()
    record(session, [entry(context, "ladder.entered", f"ladder {row.id}", None, as_document(row))])
    _look_again(session, context, row)
    return row


def withdraw_ladder(session: Session, context: Context, number: int, reason: str) -> LadderRow:
    """Take a ladder back; what it fitted climbs the next one that fits, or the usual one.

    Raises `Invalid` without a reason, `Unknown`, `Conflict` where it is withdrawn.
    """
    row = withdraw(session, context, LadderRow, "ladder", number, reason)
    _look_again(session, context, row)
    return row


def as_document(row: LadderRow) -> dict[str, Any]:
    """A ladder as a JSON object."""
    return {"id": row.id, **{name: getattr(row, name) for name in CRITERIA}, "stages": row.stages}


def _look_again(session: Session, context: Context, row: LadderRow) -> None:
    touched = Touched(owner=row.owner, jurisdiction=row.jurisdiction, right=row.right, kind=row.kind)
    look_again(session, touched, context.now)


def _stages(fields: Fields) -> dict[str, list[int]]:
    given = fields.given("stages", DAYS_BEFORE())
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        fields.refuse("stages", NOT_A_MAP(field="stages", value=shown(given)), given)
        return {}
    found = {}
    for phase, days in given.items():
        if phase in MINIMUM:
            found[phase] = _days(fields, phase, days)
        else:
            name = f"stages.{str(phase)[:100]}"
            suggestion = did_you_mean(str(phase), MINIMUM)
            fields.refuse(name, UNKNOWN_KEY(field=name, suggestion=suggestion, choices=list(MINIMUM)))
    return found


def _days(fields: Fields, phase: str, days: Any) -> list[int]:
    """The stages of one phase, the farthest first."""
    name = f"stages.{phase}"
    if (
        not isinstance(days, list)
        or len(days) > MOST
        or any(type(day) is not int or not 0 <= day <= FARTHEST for day in days)
    ):
        fields.refuse(name, NOT_STAGES(field=name, most=FARTHEST, count=MOST, value=shown(days)), shown(days))
        return []
    if twice := sorted({day for day in days if days.count(day) > 1}):
        fields.refuse(name, STAGE_TWICE(field=name, value=twice), shown(days))
    if missing := [day for day in MINIMUM[phase] if day not in days]:
        fields.refuse(name, STAGE_MISSING(field=name, value=missing, phase=phase), shown(days))
    return sorted(days, reverse=True)
