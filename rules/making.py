"""Making one deadline: from the block of a duty and the facts of a case to its days, each with its derivation."""

from dataclasses import dataclass, replace
from datetime import date

from rules.cites import Cite
from rules.deadline import Alternative, Deadline, Derivation, LateStep, Span, Step
from rules.language import blocks, steps
from rules.language.blocks import TITLES, Duty, Term
from rules.language.conditions import always
from rules.language.expressions import Condition, DateExpression
from rules.language.facts import Facts, Missing


@dataclass(slots=True)
class Making:
    """A deadline in the making: the facts it is made from, its derivations and the facts that were missing."""

    facts: Facts
    explain: bool
    derivations: list[Derivation]
    missing: list[Missing]

    @classmethod
    def begin(cls, facts: Facts, *, explain: bool) -> "Making":
        """Begin with nothing found and nothing missed."""
        return cls(facts, explain, [], [])


def make_expiry(making: Making, term: Term) -> Deadline:
    """Make the end of the term; it never moves for closed days. Raises `Missing`."""
    making.facts.n = 0
    ends = find(making, term.ends, "due", term.cites)
    making.facts.named["expiry"] = ends
    return Deadline(
        kind="expiry",
        number=None,
        office=making.facts.office,
        title=TITLES["expiry"](),
        opens=None,
        due=ends,
        due_effective=ends,
        act_by=ends,
        late=(),
        restoration_ends=None,
        restoration_basis="none",
        covers=None,
        alternatives=_alternatives(making, term.alternatives),
        provisional=False,
        cites=tuple(map(str, term.cites)),
        derivation=tuple(making.derivations),
    )


def make_deadline(making: Making, duty: Duty, number: int | None) -> Deadline:
    """Make the deadline of one number. Raises `Missing` when its due day can't be found."""
    facts = making.facts
    known = None if making.explain else facts.named.get("due")
    due = facts.named["due"] = known or find(making, duty.due, "due", duty.cites)
    on_time = _maybe(making, duty.free_until, "free_until", duty.cites) or due
    facts.named["on_time"] = on_time
    moves = facts.calendar.moves_due if duty.moves_due is None else duty.moves_due
    due_effective = facts.named["due_effective"] = _moved(making, on_time, "due_effective", moves)
    opens = _maybe(making, duty.opens, "opens", duty.cites)
    safe = _maybe(making, duty.safe, "act_by", duty.cites)
    late = _late(making, duty)
    basis, restoration_ends = _restoration(making, duty)
    covers = _covers(making, duty)
    last = late[-1].until_effective if late else due_effective
    return Deadline(
        kind=duty.kind,
        number=number,
        office=facts.office,
        title=(duty.title or TITLES[duty.kind])(number=number, office=facts.office),
        opens=opens,
        due=due,
        due_effective=due_effective,
        act_by=min(on_time, safe) if safe else on_time,
        late=late,
        restoration_ends=restoration_ends,
        restoration_basis=basis,
        covers=covers,
        alternatives=_alternatives(making, duty.alternatives),
        provisional=(moves or bool(late)) and facts.calendar.is_provisional(last),
        cites=duty.quoted,
        derivation=tuple(making.derivations),
    )


def find(making: Making, expression: DateExpression, of: str, cites: tuple[Cite, ...]) -> date:
    """Evaluate an expression; where derivations are asked for, keep the steps under the name of the day."""
    if not making.explain:
        return expression.at(making.facts)
    trail: list[Step] = []
    making.facts.trace = trail
    try:
        day = expression.at(making.facts)
    finally:
        making.facts.trace = None
    making.derivations.append(Derivation(of, day, tuple(trail), tuple(map(str, cites))))
    return day


def _maybe(making: Making, expression: DateExpression | None, of: str, cites: tuple[Cite, ...]) -> date | None:
    """Evaluate what may be absent: a day that can't be found yet is left out and its missing fact noted."""
    if expression is None:
        return None
    try:
        return find(making, expression, of, cites)
    except Missing as missing:
        making.missing.append(missing)
        return None


