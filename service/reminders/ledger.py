"""The ledger of the reminders, drawn up once a day: what the ladders asked for, and what became of each rung.

    expected = sent + settled + waiting
    sent = accepted + bounced + pending
    accepted = answered + escalated + within patience

It is reckoned from the ladders anew, without the moments that planning keeps, so that planning gone wrong shows. A rung
that is on neither side is named, and raises an alarm. Only deadlines whose ladder runs are in it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.reminders.desk import Desk
from service.reminders.entries import ESCALATIONS
from service.reminders.ladder import BACKUP, SUPERVISORS, rungs
from service.reminders.messages import EMAIL
from service.reminders.planning import Situation
from service.reminders.queries import Carriage, carriages, has_ledger, running_deadlines
from service.reminders.slots import leaves_at, next_opening
from service.reminders.standing import Staff, Wishes, load_staff, load_wishes, situations
from service.store import CaseRow, DeadlineRow, LedgerRow, reading, writing
from service.store.messages import PENDING, UNDELIVERED

SLACK = timedelta(hours=1)  # for a tick to come round and to get through
NAMED = 100  # rungs that are named; of the others the number is told

COUNTS = (
    "expected",
    "sent",
    "settled",
    "waiting",
    "accepted",
    "bounced",
    "pending",
    "answered",
    "escalated",
    "patience",
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A rung that is on neither side of the account, and on which line it is missing."""

    reference: str
    title: str
    stage: str
    recipient: str
    line: str


@dataclass(slots=True)
class Ledger:
    """The account: how many rungs stand on each line, and which are missing."""

    counts: Counter[str] = field(default_factory=Counter)
    missing: list[Missing] = field(default_factory=list)

    def as_document(self) -> dict[str, int]:
        """Every line with its number, `missing` too."""
        return {name: self.counts[name] for name in COUNTS} | {"missing": len(self.missing)}


def keep_ledger(engine: Engine, desk: Desk, now: datetime) -> None:
    """Draw up the account of today (UTC) if it isn't there yet; reading it holds up no writer."""
    today = now.astimezone(UTC).date()
    with reading(engine) as session:
        if has_ledger(session, today):
            return
        ledger = balance(session, desk, now)
    with writing(engine) as session:
        if not has_ledger(session, today):  # another replica may have been quicker
            missing = [asdict(one) for one in ledger.missing[:NAMED]]
            session.add(LedgerRow(day=today, at=now, counts=ledger.as_document(), missing=missing))


def balance(session: Session, desk: Desk, now: datetime) -> Ledger:
    """Reckon the account as of now."""
    staff, wishes = load_staff(session, desk, now), load_wishes(session)
    today = now.astimezone(UTC).date()
    ledger = Ledger()
    for docket in running_deadlines(session, today + wishes.farthest, today):
        _enter(ledger, session, desk, now, (staff, wishes), docket)
    return ledger


def _enter(
    ledger: Ledger,
    session: Session,
    desk: Desk,
    now: datetime,
    around: tuple[Staff, Wishes],
    docket: Sequence[tuple[DeadlineRow, CaseRow]],
) -> None:
    standing = situations(session, *around, docket, desk)
    carried = carriages(session, [deadline.id for deadline, _ in docket])
    for deadline, case in docket:
        if situation := standing.get(deadline.id):
            mails = [one for one in carried.get((deadline.id, deadline.drives_act_by), []) if one.channel == EMAIL]
            for stage, recipient, line in _lines(deadline, situation, mails, ledger.counts, now):
                ledger.missing.append(Missing(case.reference, deadline.title, stage, recipient, line))


def _lines(
    deadline: DeadlineRow, situation: Situation, mails: Sequence[Carriage], counts: Counter[str], now: datetime
) -> Iterator[tuple[str, str, str]]:
    """Count the rungs of one deadline; yields those that are missing: stage, recipient, line."""
    carried = {(one.stage, one.recipient): one for one in mails}
    expected = dict(_expected(deadline, situation, now))
    needed = {rung.stage for rung in rungs(deadline, now.date(), situation.ladder, situation.answered)}
    for (stage, recipient), latest in expected.items():
        counts["expected"] += 1
        if (stage, recipient) in carried:
            counts["sent"] += 1
        elif stage not in needed:
            counts["settled"] += 1
        elif latest > now:
            counts["waiting"] += 1
        else:
            yield stage, recipient, "expected"
    for key in expected.keys() & carried.keys():
        one = carried[key]
        if one.bounced_at or one.state in UNDELIVERED:
            counts["bounced"] += 1
        elif one.state == PENDING:
            counts["pending"] += 1
        else:
            counts["accepted"] += 1
            line = _follows(situation, mails, now)
            counts[line] += 1
            if line == "missing":
                yield one.stage, one.recipient, "accepted"


def _expected(deadline: DeadlineRow, situation: Situation, now: datetime) -> Iterator[tuple[tuple[str, str], datetime]]:
    """Each rung that should have left by now, as if nobody had answered, with the moment by which it must be out.

    None can have left before the deadline stood as it does: one that was registered or moved late waits from then on.
    """
    for rung in rungs(deadline, now.date(), situation.ladder):
        if rung.day > now.date() + timedelta(days=1):
            break
        for recipient in situation.recipients.hear(rung.audience):
            at = leaves_at(rung, recipient, situation.zone)
            if at <= now:
                since = max(at, deadline.updated_at)
                latest = since if rung.alone else next_opening(recipient, since)
                yield (rung.stage, recipient.address), latest + SLACK


def _follows(situation: Situation, mails: Sequence[Carriage], now: datetime) -> str:
    """What followed on a mail that was accepted: an answer, an escalation, or still patience; else `missing`."""
    if situation.answered.anything:
        return "answered"
    if any(one.stage.partition(".")[0] in ESCALATIONS for one in mails):
        return "escalated"
    first = min(one.created_at for one in mails)
    ends = first + timedelta(days=situation.ladder.patience_days)
    readers = situation.recipients.hear((BACKUP,)) or situation.recipients.hear((SUPERVISORS,))
    last = max((next_opening(reader, ends) for reader in readers), default=ends)
    return "patience" if last + SLACK > now else "missing"
