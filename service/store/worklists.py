"""Worklists: which deadlines and cases wait for somebody, page by page, and how many they are.

    page(session, today(mine, until), after=None, limit=50)
    count(session, overdue(day))

A worklist is a question by conditions, with the day by which it is in order. Deadlines of closed cases are on none.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from service.store.answers import overtaken, proposed
from service.store.cases import CaseRow
from service.store.dates import has_unverified_dates
from service.store.deadlines import (
    ASK_AGAIN,
    GONE,
    HISTORY,
    NOT_MINE,
    OPEN,
    SETTLED,
    STATES,
    TO_VERIFY,
    AcknowledgementRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
)
from service.store.messages import MessageRow, MessageRungRow
from service.store.numbers import shares_a_number
from service.store.people import AbsenceRow

MOST = 999  # counted; of more it is enough to know that they are many

Condition = ColumnElement[bool]
Place = tuple[date, int]
"""Behind which deadline a page begins: its day in the order of the list, and its id."""

UNSETTLED, DONE, EVERYTHING = "unsettled", "done", "everything"
_STATES = {
    UNSETTLED: (OPEN, TO_VERIFY),
    DONE: (SETTLED, HISTORY),
    EVERYTHING: (OPEN, TO_VERIFY, SETTLED, HISTORY),
}
STANDS = tuple(_STATES)
_TOLD = exists().where(
    MessageRungRow.deadline_id == DeadlineRow.id,
    MessageRungRow.aim == DeadlineRow.drives_act_by,
    MessageRungRow.channel == "email",
)
_IN_QUESTION = (
    CompletionRow.questioned_at.is_not(None),
    CompletionRow.answered_at.is_(None),
    CompletionRow.voided_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Worklist:
    """Deadlines in one of some states that fit all conditions, in the order of a day."""

    states: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    day: SQLColumnExpression[date] = DeadlineRow.drives_act_by


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of all deadlines: each field that is given must fit; the person is in charge or stands by."""

    stand: str = UNSETTLED
    person_id: int | None = None
    office: str | None = None
    owner: str | None = None
    kind: str | None = None
    first: date | None = None
    last: date | None = None


def today(mine: Collection[int], since: datetime, day: date) -> Worklist:
    """What the people of these ids were reminded of since a moment, or before and didn't answer by `day`."""
    rung = MessageRungRow
    new = select(MessageRow.id).where(MessageRow.created_at >= since)
    reminded = exists().where(
        rung.deadline_id == DeadlineRow.id, rung.aim == DeadlineRow.drives_act_by, rung.message_id.in_(new)
    )
    return Worklist((OPEN,), (_of(mine), or_(_told_and_unanswered(day), and_(_TOLD, reminded))))


def to_verify() -> Worklist:
    """What had passed when its case was registered, and nobody has said what became of it."""
    return Worklist((TO_VERIFY,))


def questioned() -> Worklist:
    """What was confirmed, and a person has to say whether that stands; also what recomputation no longer knows."""
    return Worklist(STATES, (DeadlineRow.id.in_(select(CompletionRow.deadline_id).where(*_IN_QUESTION)),))


def lapses() -> Worklist:
    """What somebody wants to let lapse, and a second person has yet to confirm."""
    said = InstructionRow
    standing = exists().where(said.deadline_id == DeadlineRow.id, said.aim == DeadlineRow.drives_act_by, *proposed())
    few = DeadlineRow.id.in_(select(said.deadline_id).where(*proposed()))  # by their index, and then with care
    return Worklist((OPEN, TO_VERIFY), (few, standing.where(~overtaken())))


def unanswered(day: date) -> Worklist:
    """What somebody was reminded of as it stands, without an answer until `day`."""
    return Worklist((OPEN,), (_told_and_unanswered(day),))


def overdue(day: date) -> Worklist:
    """What nobody confirmed though its day has passed on `day`, the next end of a late period first."""
    passed = (DeadlineRow.drives_act_by < day,)
    return Worklist((OPEN,), passed, func.coalesce(DeadlineRow.grace_ends, DeadlineRow.drives_act_by))


def chosen(wanted: Chosen) -> Worklist:
    """All deadlines, by filters; those that recomputation no longer knows are left out."""
    equal = {DeadlineRow.office: wanted.office, CaseRow.owner: wanted.owner, DeadlineRow.kind: wanted.kind}
    conditions: list[Condition] = [column == value for column, value in equal.items() if value is not None]
    if wanted.person_id is not None:
        conditions.append(_of([wanted.person_id]))
    if wanted.first is not None:
        conditions.append(DeadlineRow.drives_act_by >= wanted.first)
    if wanted.last is not None:
        conditions.append(DeadlineRow.drives_act_by <= wanted.last)
    return Worklist(_STATES[wanted.stand], tuple(conditions))