def _moved(making: Making, day: date, of: str, moves: bool) -> date:
    """Move a last day past closed days, where the law moves it."""
    moved = making.facts.calendar.next_open(day) if moves else day
    if making.explain:
        step = _step_of_moving(making.facts.office, day, moved, moves=moves)
        making.derivations.append(Derivation(of, moved, (step,), ()))
    return moved


def _step_of_moving(office: str, day: date, moved: date, *, moves: bool) -> Step:
    if not moves:
        return Step(steps.STAYS(day=day), day)
    if moved == day:
        return Step(steps.IS_OPEN(office=office, day=day), day)
    return Step(steps.NEXT_OPEN(start=day, office=office, day=moved), moved)


def _late(making: Making, duty: Duty) -> tuple[LateStep, ...]:
    """Evaluate the late period. Its last stretch moves as the calendar says; inner ones only where they say so."""
    applying = [step for step in duty.late if step.when is always or _holds(making, step.when)]
    moves_last = making.facts.calendar.moves_late if duty.moves_late is None else duty.moves_late
    found = []
    for position, step in enumerate(applying, start=1):
        name = f"late.{position}" if making.explain else "late"
        until = _maybe(making, step.until, name, (step.cite,))
        if until is None:
            continue
        is_last = position == len(applying)
        moves = step.moves if step.moves is not None else is_last and moves_last
        effective = _moved(making, until, name + ".effective", moves)
        making.facts.named["grace"], making.facts.named["grace_effective"] = until, effective
        found.append(LateStep(until, effective, step.surcharge, str(step.cite)))
    return tuple(found)


def _restoration(making: Making, duty: Duty) -> tuple[str, date | None]:
    for way in duty.restorations:
        if way.when is always or _holds(making, way.when):
            return way.basis, _maybe(making, way.ends, "restoration_ends", (way.cite,))
    return "none", None


def _covers(making: Making, duty: Duty) -> Span | None:
    """Evaluate what the payment pays for; nothing beyond the end of the term."""
    if duty.covers is None or not (duty.covers.when is always or _holds(making, duty.covers.when)):
        return None
    first = _maybe(making, duty.covers.first, "covers.from", duty.cites)
    last = _maybe(making, duty.covers.last, "covers.to", duty.cites)
    expires = making.facts.named.get("expiry")
    if first is None or last is None or (expires is not None and first > expires):
        return None
    return Span(first, last if expires is None or last <= expires else _until(making.derivations, expires))


def reach_to_the_end(deadline: Deadline, expires: date) -> Deadline:
    """Let a cover that ends the day before the term does reach to its end: nobody pays for that day separately."""
    if deadline.covers is None:
        return deadline
    derivations = list(deadline.derivation)
    covers = Span(deadline.covers.first, _until(derivations, expires))
    return replace(deadline, covers=covers, derivation=tuple(derivations))


def _until(derivations: list[Derivation], expires: date) -> date:
    """State in the derivation of a cover's last day, where there is one, that the end of the term is meant."""
    for position, derivation in enumerate(derivations):
        if derivation.of == "covers.to":
            step = Step(steps.TO_EXPIRY(day=expires), expires)
            derivations[position] = replace(derivation, result=expires, steps=(*derivation.steps, step))
    return expires


def _alternatives(making: Making, readings: tuple[blocks.Alternative, ...]) -> tuple[Alternative, ...]:
    """Evaluate the other readings that apply; one whose dates can't be found yet is still named."""
    if not readings:
        return ()
    found = []
    for reading in readings:
        if _holds(making, reading.when):
            dates = {}
            for name, expression in reading.dates.items():
                try:
                    dates[name] = making.facts.quietly(expression)
                except Missing as missing:
                    making.missing.append(missing)
            found.append(Alternative(dates, reading.why()))
    return tuple(found)


def _holds(making: Making, condition: Condition) -> bool:
    """Ask a condition; one that can't be decided yet doesn't hold, and its missing fact is noted."""
    try:
        return condition.holds(making.facts)
    except Missing as missing:
        making.missing.append(missing)
        return False
