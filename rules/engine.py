"""The engine: evaluates an office's blocks for one case and yields its schedule.

It knows no office: special law stands in the office's module. It is total: a missing fact becomes something awaited.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rules.arithmetic import ONE_DAY
from rules.calendars import Calendar
from rules.case import Case, FieldError
from rules.deadline import Awaiting, Caution, Deadline, DeclaredSpan, Refused, Schedule
from rules.language.blocks import Duty, Jurisdiction, Numbers, Right
from rules.language.conditions import always
from rules.language.expressions import Condition
from rules.language.facts import Facts, Missing
from rules.language.phrases import named
from rules.making import Making, make_deadline, make_expiry, reach_to_the_end
from rules.texts import Text
from rules.version import VERSION

NEEDED = Text("awaiting.needed", "{event} is needed to compute: {title}")
STALE = Text(
    "law.stale",
    "The law of {jurisdiction} was last checked on {checked}; that check was good until {until}. Check it again.",
)
BACK_FEES = Text(
    "divisional.back_fees",
    "Fees whose days had passed when the divisional was filed are shown at those days, since the law of this office "
    "names no others. Ask by when they are to be paid.",
)
# No right is renewed more often than this; it ends series whose conditions never come true.
_LAST_NUMBER = 400


@dataclass(slots=True)
class _Run:
    """One case under evaluation and what has been found for it so far."""

    facts: Facts
    right: Right
    until: date
    explain: bool
    expires: date | None = None
    deadlines: list[Deadline] = field(default_factory=list)
    awaiting: dict[str, Awaiting] = field(default_factory=dict)
    taken: set[tuple[str, int | None, str]] = field(default_factory=set)

    def miss(self, missing: Missing, kind: str, awaits: Text | None) -> None:
        """Note a missing fact once, with the first reason for which it was missed."""
        if missing.key not in self.awaiting:
            text = awaits or NEEDED
            self.awaiting[missing.key] = Awaiting(missing.key, text(event=missing.key, title=named("kind", kind)))


def _refused(right: Right, facts: Facts) -> tuple[FieldError, ...]:
    """Return what this right can't accept of a case; nothing where that can't be said yet."""
    found = []
    for refusal in right.refusals:
        try:
            if refusal.when.holds(facts):
                found.append(FieldError(refusal.field, refusal.text()))
        except Missing:
            continue
    return tuple(found)


def schedule(
    office: Jurisdiction,
    right: Right,
    case: Case,
    *,
    treaty_duties: tuple[Duty, ...],
    calendars: Mapping[str, Calendar],
    as_of: date,
    until: date,
    explain: bool,
) -> Schedule | Refused:
    """Evaluate the term, the duties in their order and the rest of a right for one case.

    `calendars` holds the calendar of each office concerned, special closures included.
    """
    facts = Facts(case, as_of, calendars[office.code], office.code)
    if errors := _refused(right, facts):
        return Refused(case.reference, errors)
    run = _Run(facts, right, until, explain)
    _add_expiry(run)
    for duty in (*right.duties, *treaty_duties):
        for deadline in _series(run, duty, calendars):
            run.deadlines.append(deadline)
            run.taken.add((deadline.kind, deadline.number, deadline.office))
    run.facts.named = _expiry_of(run)
    run.facts.n = 0
    spans = list(_spans(run))
    if run.expires is not None:
        _close_the_last_day(run, spans, run.expires)
    run.deadlines.sort(key=_in_order)
    return Schedule(
        reference=case.reference,
        jurisdiction=office.code,
        as_of=as_of,
        until=until,
        rules=VERSION,
        expires=run.expires,
        deadlines=tuple(run.deadlines),
        spans=tuple(spans),
        awaiting=tuple(_awaited(run).values()),
        warnings=tuple(_cautions(run, office)),
    )


def _in_order(deadline: Deadline) -> tuple[date, str, int, str]:
    return (deadline.due, deadline.kind, deadline.number or 0, deadline.office)


def _expiry_of(run: _Run) -> dict[str, date]:
    return {"expiry": run.expires} if run.expires else {}


def _add_expiry(run: _Run) -> None:
    term = run.right.term
    if term is None:
        return
    try:
        deadline = make_expiry(Making.begin(run.facts, explain=run.explain), term)
    except Missing as missing:
        run.miss(missing, "expiry", term.awaits)
        run.facts.for_want_of["expiry"] = missing.key
        return
    run.expires = deadline.due
    run.deadlines.append(deadline)


def _series(run: _Run, duty: Duty, calendars: Mapping[str, Calendar]) -> Iterator[Deadline]:
    """Yield the deadlines of one duty: the one at another office, the only one, or number by number."""
    if duty.applies.rules_out(run.facts):
        return
    if duty.at is not None:
        yield from _elsewhere(run, duty, duty.at, calendars)
    elif duty.numbers is None:
        yield from _single(run, duty)
    else:
        yield from _numbered(run, duty, duty.numbers)


def _numbered(run: _Run, duty: Duty, numbers: Numbers) -> Iterator[Deadline]:
    """Yield the deadlines of a series; one of a right without an end runs through the first cycle after the horizon."""
    settled = duty.applies.is_settled(run.facts)
    endless = numbers.last is None
    for number in range(numbers.first, (numbers.last or _LAST_NUMBER) + 1, numbers.step):
        _look_at(run, duty, number)
        applies = settled or _applies(run, duty)
        if not applies and not endless:
            continue
        beyond = _is_beyond(run, duty, applies=applies)
        if beyond is None or (beyond and not (endless and run.right.term is None)):
            return
        if applies and (deadline := _made(run, duty, number)):
            yield deadline
        if beyond:
            return


def _is_beyond(run: _Run, duty: Duty, *, applies: bool) -> bool | None:
    """Say whether a number lies beyond the horizon; None where the series ends before it or can't be dated."""
    try:
        if duty.as_long_as is not always and not duty.as_long_as.holds(run.facts):
            return None
        return run.facts.find("due") > run.until
    except Missing as missing:
        if applies:
            run.miss(missing, duty.kind, duty.awaits)
        return None