def page(
    session: Session, worklist: Worklist, after: Place | None, limit: int
) -> tuple[list[tuple[DeadlineRow, CaseRow]], Place | None]:
    """Some deadlines of a worklist with their cases, and the place to go on from, None at the end."""
    found = _joined(select(worklist.day.label("day"), DeadlineRow.id.label("id")), worklist)
    if after is not None:
        found = found.where(tuple_(worklist.day, DeadlineRow.id) > after)
    found = found.order_by(worklist.day, DeadlineRow.id).limit(limit + 1)
    # First the places alone, state by state as an index has them in order, then the few rows: they are wide.
    of_states = (session.execute(found.where(DeadlineRow.state == state)) for state in worklist.states)
    places = sorted(place for state in of_states for place in state)[: limit + 1]
    numbers = [place.id for place in places[:limit]]
    rows = select(DeadlineRow, CaseRow).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
    known = {row[0].id: (row[0], row[1]) for row in session.execute(rows.where(DeadlineRow.id.in_(numbers)))}
    last = places[limit - 1] if len(places) > limit else None
    return [known[number] for number in numbers], (last.day, last.id) if last else None


def count(session: Session, worklist: Worklist) -> int:
    """How many deadlines a worklist has; of more than `MOST` it says one more than that."""
    return _count(session, _joined(select(DeadlineRow.id), worklist).where(DeadlineRow.state.in_(worklist.states)))


def unruled() -> Condition:
    """Open cases that no rule computes and nobody entered a deadline for."""
    entered = exists().where(
        DeadlineRow.case_id == CaseRow.id, DeadlineRow.origin == "manual", DeadlineRow.state != GONE
    )
    return and_(CaseRow.unruled, CaseRow.closed_at.is_(None), ~entered)


def duplicates() -> Condition:
    """Open cases with a number that stands on another open case too."""
    return shares_a_number()


def unverified() -> Condition:
    """Open cases with a date that nobody has verified."""
    return and_(CaseRow.closed_at.is_(None), has_unverified_dates())


def cases(session: Session, wanted: Condition, after: str, limit: int) -> tuple[Sequence[CaseRow], str | None]:
    """Cases by their references, and the reference to go on from, None at the end."""
    found = select(CaseRow).where(wanted, CaseRow.reference > after).order_by(CaseRow.reference)
    rows = session.scalars(found.limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].reference if len(rows) > limit else None


def count_cases(session: Session, wanted: Condition) -> int:
    """How many cases a list has; of more than `MOST` one more than that."""
    return _count(session, select(CaseRow.id).where(wanted))


def absences_on(session: Session, day: date) -> Sequence[AbsenceRow]:
    """Who is away on a day, and who stands in for them."""
    away = AbsenceRow.first <= day, AbsenceRow.last >= day, AbsenceRow.withdrawn_at.is_(None)
    return session.scalars(select(AbsenceRow).where(*away).order_by(AbsenceRow.id)).all()


def doubts(session: Session, deadline_ids: Collection[int]) -> dict[int, CompletionRow]:
    """The latest completion in question of each of these deadlines that has one, by the id of the deadline."""
    found = select(CompletionRow).where(CompletionRow.deadline_id.in_(deadline_ids), *_IN_QUESTION)
    return {row.deadline_id: row for row in session.scalars(found.order_by(CompletionRow.id))}


def told(session: Session, deadline_ids: Collection[int]) -> set[int]:
    """Those of some deadlines that somebody was reminded of as they stand."""
    return set(session.scalars(select(DeadlineRow.id).where(DeadlineRow.id.in_(deadline_ids), _TOLD)))


def owners(session: Session) -> list[str]:
    """The owners of cases, by name."""
    named = select(CaseRow.owner).where(CaseRow.owner.is_not(None)).distinct()
    return [name for name in session.scalars(named.order_by(CaseRow.owner)) if name]


def _of(people: Collection[int]) -> Condition:
    return or_(CaseRow.in_charge_id.in_(people), CaseRow.standby_id.in_(people))


def _told_and_unanswered(day: date) -> Condition:
    """A reminder was made of the deadline as it stands, and no answer to it holds on a day.

    That it isn't theirs is no answer of those who are reminded; nor is a wish to be asked again, from its day on.
    """
    said, seen, done = InstructionRow, AcknowledgementRow, CompletionRow
    aim = DeadlineRow.drives_act_by
    answer = or_(said.wish.not_in((ASK_AGAIN, NOT_MINE)), and_(said.wish == ASK_AGAIN, said.ask_again_on > day))
    instructed = exists().where(
        said.deadline_id == DeadlineRow.id, said.aim == aim, said.withdrawn_at.is_(None), answer
    )
    acknowledged = exists().where(seen.deadline_id == DeadlineRow.id, seen.aim == aim)
    begun = exists().where(
        done.deadline_id == DeadlineRow.id,
        done.voided_at.is_(None),
        or_(done.questioned_at.is_(None), done.answered_at.is_not(None)),
    )
    return and_(_TOLD, ~instructed, ~acknowledged, ~begun)


def _joined(found: Any, worklist: Worklist) -> Any:
    joined = found.join(CaseRow, CaseRow.id == DeadlineRow.case_id)
    return joined.where(CaseRow.closed_at.is_(None), *worklist.conditions)


def _count(session: Session, found: Any) -> int:
    return session.scalar(select(func.count()).select_from(found.limit(MOST + 1).subquery())) or 0
