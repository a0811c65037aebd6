"""How fast schedules are computed: one against a plain loop that yields the same dates, and a whole portfolio.

The plain loop is what a script for one office would be: `relativedelta` for each date, look-ups in `holidays` calendars
made once. It knows no citations, alternatives or derivations, and nothing but these dates of a European application.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import holidays
from dateutil.relativedelta import relativedelta

import rules
from service.demo.portfolio import portfolio

TODAY = date(2026, 11, 22)
FILING = date(2016, 11, 15)
CASE = {"reference": "P1-EP", "jurisdiction": "EP", "right": "patent", "dates": {"filing": str(FILING)}}
READ_BY_RULES = ("reference", "jurisdiction", "right", "route", "status", "dates", "attributes")
ROUNDS, TIMES = 15, 40

BAVARIA = holidays.country_holidays("DE", subdiv="BY", categories=("public", "catholic"), language="en_US")
BERLIN = holidays.country_holidays("DE", subdiv="BE", language="en_US")
NETHERLANDS = holidays.country_holidays("NL")

Dates = list[tuple[date | None, ...]]


def run() -> list[dict[str, Any]]:
    """Measure both; the schedule in microseconds, the portfolio in seconds on one core."""
    assert _compute() == _plain_loop()
    ours, plain = _best(_compute_all), _best(_plain_loop)
    return [
        {
            "name": "µs for a 20-year schedule, how many times as fast as a plain loop",
            "measured": round(ours * 1e6),
            "baseline": round(plain * 1e6),
            "ratio": round(plain / ours, 2),
            "target": 2,
        },
        _portfolio(),
    ]


def _best(work: Callable[[], object]) -> float:
    """Seconds that one call takes, in the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(TIMES):
            work()
        found.append((time.perf_counter() - began) / TIMES)
    return min(found)


def _portfolio() -> dict[str, Any]:
    cases = [{key: case.get(key) for key in READ_BY_RULES} for case in portfolio(TODAY)]
    rules.jurisdictions()  # loads the offices' modules, as a service does once
    began = time.process_time()
    deadlines = sum(
        len(result.deadlines)
        for case in cases
        if isinstance(result := rules.compute(case, as_of=TODAY), rules.Schedule)
    )
    seconds = round(time.process_time() - began, 2)
    name = f"seconds to compute {len(cases)} cases with {deadlines} deadlines"
    return {"name": name, "measured": seconds, "baseline": None, "ratio": None, "target": 5}


def _compute_all() -> object:
    return rules.compute(CASE, as_of=TODAY)


def _compute() -> Dates:
    """The dates of the annuities as the rules compute them."""
    schedule = rules.compute(CASE, as_of=TODAY)
    assert isinstance(schedule, rules.Schedule)
    found: Dates = []
    for one in schedule.deadlines:
        if one.kind == "annuity":
            begins = one.covers.first if one.covers else None
            late = (one.grace_ends, one.grace_ends_effective, one.restoration_ends)
            found.append((one.opens, one.due, one.due_effective, one.act_by, *late, begins))
    return found


def _plain_loop() -> Dates:
    """The same by hand."""
    found: Dates = []
    for number in range(3, 21):
        begins = FILING + relativedelta(years=number - 1)
        due = begins + relativedelta(day=31)
        opens = due - relativedelta(months=6 if number == 3 else 3) + relativedelta(day=31)
        grace = due + relativedelta(months=6, day=31)
        restoration = grace + relativedelta(months=12)
        found.append((opens, due, _next_open(due), due, grace, _next_open(grace), restoration, begins))
    return found


def _next_open(day: date) -> date:
    while _closed(day):
        day += timedelta(days=1)
    return day


def _closed(day: date) -> bool:
    month_and_day = (day.month, day.day)
    return (
        day.weekday() >= 5
        or month_and_day in ((1, 1), (5, 5))
        or (day.month == 12 and day.day >= 24)
        or day in BAVARIA
        or (day in BERLIN and month_and_day != (3, 8))
        or day in NETHERLANDS
    )