def _applies(run: _Run, duty: Duty) -> bool:
    """Ask whether a duty applies; one for which a fact is missing doesn't yet, and the fact is awaited."""
    try:
        return duty.applies.holds(run.facts)
    except Missing as missing:
        run.miss(missing, duty.kind, duty.awaits)
        return False


def _elsewhere(run: _Run, duty: Duty, code: str, calendars: Mapping[str, Calendar]) -> Iterator[Deadline]:
    """Yield the deadline of an act at another office, by that office's closed days."""
    designated = run.facts.case.attributes.get("designations")
    if code not in calendars or (isinstance(designated, tuple) and code not in designated):
        return
    home = run.facts.office, run.facts.calendar
    run.facts.office, run.facts.calendar = code, calendars[code]
    yield from _single(run, duty)
    run.facts.office, run.facts.calendar = home


def _look_at(run: _Run, duty: Duty, number: int | None) -> None:
    run.facts.n = number or 0
    run.facts.named = _expiry_of(run)
    run.facts.due_rule = duty.due


def _single(run: _Run, duty: Duty) -> Iterator[Deadline]:
    """Yield the one deadline of a duty without numbers, if it applies and lies within the horizon."""
    _look_at(run, duty, None)
    if _applies(run, duty) and (deadline := _made(run, duty, None)) and deadline.due <= run.until:
        yield deadline


def _made(run: _Run, duty: Duty, number: int | None) -> Deadline | None:
    """Make the deadline of one number, unless an earlier duty made it or its due day can't be found."""
    if (duty.kind, number, run.facts.office) in run.taken:
        return None
    making = Making.begin(run.facts, explain=run.explain)
    try:
        deadline = make_deadline(making, duty, number)
    except Missing as missing:
        run.miss(missing, duty.kind, duty.awaits)
        return None
    for absent in making.missing:
        run.miss(absent, duty.kind, duty.awaits)
    return deadline


def _spans(run: _Run) -> Iterator[DeclaredSpan]:
    for span in run.right.spans:
        try:
            if not span.when.holds(run.facts):
                continue
            first, last = span.first.at(run.facts), span.last.at(run.facts)
        except Missing:
            continue
        if run.expires is not None:
            last = min(last, run.expires)
        if first <= last:
            yield DeclaredSpan(first, last, span.kind, (str(span.cite),) if span.cite else ())


def _close_the_last_day(run: _Run, spans: list[DeclaredSpan], expires: date) -> None:
    """Where everything ends the day before the term does, let what ends last reach to its end."""
    covered = [deadline.covers.last for deadline in run.deadlines if deadline.covers]
    if max([*covered, *(span.last for span in spans)], default=expires) + ONE_DAY != expires:
        return
    for position, deadline in enumerate(run.deadlines):
        if deadline.covers and deadline.covers.last + ONE_DAY == expires:
            run.deadlines[position] = reach_to_the_end(deadline, expires)
    for position, span in enumerate(spans):
        if span.last + ONE_DAY == expires:
            spans[position] = replace(span, last=expires)


def _awaited(run: _Run) -> dict[str, Awaiting]:
    for await_ in run.right.awaits:
        known = await_.event in run.facts.case.dates or await_.event in run.facts.case.attributes
        if not known and _holds_quietly(run, await_.when):
            run.awaiting[await_.event] = Awaiting(await_.event, await_.why(event=await_.event))
    return run.awaiting


def _cautions(run: _Run, office: Jurisdiction) -> Iterator[Caution]:
    for caution in run.right.cautions:
        try:
            if caution.when.holds(run.facts):
                params = caution.says(run.facts) if caution.says else {}
                yield Caution(caution.text(**params), (str(caution.cite),) if caution.cite else ())
        except Missing:
            continue  # what can't be said yet isn't
    if _has_back_fees(run):
        yield Caution(BACK_FEES())
    checked = run.right.checked
    if run.facts.as_of > checked.good_until:
        yield Caution(STALE(jurisdiction=office.code, checked=str(checked.on), until=str(checked.good_until)))


def _has_back_fees(run: _Run) -> bool:
    """Say whether a divisional is shown fees that could no longer be paid on the day it was filed."""
    filed = run.facts.case.dates.get("filing")
    if run.facts.case.route != "divisional" or filed is None:
        return False
    return any(
        deadline.kind != "expiry" and (deadline.grace_ends or deadline.due_effective) < filed
        for deadline in run.deadlines
    )


def _holds_quietly(run: _Run, condition: Condition) -> bool:
    """A condition that can't be decided yet doesn't hold."""
    try:
        return condition.holds(run.facts)
    except Missing:
        return False
