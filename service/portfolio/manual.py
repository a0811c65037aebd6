"""What people enter against or beside the rules: manual deadlines, and overrides of computed ones."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import NOT_A_TEXT, UNKNOWN_KEY, did_you_mean, shown
from rules.texts import Message
from service.portfolio.audit import Reason, entry, event, of_deadline, record
from service.portfolio.context import Context
from service.portfolio.docket import Docket, load_one
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.incoming import read_day
from service.portfolio.recomputing import reopen_moved_lapse, replan
from service.portfolio.texts import (
    EXPIRED,
    GIVE_DAY,
    GIVE_LAST_DAY,
    GONE_DEADLINE,
    NEEDED,
    NO_SUCH_ROW,
    ORDER,
    OVERRIDE_ENDED,
    SAY_IT,
)
from service.store import DeadlineRow, OverrideRow, queries
from service.store.deadlines import GONE, OPEN

KIND = "manual"
KEYS = ("title", "office", "opens", "due", "act_by", "late_until", "source")
OVERRIDE_KEYS = ("due", "act_by", "reason", "source", "expires_on")
_LONGEST = 500


def add_manual(session: Session, context: Context, case_id: int, document: Mapping[str, Any]) -> DeadlineRow:
    """Enter a deadline that no rule computes: `title`, `due` and `source`; perhaps `opens`, `act_by`, `late_until`.

    Manual deadlines are numbered in the order of entry; `office` is the case's own where none is given, `act_by` is
    `due`. Raises `Invalid`.
    """
    docket = load_one(session, case_id)
    errors = _unknown_keys(document, KEYS)
    title, source = (_text(errors, document, key) for key in ("title", "source"))
    days = {key: read_day(errors, key, document.get(key)) for key in ("opens", "due", "act_by", "late_until")}
    due = days["due"]
    if due is None and document.get("due") in (None, ""):
        errors.append(wrong("due", NEEDED(field="due", remedy=GIVE_LAST_DAY())))
    office = document.get("office") or docket.case.jurisdiction
    if not isinstance(office, str) or len(office) > _LONGEST:
        errors.append(wrong("office", NOT_A_TEXT(field="office", most=_LONGEST, value=shown(office)), office))
    if due is not None:
        errors += _disorder(days, due)
    if errors or due is None:
        raise Invalid(*errors)
    row = _row(context, docket, due, days, title=title, office=str(office), source=source)
    session.add(row)
    replan(context, docket, row)
    _touch(context, docket)
    session.flush()
    after = {key: str(value) for key, value in (("title", title), ("due", due), ("source", source))}
    _trace(session, context, docket, row, "deadline.entered", None, after)
    return row


def override(session: Session, context: Context, deadline_id: int, document: Mapping[str, Any]) -> OverrideRow:
    """Set another date against a computed one: `due`, `reason`, `source`; perhaps `act_by`, `expires_on` (last day).

    Both dates stay visible; the earlier one drives the ladder. Raises `Invalid`, `Unknown`, and `Conflict` for a
    deadline that is no longer computed.
    """
    docket, row = _find(session, deadline_id)
    errors = _unknown_keys(document, OVERRIDE_KEYS)
    reason, source = (_text(errors, document, key) for key in ("reason", "source"))
    due, act_by, expires_on = (read_day(errors, key, document.get(key)) for key in ("due", "act_by", "expires_on"))
    if due is None and document.get("due") in (None, ""):
        errors.append(wrong("due", NEEDED(field="due", remedy=GIVE_DAY())))
    if expires_on and expires_on < context.as_of:
        errors.append(wrong("expires_on", EXPIRED(value=str(expires_on)), str(expires_on)))
    if errors or due is None:
        raise Invalid(*errors)
    found = OverrideRow(
        deadline_id=row.id,
        due=due,
        act_by=act_by or due,
        reason=reason,
        source=source,
        expires_on=expires_on,
        entered_by=context.actor,
        entered_at=context.now,
    )
    session.add(found)
    docket.overrides.setdefault(row.id, []).append(found)
    before = _driven(row)
    _redrive(session, context, docket, row, reason)
    _trace(session, context, docket, row, "deadline.overridden", before, _driven(row) | _said(found), reason)
    return found


def withdraw_override(session: Session, context: Context, override_id: int, reason: Message | str) -> OverrideRow:
    """Take an override back. Raises `Unknown`."""
    found = session.get(OverrideRow, override_id)
    if found is None or found.withdrawn_at is not None:
        raise Unknown(wrong("override", NO_SUCH_ROW(kind="override", value=override_id), override_id))
    docket, row = _find(session, found.deadline_id)
    before = _driven(row) | _said(found)
    found.withdrawn_at = context.now
    _redrive(session, context, docket, row, reason)
    _trace(session, context, docket, row, "deadline.override_withdrawn", before, _driven(row), reason)
    return found


def end_expired_overrides(session: Session, context: Context) -> int:
    """Withdraw the overrides whose last day is over; answers how many. To be called once a day."""
    ended = queries.overrides_ended(session, context.as_of)
    for found in ended:
        withdraw_override(session, context, found.id, OVERRIDE_ENDED(day=str(found.expires_on)))
    return len(ended)


def _find(session: Session, deadline_id: int) -> tuple[Docket, DeadlineRow]:
    row = session.get(DeadlineRow, deadline_id)
    if row is None:
        raise Unknown(wrong("deadline", NO_SUCH_ROW(kind="deadline", value=deadline_id), deadline_id))
    docket = load_one(session, row.case_id)
    if row.state == GONE:
        raise Conflict(wrong("deadline", GONE_DEADLINE(deadline=of_deadline(docket.case, row))))
    return docket, row


def _row(
    context: Context,
    docket: Docket,
    due: date,
    days: Mapping[str, date | None],
    *,
    title: str,
    office: str,
    source: str,
) -> DeadlineRow:
    until = days["late_until"]
    step = until and {"until": str(until), "until_effective": str(until), "surcharge": "", "basis": source}
    return DeadlineRow(
        case_id=docket.case.id,
        kind=KIND,
        number=1 + sum(row.kind == KIND for row in docket.deadlines.values()),
        office=office,
        title=title,
        title_params={},
        opens=days["opens"],
        due=due,
        due_effective=max(due, days["act_by"] or due),
        act_by=days["act_by"] or due,
        late=[step] if step else [],
        grace_ends=until,
        grace_ends_effective=until,
        restoration_basis="none",
        certainty="certain",
        alternatives=[],
        provisional=False,
        cites=[source],
        origin="manual",
        state=OPEN,
        updated_at=context.now,
    )


def _disorder(days: Mapping[str, date | None], due: date) -> list[FieldError]:
    """Days that lie on the wrong side of another."""
    opens, last = days["opens"], days["act_by"] or due
    found = []
    if opens and opens > last:
        found.append(wrong("due", ORDER(field="due", value=str(due), other="opens", day=str(opens)), str(due)))
    until = days["late_until"]
    if until and until < last:
        message = ORDER(field="late_until", value=str(until), other="due", day=str(last))
        found.append(wrong("late_until", message, str(until)))
    return found


def _text(errors: list[FieldError], document: Mapping[str, Any], key: str) -> str:
    value = document.get(key)
    if value is None or value == "":
        errors.append(wrong(key, NEEDED(field=key, remedy=SAY_IT())))
    elif not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        errors.append(wrong(key, NOT_A_TEXT(field=key, most=_LONGEST, value=shown(value)), value))
    else:
        return value
    return ""


def _unknown_keys(document: Mapping[str, Any], known: tuple[str, ...]) -> list[FieldError]:
    return [
        wrong(str(key), UNKNOWN_KEY(field=str(key), suggestion=did_you_mean(str(key), known), choices=list(known)))
        for key in document
        if key not in known
    ]


def _redrive(session: Session, context: Context, docket: Docket, row: DeadlineRow, reason: Message | str) -> None:
    replan(context, docket, row)
    reopen_moved_lapse(context, docket, row, reason)
    _touch(context, docket)
    session.flush()


def _said(found: OverrideRow) -> dict[str, str | None]:
    """What an override says."""
    dates = {"override_due": str(found.due), "override_act_by": str(found.act_by), "override_source": found.source}
    return dates | {"override_expires_on": str(found.expires_on) if found.expires_on else None}


def _driven(row: DeadlineRow) -> dict[str, str]:
    return {"drives_act_by": str(row.drives_act_by), "state": row.state}


def _touch(context: Context, docket: Docket) -> None:
    docket.case.revision += 1
    docket.case.updated_at = context.now


def _trace(
    session: Session,
    context: Context,
    docket: Docket,
    row: DeadlineRow,
    action: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    reason: Reason = None,
) -> None:
    named = {"reference": docket.case.reference, "kind": row.kind, "number": row.number or None, "office": row.office}
    record(
        session,
        [entry(context, action, of_deadline(docket.case, row), before, after, reason)],
        [event(context, action, named | dict(after), docket.case.id, row.id)],
    )
