"""What needs a person's attention before a right is lost, as named questions to the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

import rules
from service.portfolio.ageing import silencing
from service.portfolio.lapsing import unconfirmable
from service.store import AttemptRow, CaseRow, DeadlineRow, EndpointRow, LedgerRow, MessageRow, PersonRow
from service.store.deadlines import OPEN, TO_VERIFY
from service.store.messages import PENDING, UNDELIVERED
from service.watch.returned import returned

KINDS = (
    "unruled",
    "no_responsible",
    "no_backup",
    "undelivered",
    "bounced",
    "endpoint_disabled",
    "terminal_status",
    "unconfirmable",
    "unbalanced",
    "stale_rules",
    "key_ending",
)
EXAMPLES = 20  # named one by one; of the rest the number is told
TERMINAL = ("lapsed", "abandoned", "expired", "transferred")
UNSETTLED = (OPEN, TO_VERIFY)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One kind of trouble: how many there are, and the first of them by name."""

    kind: str
    count: int
    examples: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Unsent:
    """Messages and deadlines that are due and not yet out, and the moment since which the oldest waits."""

    count: int
    since: datetime | None

    def age(self, now: datetime) -> float:
        """Seconds that the oldest has waited."""
        return max(0.0, (now - self.since).total_seconds()) if self.since else 0.0


def standing(session: Session, now: datetime) -> list[Alarm]:
    """The alarms that stand until somebody does something about them; kinds without any are left out."""
    found = [
        _cases(session, "unruled", _unruled()),
        _cases(session, "no_responsible", _without_responsible()),
        _cases(session, "no_backup", _without_backup()),
        undelivered(session),
        bounced(session),
        disabled(session),
        _terminal_status(session),
        _unconfirmable(session),
        _unbalanced(session),
        _stale_rules(session),
        _key_ending(session, now),
    ]
    return [alarm for alarm in found if alarm.count]


def undelivered(session: Session, since: datetime | None = None) -> Alarm:
    """Messages that no further attempt will be made for, without alarms and tests; given up since, if asked."""
    attempt = aliased(AttemptRow)
    latest = select(func.max(attempt.id)).where(attempt.message_id == MessageRow.id).scalar_subquery()
    question = (
        select(
            func.coalesce(EndpointRow.url, MessageRow.recipient).label("recipient"),
            MessageRow.subject,
            AttemptRow.detail,
        )
        .select_from(MessageRow)
        .join(AttemptRow, AttemptRow.id == latest)
        .outerjoin(EndpointRow, EndpointRow.id == MessageRow.endpoint_id)
        .where(MessageRow.state.in_(UNDELIVERED), MessageRow.purpose.not_in(("alarm", "annua.test")))
        .order_by(MessageRow.id.desc())
    )
    if since is not None:
        question = question.where(AttemptRow.finished_at > since)
    rows = session.execute(question.limit(EXAMPLES)).mappings().all()
    count = len(rows) if len(rows) < EXAMPLES else _count(session, question)
    return Alarm("undelivered", count, tuple(dict(row) for row in rows))


def bounced(session: Session, since: datetime | None = None) -> Alarm:
    """Addresses that mails come back from; those of which that was heard since, if asked, without the alarms' own."""
    found = returned(session, since)
    return Alarm("bounced", len(found), tuple(found[:EXAMPLES]))


def disabled(session: Session, since: datetime | None = None) -> Alarm:
    """Endpoints that are called no more for what they answered; those disabled since, if asked.

    One that somebody disabled is known to them.
    """
    mine = EndpointRow.enabled.is_(False), EndpointRow.disabled_by.is_(None)
    question = select(EndpointRow).where(*mine).order_by(EndpointRow.id)
    if since is not None:
        question = question.where(EndpointRow.disabled_at > since)
    found = session.scalars(question).all()
    examples = [
        {"endpoint": row.id, "host": urlsplit(row.url).hostname, "reason": row.disabled_reason} for row in found
    ]
    return Alarm("endpoint_disabled", len(found), tuple(examples[:EXAMPLES]))


def unsent(session: Session, now: datetime) -> Unsent:
    """What is due and not yet out: messages waiting to be taken, and deadlines not yet made into messages."""
    waiting = MessageRow.state == PENDING, MessageRow.next_attempt_at <= now
    messages = session.execute(select(func.count(), func.min(MessageRow.created_at)).where(*waiting)).one()
    due = DeadlineRow.next_rung_at.is_not(None), DeadlineRow.next_rung_at <= now
    deadlines = session.execute(select(func.count(), func.min(DeadlineRow.next_rung_at)).where(*due)).one()
    return Unsent(
        messages[0] + deadlines[0], min((moment for moment in (messages[1], deadlines[1]) if moment), default=None)
    )


