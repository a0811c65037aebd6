"""Whether a schedule hangs together: what must hold for every case at every office, whatever its law says.

A fault is never the case's: it shows that a rule, the engine or what somebody stored is wrong. Nothing here looks at
the blocks the schedule was made from.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from rules import registry
from rules.arithmetic import ONE_DAY
from rules.calendars import Calendar
from rules.case import Closure
from rules.deadline import Deadline, Derivation, Schedule, Step
from rules.recounting import again, counted_from
from rules.texts import Message, Text

NOT_SORTED = Text("fault.not_sorted", "{name}, due {due}, stands below {above}, which is due later.")
TWICE = Text("fault.twice", "{name} stands twice in the schedule.")
OUT_OF_ORDER = Text("fault.out_of_order", "{name}: {first} ({first_day}) lies after {second} ({second_day}).")
UNCITED = Text("fault.uncited", "{name} names no source.")
LATE_UNCITED = Text("fault.late_uncited", "{name}: the late step until {until} names no source.")
GAP = Text("fault.gap", "From {first} to {last} nobody pays, and no span declares those days prepaid or free.")
OVERLAP = Text("fault.overlap", "The days from {first} to {last} are paid for twice.")
NOT_TO_THE_END = Text("fault.not_to_the_end", "Payments and spans end on {last}, the term on {expires}.")
NO_NEXT_DATE = Text("fault.no_next_date", "No date lies on or after {as_of}, and nothing says why.")
OTHER_DAY = Text("fault.other_day", "{name}: {of} is {stated}, its derivation ends with {day}.")
NOT_STATED = Text("fault.not_stated", "{name}: {of} is derived, and the deadline doesn't have it.")
NOT_DERIVED = Text("fault.not_derived", "{name}: nothing derives {of}.")
WRONG_STEP = Text("fault.wrong_step", "{name}, {of}: worked again, the step “{step}” gives {day}.")
UNFOUNDED = Text("fault.unfounded", "{name}, {of}: the step “{step}” starts from {day}, which no step before it gives.")

TILING = frozenset(text.code for text in (GAP, OVERLAP, NOT_TO_THE_END))

# What a granted European application says: its parts are cases of their own, and each day of it is paid for there.
PAID_IN_PARTS = "ep.national_after_grant"

_LATE, _EFFECTIVE = "late.", ".effective"


def faults(schedule: Schedule, *, closures: Iterable[Closure] = ()) -> tuple[Message, ...]:
    """Return everything that is wrong with a schedule; nothing for a sound one.

    Derivations are worked again where the schedule has them; `closures` are the special closures it was computed with.
    """
    closed = tuple(closures)
    return (
        *_in_the_list(schedule),
        *(fault for deadline in schedule.deadlines for fault in _in_order(deadline)),
        *(fault for deadline in schedule.deadlines for fault in _cited(deadline)),
        *_tiling(schedule),
        *_going_on(schedule),
        *(
            fault
            for deadline in schedule.deadlines
            if deadline.derivation
            for fault in _derived(schedule, deadline, _calendar(deadline.office, closed))
        ),
    )


@lru_cache(maxsize=256)
def _calendar(code: str, closures: tuple[Closure, ...]) -> Calendar:
    """The calendar of an office with what closed it besides."""
    office = registry.find(code)
    if office is None:
        raise ValueError(f"there are no rules for {code}")
    days = [day for closure in closures if closure.office == code for day in closure.days()]
    return office.calendar.with_closures(days) if days else office.calendar


def _name(deadline: Deadline) -> str:
    number = "" if deadline.number is None else f" {deadline.number}"
    return f"{deadline.kind.replace('_', ' ')}{number} at {deadline.office}"


# ---------------------------------------------------------------- the list and its dates


def _in_the_list(schedule: Schedule) -> Iterator[Message]:
    """Deadlines come by due day, and no (kind, number, office) comes twice."""
    seen = set()
    for above, deadline in itertools.pairwise(schedule.deadlines):
        if deadline.due < above.due:
            yield NOT_SORTED(name=_name(deadline), due=deadline.due, above=_name(above))
    for deadline in schedule.deadlines:
        key = deadline.kind, deadline.number, deadline.office
        if key in seen:
            yield TWICE(name=_name(deadline))
        seen.add(key)


def _in_order(deadline: Deadline) -> Iterator[Message]:
    """Opens ≤ act by ≤ due effective ≤ end of the late period, and late steps ascend; as far as they are present."""
    for row in _rows(deadline):
        present = [(name, day) for name, day in row if day is not None]
        for (first, first_day), (second, second_day) in itertools.pairwise(present):
            if first_day > second_day:
                yield OUT_OF_ORDER(
                    name=_name(deadline), first=first, first_day=first_day, second=second, second_day=second_day
                )


def _rows(deadline: Deadline) -> Iterator[list[tuple[str, date | None]]]:
    """The days that must not descend, row by row, with their names."""
    effective = "due_effective", deadline.due_effective
    yield [
        ("opens", deadline.opens),
        ("act_by", deadline.act_by),
        effective,
        ("grace_ends_effective", deadline.grace_ends_effective),
    ]
    yield [("due", deadline.due), effective]
    steps = list(enumerate(deadline.late, start=1))
    yield [("act_by", deadline.act_by), *((f"late.{at}", step.until) for at, step in steps)]
    for at, step in steps:
        yield [(f"late.{at}", step.until), (f"late.{at}.effective", step.until_effective)]


def _cited(deadline: Deadline) -> Iterator[Message]:
    if not any(deadline.cites):
        yield UNCITED(name=_name(deadline))
    for step in deadline.late:
        if not step.basis:
            yield LATE_UNCITED(name=_name(deadline), until=step.until)


# ---------------------------------------------------------------- the right as a whole


def _tiling(schedule: Schedule) -> Iterator[Message]:
    """What is paid for, with what is prepaid or free, leaves no day out and has none twice.

    Not judged while facts are awaited; the end of the term only where it lies within the horizon.
    """
    covered = [deadline.covers for deadline in schedule.deadlines if deadline.covers]
    tiles = sorted(
        [*((span.first, span.last) for span in covered), *((span.first, span.last) for span in schedule.spans)]
    )
    if schedule.awaiting or not tiles:
        return
    for (_, last), (first, _) in itertools.pairwise(tiles):
        if first > last + ONE_DAY:
            yield GAP(first=last + ONE_DAY, last=first - ONE_DAY)
        elif first <= last:
            yield OVERLAP(first=first, last=last)
    end, expires = max(last for _, last in tiles), schedule.expires
    in_parts = any(warning.message.code == PAID_IN_PARTS for warning in schedule.warnings)
    if expires is not None and expires <= schedule.until and end != expires and not in_parts:
        yield NOT_TO_THE_END(last=end, expires=expires)


def _going_on(schedule: Schedule) -> Iterator[Message]:
    """A right that lives has a next date, or something says why it has none: a fact awaited, or a warning."""
    last_days = (
        day
        for deadline in schedule.deadlines
        for day in (deadline.due_effective, deadline.grace_ends_effective)
        if day is not None
    )
    explained = schedule.awaiting or schedule.warnings
    if _lives(schedule) and not explained and not any(day >= schedule.as_of for day in last_days):
        yield NO_NEXT_DATE(as_of=schedule.as_of)


def _lives(schedule: Schedule) -> bool:
    """Whether the right goes on; one without a term, all of whose acts are at other offices, lives only in these."""
    if schedule.expires is not None:
        return schedule.expires >= schedule.as_of
    elsewhere = [deadline for deadline in schedule.deadlines if deadline.office != schedule.jurisdiction]
    return not elsewhere or any(deadline.number is not None for deadline in schedule.deadlines)


# ---------------------------------------------------------------- derivations


def _derived(schedule: Schedule, deadline: Deadline, calendar: Calendar) -> Iterator[Message]:
    """Each derivation ends with the day that the deadline states, and each step, worked again, gives its own day."""
    made = {derivation.of: derivation.result for derivation in deadline.derivation}
    stated = _stated(deadline, made)
    for of in stated.keys() - made:
        yield NOT_DERIVED(name=_name(deadline), of=of)
    for of in made.keys() - stated:
        if of.startswith(_LATE):
            yield NOT_STATED(name=_name(deadline), of=of)
    for derivation in deadline.derivation:
        of, result = derivation.of, derivation.result
        last = next((step.result for step in reversed(derivation.steps) if step.result is not None), None)
        for day in {last, stated.get(of, result)} - {result}:
            yield OTHER_DAY(name=_name(deadline), of=of, stated=result, day=day)
        for text, step, day in _worked_again(schedule, derivation, calendar, _moved_from(of, made)):
            yield text(name=_name(deadline), of=of, step=str(step.message), day=day)


def _worked_again(
    schedule: Schedule, derivation: Derivation, calendar: Calendar, begins: date | None
) -> Iterator[tuple[Text, Step, date | None]]:
    """The steps that don't follow; `begins` is the day that a derivation starts from if it only moves another's."""
    known = {"step.as_of": schedule.as_of, "step.to_expiry": schedule.expires}
    found = {begins}
    for step in derivation.steps:
        for start in counted_from(step):
            if start not in found:
                yield UNFOUNDED, step, start
        code = step.message.code
        day = known[code] if code in known else again(step, calendar)
        if day != step.result:
            yield WRONG_STEP, step, day
        found.add(step.result)


def _moved_from(of: str, made: Mapping[str, date]) -> date | None:
    """The day from which a derivation begins that only moves another one's result past closed days."""
    if of == "due_effective":
        return made.get("free_until", made.get("due"))
    return made.get(of.removesuffix(_EFFECTIVE)) if of.endswith(_EFFECTIVE) else None


def _stated(deadline: Deadline, made: Mapping[str, date]) -> dict[str, date]:
    """The days of a deadline by the names that derivations use; `made` are the derived ones."""
    on_time = made.get("free_until", deadline.due)
    days: dict[str, date | None] = {
        "due": deadline.due,
        "opens": deadline.opens,
        "restoration_ends": deadline.restoration_ends,
        "covers.from": deadline.covers.first if deadline.covers else None,
        "covers.to": deadline.covers.last if deadline.covers else None,
    }
    if deadline.act_by < on_time:
        days["act_by"] = deadline.act_by
    if deadline.kind != "expiry":
        days["due_effective"] = deadline.due_effective
    # A late step whose fact is missing is neither stated nor derived; the others keep their places.
    names = list(dict.fromkeys(of.removesuffix(_EFFECTIVE) for of in made if of.startswith(_LATE)))
    for at, step in enumerate(deadline.late):
        name = names[at] if at < len(names) else f"{_LATE}{at + 1}"
        days[name], days[f"{name}{_EFFECTIVE}"] = step.until, step.until_effective
    return {name: day for name, day in days.items() if day is not None}
