"""When mail can't be relied on, ops hear of it by a channel that isn't the same mail server.

The ladders themselves call for deadlines: for last rungs that nobody answers and for mails that were given up or came
back. Here is what they can't see: a mail with one of the last rungs that nobody takes, an alarm that doesn't get
through, and a mail that came back and carried no deadline. Ops are called once for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from service.reminders.desk import Desk
from service.reminders.ladder import CLIMBS, LAST_RUNGS
from service.reminders.messages import BOUNCED, EMAIL, MAIL_FAILING, OPS, Carried, freeze_ops
from service.reminders.payloads import reminder_item
from service.store import AttemptRow, BounceRow, CaseRow, DeadlineRow, MessageRow, MessageRungRow
from service.store.deadlines import OPEN
from service.store.messages import PENDING, UNDELIVERED

MINIMUM = tuple(f"{climb}.{days}" for climb in (*CLIMBS, "act_by.law") for days in LAST_RUNGS)
PATIENCE = timedelta(minutes=30)  # how long a mail may wait to be taken: the third attempt comes after five minutes
NEWS = timedelta(days=14)  # older troubles are no news: a mail is given up after four days
ALARM = "alarm"

Item = dict[str, Any]
Rung = tuple[MessageRungRow, DeadlineRow, CaseRow]


def plan_second_channel(session: Session, desk: Desk, now: datetime) -> int:
    """Freeze the calls that are called for, and tell how many; none while no second channel is set."""
    if not desk.second_channel:
        return 0
    return _tell_of_bounces(session, now) + _tell_of_rungs(session, now) + _tell_of_alarms(session, now)


def _tell_of_bounces(session: Session, now: datetime) -> int:
    news = select(BounceRow.message_id).where(BounceRow.received_at > now - NEWS, BounceRow.action == "failed")
    carries = exists().where(MessageRungRow.message_id == MessageRow.id)
    bounced = select(MessageRow).where(MessageRow.id.in_(news), ~carries).order_by(MessageRow.id)
    untold = _untold(session, BOUNCED, session.scalars(bounced).all())
    for message in untold:
        item = {"message": _about(session, message)}
        freeze_ops(session, [item], now, urgency="last", purpose=BOUNCED, key=_key(BOUNCED, message))
    return len(untold)


def _tell_of_rungs(session: Session, now: datetime) -> int:
    told = aliased(MessageRungRow)
    rung, deadline, message = MessageRungRow, DeadlineRow, MessageRow
    same = and_(told.deadline_id == rung.deadline_id, told.aim == rung.aim, told.stage == rung.stage)
    question = (
        select(message, rung, deadline, CaseRow)
        .join(rung, rung.message_id == message.id)
        .join(deadline, and_(deadline.id == rung.deadline_id, deadline.drives_act_by == rung.aim))
        .join(CaseRow, CaseRow.id == deadline.case_id)
        .where(_waits(now), rung.stage.in_(MINIMUM), deadline.state == OPEN, CaseRow.closed_at.is_(None))
        .where(~exists().where(same, told.channel == OPS))
        .order_by(message.id, rung.id)
    )
    made, known = 0, set[tuple[int, str]]()
    for of, rungs in _by_message(session.execute(question)):
        news = [one for one in rungs if (one[0].deadline_id, one[0].stage) not in known]
        known |= {(one[0].deadline_id, one[0].stage) for one in news}
        if news:
            _tell(session, of, news, now)
            made += 1
    return made


def _tell(session: Session, message: MessageRow, rungs: Sequence[Rung], now: datetime) -> None:
    """Call for one mail with the rungs of it that ops haven't heard of, the last stage of each deadline named."""
    about = _about(session, message)
    last = {deadline.id: (rung, deadline, case) for rung, deadline, case in rungs}
    items = [
        reminder_item(case, deadline, rung.stage, "last") | {"message": about} for rung, deadline, case in last.values()
    ]
    carried = [Carried(rung.deadline_id, rung.aim, (rung.stage,)) for rung, _, _ in rungs]
    freeze_ops(session, items, now, urgency="last", purpose=MAIL_FAILING, carried=carried)


def _tell_of_alarms(session: Session, now: datetime) -> int:
    given_up = and_(MessageRow.state.in_(UNDELIVERED), MessageRow.created_at > now - NEWS)
    failing = or_(_waits(now), given_up)
    question = select(MessageRow).where(failing, MessageRow.purpose == ALARM).order_by(MessageRow.id)
    untold = _untold(session, MAIL_FAILING, session.scalars(question).all())
    for message in untold:
        item = {"message": _about(session, message)}
        freeze_ops(session, [item], now, urgency="last", purpose=MAIL_FAILING, key=_key(MAIL_FAILING, message))
    return len(untold)


def _waits(now: datetime) -> ColumnElement[bool]:
    """Mails that nobody has taken for longer than they may wait."""
    message = MessageRow
    return and_(message.state == PENDING, message.channel == EMAIL, message.created_at <= now - PATIENCE)


def _about(session: Session, message: MessageRow) -> Item:
    """The mail, and what its server said last."""
    attempts = select(AttemptRow.detail).where(AttemptRow.message_id == message.id).order_by(AttemptRow.id.desc())
    bounces = select(BounceRow.detail).where(BounceRow.message_id == message.id).order_by(BounceRow.id.desc())
    said = session.scalar(bounces.limit(1)) or session.scalar(attempts.limit(1))
    return {
        "id": message.key,
        "recipient": message.recipient,
        "subject": message.subject,
        "created_at": message.created_at.isoformat(),
        "state": "bounced" if message.bounced_at else message.state,
        "attempts": message.attempts,
        "detail": said,
    }


def _untold(session: Session, purpose: str, messages: Sequence[MessageRow]) -> list[MessageRow]:
    told = select(MessageRow.key).where(MessageRow.key.in_([_key(purpose, one) for one in messages]))
    known = set(session.scalars(told)) if messages else set()
    return [one for one in messages if _key(purpose, one) not in known]


def _key(purpose: str, message: MessageRow) -> str:
    """The `webhook-id` of the one call about a mail; not its number, which a restored database may give again."""
    return f"msg_{uuid5(NAMESPACE_URL, f'{purpose} {message.key}').hex}"


def _by_message(
    rows: Iterable[tuple[MessageRow, MessageRungRow, DeadlineRow, CaseRow]],
) -> Iterator[tuple[MessageRow, list[Rung]]]:
    found: dict[MessageRow, list[Rung]] = defaultdict(list)
    for message, rung, deadline, case in rows:
        found[message].append((rung, deadline, case))
    yield from found.items()
