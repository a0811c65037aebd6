"""What is due becomes mails, calls to the second channel, and events for other systems, in the caller's transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.orm import Session

from service.portfolio.event_types import REMINDER
from service.reminders.desk import Desk
from service.reminders.digesting import know, mornings, plan_digests
from service.reminders.escalating import OPS
from service.reminders.messages import LARGEST, UNANSWERED, freeze_mail, freeze_ops
from service.reminders.payloads import reminder_item
from service.reminders.planning import look, most_urgent, portions
from service.reminders.queries import MISSED, due_deadlines, missed_aims, told_stages
from service.reminders.recipients import Recipient
from service.reminders.said import Found, Said
from service.reminders.silence import speak_for_the_silent
from service.reminders.standing import Staff, Wishes, load_staff, load_wishes, situations, told_unverified
from service.store import CaseRow, DeadlineRow, EventRow

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Planned:
    """How many messages were made, and what could not be made into one, in words for the operators."""

    messages: int = 0
    troubles: tuple[str, ...] = ()


_Freeze = Callable[[Sequence[Said]], None]


def plan_due(session: Session, desk: Desk, now: datetime, through: int = 0) -> Planned:
    """Make the messages that are due and move each deadline to its next look; digests tell of events up to `through`.

    A deadline stays due, and shows as unsent, while nobody can be told of it (its case has no responsible person and no
    fallback recipient is set) or while it can't be put into words.
    """
    staff, wishes = load_staff(session, desk, now), load_wishes(session)
    waking, troubles = mornings(session, staff, now)
    found, kept_back = _look(session, desk, now, (staff, wishes), {morning.recipient.address for morning in waking})
    _report_missed(session, found, now)
    _announce(session, found, now)
    speak_for_the_silent(session, found, now)
    made = 0
    for bundle, freeze in _bundles(session, found, desk, now):
        for part in portions(bundle, LARGEST):
            count, refused = _freeze(session, part, freeze)
            made += count
            kept_back |= refused
    known = know(session, desk, staff, wishes, waking, through)
    digests, refused = plan_digests(session, desk, now, known, waking, _by_mail(found))
    made, kept_back = made + digests, kept_back | refused
    for one in found:
        if one.deadline.id not in kept_back:
            one.deadline.next_rung_at = one.outlook.next_at
    session.flush()
    return Planned(made, (*kept_back.values(), *troubles, *known.troubles))


def _look(
    session: Session, desk: Desk, now: datetime, around: tuple[Staff, Wishes], digests: AbstractSet[str]
) -> tuple[list[Found], dict[int, str]]:
    """What the due deadlines ask for; and, by deadline, why one could not be looked at."""
    docket, (staff, wishes) = due_deadlines(session, now), around
    standing = situations(session, staff, wishes, docket, desk)
    unverified = told_unverified(session, desk, docket)
    found, kept_back = [], {}
    for deadline, case in docket:
        if case.closed_at is not None:
            deadline.next_rung_at = None
        elif situation := standing.get(deadline.id):
            try:
                outlook = look(deadline, situation, now, digests)
            except Exception as error:  # noqa: BLE001 - as in _freeze
                kept_back[deadline.id] = _trouble(deadline, case, error)
            else:
                told = unverified.get(deadline.id, ())
                found.append(Found(deadline, case, situation, wishes.of(case), outlook, told))
    return found, kept_back


def _trouble(deadline: DeadlineRow, case: CaseRow, error: Exception) -> str:
    log.error("reminder.kept_back", deadline=deadline.id, exc_info=error)
    return f"deadline {deadline.id} of {case.reference}: {error!r}"


def _by_mail(found: Sequence[Found]) -> list[Said]:
    """What goes to people, in the order of the deadlines."""
    said = [Said(one, reminder) for one in found for reminder in one.outlook.reminders]
    return [one for one in said if one.reminder.recipient != OPS]


def _bundles(
    session: Session, found: Sequence[Found], desk: Desk, now: datetime
) -> Iterator[tuple[list[Said], _Freeze]]:
    """What goes together outside the digests, with the function that makes a message of it."""
    mails: dict[tuple[Recipient, bool], list[Said]] = defaultdict(list)
    for one in _by_mail(found):
        if one.reminder.alone:
            mails[one.reminder.recipient, one.reminder.rung.phase == "verify"].append(one)
    for (recipient, verify), said in mails.items():
        yield said, partial(_mail, session, desk, now, recipient, verify=verify)
    to_ops = [Said(one, reminder) for one in found for reminder in one.outlook.reminders if reminder.recipient == OPS]
    if to_ops:
        yield to_ops, partial(_call_ops, session, now)


def _announce(session: Session, found: Sequence[Found], now: datetime) -> None:
    """Tell the log of the stages that have come: each once for an aim, however many people hear of it."""
    said = [
        Said(one, reminder)
        for one in found
        for reminder in [each for each in one.outlook.reminders if each.recipient != OPS][:1]
    ]
    told = told_stages(session, [one.found.deadline.id for one in said])
    for one in said:
        case, deadline, rung = one.found.case, one.found.deadline, one.reminder.rung
        aim = deadline.drives_act_by.isoformat()
        heard = {stage for stage, address in one.found.situation.recorded if address != OPS.address}
        heard |= told.get((deadline.id, aim), set())
        if rung.stage not in heard:
            stages = [stage for stage in one.reminder.stages if stage not in heard]
            payload = reminder_item(case, deadline, rung.stage, rung.urgency) | {"aim": aim, "stages": stages}
            session.add(EventRow(type=REMINDER, case_id=case.id, deadline_id=deadline.id, payload=payload, at=now))
    session.flush()


def _freeze(session: Session, part: Sequence[Said], freeze: _Freeze) -> tuple[int, dict[int, str]]:
    """Make a message of a part; if that fails, of its halves, until what can't be told stands alone.

    Gives the number of messages and, by deadline, why it was kept back.
    """
    try:
        with session.begin_nested():
            freeze(part)
    except Exception as error:  # noqa: BLE001 - one bad row must not keep back the others; it is reported
        if len(part) == 1:
            one = part[0].found
            return 0, {one.deadline.id: _trouble(one.deadline, one.case, error)}
        halves = part[: len(part) // 2], part[len(part) // 2 :]
        (first, refused), (second, more) = (_freeze(session, half, freeze) for half in halves)
        return first + second, refused | more
    return 1, {}


def _mail(
    session: Session, desk: Desk, now: datetime, recipient: Recipient, part: Sequence[Said], *, verify: bool
) -> None:
    writer = desk.writer(now, recipient)
    matters = [said.matter for said in part]
    written = writer.verification(matters, recipient) if verify else writer.reminder(matters, recipient)
    freeze_mail(
        session,
        written,
        recipient,
        desk.sender,
        now,
        urgency=_urgency(part),
        purpose="verify" if verify else "reminder",
        carried=[said.carried for said in part],
    )


def _call_ops(session: Session, now: datetime, part: Sequence[Said]) -> None:
    items, carried = _items(part), [said.carried for said in part]
    freeze_ops(session, items, now, urgency=_urgency(part), purpose=UNANSWERED, carried=carried)


def _items(part: Sequence[Said]) -> list[dict[str, object]]:
    return [
        reminder_item(said.found.case, said.found.deadline, said.reminder.rung.stage, said.reminder.rung.urgency)
        for said in part
    ]


def _urgency(part: Sequence[Said]) -> str:
    return most_urgent(said.reminder.rung.urgency for said in part)


def _report_missed(session: Session, found: Sequence[Found], now: datetime) -> None:
    over = [one for one in found if one.outlook.missed]
    told = missed_aims(session, [one.deadline.id for one in over])
    for one in over:
        aim = one.deadline.drives_act_by.isoformat()
        if (one.deadline.id, aim) not in told:
            payload = {
                "kind": one.deadline.kind,
                "number": one.deadline.number or None,
                "office": one.deadline.office,
                "title": one.deadline.title,
                "act_by": aim,
            }
            session.add(
                EventRow(type=MISSED, case_id=one.case.id, deadline_id=one.deadline.id, payload=payload, at=now)
            )
    session.flush()
