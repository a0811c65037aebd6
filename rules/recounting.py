"""Working a derivation again, step by step, from each step's own parameters.

Deliberately not with the language's arithmetic: months are `relativedelta`, open days are looked at one by one, Hijri
months are counted by the `hijridate` tables. Two ways that agree are worth more than one.
"""

import itertools
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateutil.relativedelta import relativedelta
from hijridate import Gregorian, Hijri

from rules.calendars import Calendar
from rules.deadline import Step
from rules.hijri import add_hijri_months

Params = Mapping[str, Any]

_ONE_DAY = timedelta(days=1)
_FIRST_HIJRI, _LAST_HIJRI = date(1930, 1, 1), date(2065, 1, 1)  # counts of up to a few terms stay within the tables
_LONGEST_CLOSURE = 200


def again(step: Step, calendar: Calendar) -> date | None:
    """Return the day that a step gives when it is worked again; None for one that only says what was chosen.

    A step that takes a day as it is given (an event, a day of the law, an office's own function) gives that day. Raises
    `ValueError` for a step that can't be worked.
    """
    if step.message.code in _CHOICES:
        return None
    count = _COUNTS.get(step.message.code)
    if count is None:
        raise ValueError(f"nothing is known of {step.message.code}")
    return count(step.message.params, calendar)


def counted_from(step: Step) -> tuple[date, ...]:
    """Return the days that a step takes as known: what it counts from, moves or compares."""
    code, params = step.message.code, step.message.params
    if code in _COMPARISONS:
        return tuple(map(_day, params["days"]))
    if code in _MOVES:
        return (_day(params.get("start", params["day"])),)
    if "start" not in params:
        return ()
    start = _day(params["start"])
    return (start, _day(params["moment"])) if "moment" in params else (start,)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _given(params: Params, _: Calendar) -> date:
    return _day(params["day"])


@cache
def _length(years: int, months: int) -> relativedelta:
    return relativedelta(years=years, months=months)


def _later(params: Params, _: Calendar) -> date:
    return _counted(params, 1)


def _earlier(params: Params, _: Calendar) -> date:
    return _counted(params, -1)


def _counted(params: Params, sign: int) -> date:
    start = _day(params["start"])
    if "hijri_months" in params:
        return _hijri(start, sign * params["hijri_months"])
    end = start + _length(sign * params.get("years", 0), sign * params.get("months", 0))
    return end + timedelta(days=sign * params["days"]) if "days" in params else end


def _hijri(start: date, months: int) -> date:
    if not _FIRST_HIJRI < start < _LAST_HIJRI:
        return add_hijri_months(start, months)  # outside the tables there is no second count
    then = Gregorian.fromdate(start).to_hijri()
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    length = Hijri(year, month + 1, 1).month_length()
    return date(*Hijri(year, month + 1, min(then.day, length)).to_gregorian().datetuple())


def _end_of_month(params: Params, _: Calendar) -> date:
    return _day(params["start"]) + relativedelta(day=31)


def _following(params: Params, _: Calendar) -> date:
    return _last_of(params, _day(params["start"]) + _ONE_DAY)


def _beginning_with(params: Params, _: Calendar) -> date:
    return _last_of(params, _day(params["start"]))


def _last_of(params: Params, first: date) -> date:
    """The last day of a period by its first: the day before the corresponding one, or the last of a short month."""
    end = first + _length(params.get("years", 0), params.get("months", 0))
    return end - _ONE_DAY if end.day == first.day else end


def _next_open(params: Params, calendar: Calendar) -> date:
    start = _day(params.get("start", params["day"]))
    days = (start + timedelta(days=offset) for offset in range(_LONGEST_CLOSURE))
    return next(day for day in days if calendar.is_open(day))


def _working_days_before(params: Params, calendar: Calendar) -> date:
    start = _day(params["start"])
    before = (start - timedelta(days=offset) for offset in itertools.count(1))
    open_days = (day for day in before if calendar.is_open(day))
    return next(itertools.islice(open_days, params["count"] - 1, None))


def _latest(params: Params, _: Calendar) -> date:
    return max(map(_day, params["days"]))


def _earliest(params: Params, _: Calendar) -> date:
    return min(map(_day, params["days"]))


def _anniversary_after(params: Params, _: Calendar) -> date:
    start, moment = _day(params["start"]), _day(params["moment"])
    anniversaries = (start + relativedelta(years=count) for count in itertools.count(1))
    if params["relation"] == "after":
        return next(day for day in anniversaries if day > moment)
    return next(day for day in anniversaries if day >= moment)


def _calendar_day(params: Params, _: Calendar) -> date:
    return date(params["year"], params["month"], params["number"])


def _same_day(params: Params, _: Calendar) -> date:
    return _day(params["start"]) + relativedelta(year=params["year"])


_CHOICES = frozenset({"step.attribute", "step.branch", "step.otherwise", "step.since", "step.before"})
_COMPARISONS = frozenset({"step.latest", "step.earliest"})
_MOVES = frozenset({"step.next_open", "step.is_open", "step.stays"})
_GIVEN = ("step.event", "step.fixed", "step.found", "step.as_of", "step.stays", "step.derived", "step.to_expiry")
_COUNTS: Mapping[str, Callable[[Params, Calendar], date]] = {
    **dict.fromkeys(_GIVEN, _given),
    "step.later": _later,
    "step.earlier": _earlier,
    "step.end_of_month": _end_of_month,
    "step.following": _following,
    "step.beginning_with": _beginning_with,
    "step.next_open": _next_open,
    "step.is_open": _next_open,
    "step.working_days_before": _working_days_before,
    "step.latest": _latest,
    "step.earliest": _earliest,
    "step.anniversary_after": _anniversary_after,
    "step.calendar_day": _calendar_day,
    "step.same_day": _same_day,
}
