"""What is due becomes messages: one for each recipient, channel and purpose, in the caller's transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.orm import Session

from service.reminders.desk import Desk, office
from service.reminders.entries import Matter
from service.reminders.ladder import Rung
from service.reminders.messages import LARGEST, Carried, freeze_call, freeze_mail
from service.reminders.payloads import reminder_item
from service.reminders.planning import Outlook, Recorded, look, most_urgent, portions
from service.reminders.queries import (
    MISSED,
    due_deadlines,
    listeners,
    missed_aims,
    people,
    recorded_rungs,
    wants,
)
from service.reminders.recipients import Recipient, Recipients, choose
from service.store import CaseRow, DeadlineRow, EndpointRow, EventRow, PersonRow

REMINDER = "deadline.reminder"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Planned:
    """How many messages were made, and what could not be made into one, in words for the operators."""

    messages: int = 0
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A deadline that was looked at, with what it asks for and the stages already told to whom."""

    deadline: DeadlineRow
    case: CaseRow
    recipients: Recipients
    outlook: Outlook
    done: Recorded


@dataclass(frozen=True, slots=True)
class _Told:
    """One deadline in one message, and the stages that it carries of it."""

    found: _Found
    rung: Rung
    stages: tuple[str, ...]

    @property
    def matter(self) -> Matter:
        deadline = self.found.deadline
        return Matter(deadline, self.found.case, office(deadline.office), self.found.recipients, self.rung)

    @property
    def carried(self) -> Carried:
        return Carried(self.found.deadline.id, self.found.deadline.drives_act_by, self.stages)


_Freeze = Callable[[Sequence[_Told]], None]


def plan_due(session: Session, desk: Desk, now: datetime) -> Planned:
    """Make the messages that are due and move each deadline to its next rung.

    A deadline stays due, and shows as unsent, while nobody can be told of it (its case has no responsible person and no
    fallback recipient is set) or while it can't be put into words.
    """
    found, kept_back = _look(session, desk, now)
    _report_missed(session, found, now)
    made = 0
    for bundle, freeze in _bundles(session, found, desk, now):
        for part in portions(bundle, LARGEST):
            count, refused = _freeze(session, part, freeze)
            made += count
            kept_back |= refused
    for one in found:
        if one.deadline.id not in kept_back:
            one.deadline.next_rung_at = one.outlook.next_at
    session.flush()
    return Planned(made, tuple(kept_back.values()))


def _look(session: Session, desk: Desk, now: datetime) -> tuple[list[_Found], dict[int, str]]:
    """What the due deadlines ask for; and, by deadline, why one could not be looked at."""
    docket = due_deadlines(session, now)
    recorded = recorded_rungs(session, [deadline.id for deadline, _ in docket])
    known = people(session, [number for _, case in docket for number in (case.responsible_id, case.backup_id)])
    found, kept_back = [], {}
    for deadline, case in docket:
        recipients = _recipients(case, known, desk.fallback)
        if case.closed_at is not None:
            deadline.next_rung_at = None
        elif recipients is not None:
            done = recorded.get((deadline.id, deadline.drives_act_by), set())
            try:
                outlook = look(deadline, recipients, office(deadline.office).zone, done, now)
            except Exception as error:  # noqa: BLE001 - as in _freeze
                kept_back[deadline.id] = _trouble(deadline, case, error)
            else:
                found.append(_Found(deadline, case, recipients, outlook, done))
    return found, kept_back


def _trouble(deadline: DeadlineRow, case: CaseRow, error: Exception) -> str:
    log.error("reminder.kept_back", deadline=deadline.id, exc_info=error)
    return f"deadline {deadline.id} of {case.reference}: {error!r}"


def _recipients(case: CaseRow, known: dict[int, PersonRow], fallback: Recipient | None) -> Recipients | None:
    responsible = known.get(case.responsible_id or 0)
    backup = known.get(case.backup_id or 0)
    if fallback is None and not any(person and person.active for person in (responsible, backup)):
        return None
    return choose(responsible, backup, fallback or Recipient(""))


def _bundles(
    session: Session, found: Sequence[_Found], desk: Desk, now: datetime
) -> Iterator[tuple[list[_Told], _Freeze]]:
    """What goes together, with the function that makes a message of it."""
    mails: dict[tuple[Recipient, bool], list[_Told]] = defaultdict(list)
    for one in found:
        for said in one.outlook.reminders:
            verify = said.rung.phase == "verify"
            mails[said.recipient, verify].append(_Told(one, said.rung, said.stages))
    for (recipient, verify), told in mails.items():
        yield told, partial(_mail, session, desk, now, recipient, verify=verify)
    for endpoint in listeners(session):
        if wants(endpoint, REMINDER):
            yield _untold(found, endpoint), partial(_call, session, endpoint, now)


def _untold(found: Iterable[_Found], endpoint: EndpointRow) -> list[_Told]:
    """The stages that have come and that an endpoint hasn't heard of: each once, however many people get it."""
    told = []
    for one in found:
        for said in one.outlook.reminders[:1]:
            stages = tuple(stage for stage in said.stages if (stage, str(endpoint.id)) not in one.done)
            told += [_Told(one, said.rung, stages)] if stages else []
    return told


def _freeze(session: Session, part: Sequence[_Told], freeze: _Freeze) -> tuple[int, dict[int, str]]:
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
    session: Session, desk: Desk, now: datetime, recipient: Recipient, part: Sequence[_Told], *, verify: bool
) -> None:
    writer = desk.writer(now, recipient)
    matters = [told.matter for told in part]
    written = writer.verification(matters, recipient) if verify else writer.reminder(matters, recipient)
    freeze_mail(
        session,
        written,
        recipient,
        desk.sender,
        now,
        urgency=most_urgent(told.rung.urgency for told in part),
        purpose="verify" if verify else "reminder",
        carried=[told.carried for told in part],
    )


def _call(session: Session, endpoint: EndpointRow, now: datetime, part: Sequence[_Told]) -> None:
    freeze_call(
        session,
        REMINDER,
        [reminder_item(told.found.case, told.found.deadline, told.rung.stage, told.rung.urgency) for told in part],
        endpoint,
        now,
        urgency=most_urgent(told.rung.urgency for told in part),
        purpose="reminder",
        carried=[told.carried for told in part],
    )


def _report_missed(session: Session, found: Sequence[_Found], now: datetime) -> None:
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
