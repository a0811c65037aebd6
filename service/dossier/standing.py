"""A deadline as it stood computed at a moment, by the present rows and the trail of what changed them since."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import rules
from service.clock import today_everywhere
from service.dossier.facts import Values, facts_at, plain
from service.dossier.gathering import Gathered
from service.dossier.happened import said_as
from service.dossier.span import SHORTEST
from service.dossier.trail import UNTOLD
from service.portfolio.computing import FROM_RULES
from service.portfolio.settling import Authority, begin
from service.store import DeadlineRow, OverrideRow

DATED = ("due", "due_effective", "act_by", "grace_ends_effective", "restoration_ends")


def deadline_at(found: Gathered, row: DeadlineRow, end: datetime) -> Values:
    """The values of a deadline when everything before `end` had happened; days in ISO form."""
    trail = found.about(row)
    values = {name: trail.value(name, plain(getattr(row, name)), end) for name in FROM_RULES}
    state, reason = _state(found, row, values, end)
    values |= {"state": state} | reason
    today = today_everywhere(end - SHORTEST)
    held = [one.act_by.isoformat() for one in found.docket.overrides.get(row.id, ()) if _held(one, end, today)]
    values["drives_act_by"] = min([values["act_by"], *held])
    return values


def _state(found: Gathered, row: DeadlineRow, values: Values, end: datetime) -> tuple[str, Values]:
    """The state of a deadline, and why by its English, code and parameters: nulls where it was not written down."""
    trail = found.about(row)
    state = trail.value("state", row.state, end)
    if state is UNTOLD:
        return _as_registered(found, values)
    if not trail.speaks_behind("state", end):
        return state, {name: getattr(row, name) for name in said_as("state_reason")}
    last = trail.last("state", end)
    if last and "state_reason" not in (last.after or {}):
        return state, rules.said("state_reason", None)
    reason, said = (_told(trail.value(name, None, end)) for name in ("state_reason", "state_reason_said"))
    code, params = ((said or {}).get(name) for name in ("code", "params"))
    return state, {"state_reason": reason, "state_reason_code": code, "state_reason_params": params}


def _as_registered(found: Gathered, values: Values) -> tuple[str, Values]:
    """The state in which registering let the deadline begin: found by the same function from the same facts."""
    dated = SimpleNamespace(**{name: _day(values[name]) for name in DATED})
    registered = found.case.created_at
    facts = facts_at(found, registered + SHORTEST)
    settled = _day(facts.get("settled_through"))
    source = facts.get("settled_through_source") or found.case.settled_through_source or ""
    state, reason = begin(dated, today_everywhere(registered), Authority(settled, source) if settled else None)
    return state, rules.said("state_reason", reason)


def _told(value: Any) -> Any:
    """A value of the trail; null where it doesn't say."""
    return None if value is UNTOLD else value


def _held(override: OverrideRow, end: datetime, today: date) -> bool:
    """Whether an override held when everything before `end` had happened."""
    withdrawn = override.withdrawn_at is not None and override.withdrawn_at < end
    return override.entered_at < end and not withdrawn and (override.expires_on is None or override.expires_on >= today)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
