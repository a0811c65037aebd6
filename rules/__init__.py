"""The law of deadlines, as a pure function: a case in, its schedule out.

Nothing here reads a clock, a file, a network or a setting. `compute` is total: any JSON value gives deadlines, facts
awaited or field errors, never an exception.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rules import registry
from rules.arithmetic import add_months
from rules.calendars import Calendar
from rules.case import Case, Closure, FieldError
from rules.deadline import Deadline, Refused, Schedule
from rules.document import as_document, deadline_document, said
from rules.engine import schedule
from rules.language.blocks import Jurisdiction
from rules.reading import read_case
from rules.treaties import duties_of_treaties
from rules.version import VERSION

__all__ = [
    "VERSION",
    "Case",
    "Closure",
    "Deadline",
    "FieldError",
    "Jurisdiction",
    "Refused",
    "Schedule",
    "as_document",
    "compute",
    "deadline_document",
    "jurisdictions",
    "read_case",
    "said",
    "zone",
]

HORIZON_YEARS = 25


def compute(
    case: Mapping[str, Any] | Case,
    *,
    as_of: date,
    until: date | None = None,
    closures: Iterable[Closure] = (),
    explain: bool = False,
) -> Schedule | Refused:
    """Compute the schedule of one case, or say field by field why there is none.

    `as_of` is the day on which the facts are looked at (no event can lie after it), `until` the last due day of
    interest, by default 25 years later. `closures` are special closing days of offices; `explain` adds to each deadline
    the derivation of its days.
    """
    read = case if isinstance(case, Case) else read_case(case, as_of=as_of)
    if isinstance(read, Refused):
        return read
    office = registry.find(read.jurisdiction)
    right = office.right(read.right) if office else None
    if office is None or right is None:
        raise ValueError(f"a Case for {read.jurisdiction} {read.right} must come from read_case")
    return schedule(
        office,
        right,
        read,
        treaty_duties=duties_of_treaties(read),
        calendars=_calendars({office.code, *(duty.at for duty in right.duties if duty.at)}, tuple(closures)),
        as_of=as_of,
        until=until or add_months(as_of, 12 * HORIZON_YEARS),
        explain=explain,
    )


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return every office that has rules, by code."""
    return registry.every()


def zone(code: str) -> str | None:
    """Return the time zone in which an office's days begin and end, as an IANA name; None for an unknown office."""
    office = registry.find(code)
    return office.calendar.zone if office else None


def _calendars(codes: Iterable[str], closures: tuple[Closure, ...]) -> dict[str, Calendar]:
    calendars = {}
    for code in codes:
        office = registry.find(code)
        if office is not None:
            days = [day for closure in closures if closure.office == code for day in closure.days()]
            calendars[code] = office.calendar.with_closures(days) if days else office.calendar
    return calendars