def _unruled() -> Select[Any]:
    manual = exists().where(DeadlineRow.case_id == CaseRow.id, DeadlineRow.origin == "manual")
    return select(CaseRow).where(CaseRow.unruled, CaseRow.closed_at.is_(None), ~manual)


def _without_responsible() -> Select[Any]:
    """Nobody is in charge, or only somebody who has left."""
    return _live_without(CaseRow.in_charge_id)


def _without_backup() -> Select[Any]:
    """Nobody stands by, or only somebody who has left, or the one who is in charge."""
    return _live_without(CaseRow.standby_id, or_(CaseRow.in_charge_id.is_(None), PersonRow.id != CaseRow.in_charge_id))


def _live_without(role: SQLColumnExpression[int | None], *conditions: ColumnElement[bool]) -> Select[Any]:
    there = exists().where(PersonRow.id == role, PersonRow.active, *conditions)
    return select(CaseRow).where(CaseRow.closed_at.is_(None), ~there)


def _cases(session: Session, kind: str, question: Select[Any]) -> Alarm:
    count = _count(session, question)
    cases: Sequence[CaseRow] = session.scalars(question.order_by(CaseRow.id).limit(EXAMPLES)).all() if count else ()
    return Alarm(kind, count, tuple({"reference": case.reference, "office": case.jurisdiction} for case in cases))


def _terminal_status(session: Session) -> Alarm:
    ended = select(CaseRow.id).where(CaseRow.status.in_(TERMINAL), CaseRow.closed_at.is_(None))
    question = (
        select(CaseRow.reference, CaseRow.status, DeadlineRow.title, DeadlineRow.drives_act_by.label("day"))
        .join(DeadlineRow, DeadlineRow.case_id == CaseRow.id)
        .where(DeadlineRow.case_id.in_(ended), DeadlineRow.state.in_(UNSETTLED))  # few: begin with them
        .order_by(DeadlineRow.drives_act_by, DeadlineRow.id)
    )
    rows = session.execute(question.limit(EXAMPLES)).mappings().all()
    return Alarm("terminal_status", _count(session, question), tuple(dict(row) for row in rows))


def _unconfirmable(session: Session) -> Alarm:
    """Lapses that somebody proposed and nobody can confirm; their ladders go on all the while."""
    found = unconfirmable(session)
    examples = [
        {"reference": case.reference, "title": deadline.title, "day": deadline.drives_act_by, "actor": proposal.actor}
        for proposal, deadline, case in found[:EXAMPLES]
    ]
    return Alarm("unconfirmable", len(found), tuple(examples))


def _unbalanced(session: Session) -> Alarm:
    """Rungs that the last ledger finds on neither side."""
    row = session.scalar(select(LedgerRow).order_by(LedgerRow.day.desc()).limit(1))
    examples = row.missing[:EXAMPLES] if row else []
    return Alarm("unbalanced", row.counts["missing"] if row else 0, tuple(examples))


def _stale_rules(session: Session) -> Alarm:
    """Schedules that the installed rules did not compute; where nothing holds them back, the next tick mends that."""
    question = (
        select(CaseRow.rules_version.label("version"), func.count().label("cases"))
        .where(CaseRow.rules_version != rules.VERSION, CaseRow.closed_at.is_(None))
        .group_by(CaseRow.rules_version)
        .order_by(CaseRow.rules_version)
    )
    rows = session.execute(question).mappings().all()
    return Alarm("stale_rules", sum(row["cases"] for row in rows), tuple(dict(row) for row in rows[:EXAMPLES]))


def _key_ending(session: Session, now: datetime) -> Alarm:
    """Keys whose end silences, or has silenced, a system that sends cases."""
    found = silencing(session, now)
    examples = tuple(
        {"key": key.id, "name": key.name, "day": key.expires_at and key.expires_at.date()} for key in found
    )
    return Alarm("key_ending", len(found), examples[:EXAMPLES])


def _count(session: Session, question: Select[*tuple[Any, ...]]) -> int:
    return session.scalar(select(func.count()).select_from(question.order_by(None).subquery())) or 0
