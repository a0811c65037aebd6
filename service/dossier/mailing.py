"""The messages about a case: those that carried a rung of its deadlines, and those whose text names the case.

What told of a change, what handed a case over, what raised an alarm carries no rung. Such messages are read: the text
is what the recipient got, so it is the proof of what they were told.
"""

import email
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.policy import default
from typing import TypeVar

from sqlalchemy.orm import Session

from service.dossier.gathering import Gathered
from service.reminders.messages import EMAIL
from service.store import AttemptRow, BounceRow, MessageRow, MessageRungRow, dossiers
from service.store.messages import UNDELIVERED

ACCEPTED = "accepted"
# What happened is told at once or in the next digest of a working day, holidays included; and digests go on naming what
# waits for an answer, which is followed for as long.
READ_AFTER = timedelta(days=14)
PENDING, NOT_TAKEN, BOUNCED = "pending", "not_taken", "bounced"
FATES = (PENDING, ACCEPTED, NOT_TAKEN, BOUNCED)

Row = TypeVar("Row", MessageRungRow, AttemptRow, BounceRow)


@dataclass(frozen=True, slots=True)
class Told:
    """One message about the case, without its bytes: they are known by their SHA-256."""

    id: int
    key: str
    channel: str
    recipient: str
    person: str | None
    subject: str
    purpose: str
    urgency: str
    created_at: datetime
    size: int
    sha256: str
    given_up: bool
    """Whether no further attempt was to be made."""
    rungs: tuple[MessageRungRow, ...] = ()
    attempts: tuple[AttemptRow, ...] = ()
    bounces: tuple[BounceRow, ...] = ()

    @property
    def accepted_at(self) -> datetime | None:
        """When the next hop took it."""
        return next((one.finished_at for one in self.attempts if one.outcome == ACCEPTED), None)

    @property
    def fate(self) -> str:
        """What became of it by the end of the span."""
        if self.bounces:
            return BOUNCED
        if self.accepted_at:
            return ACCEPTED
        return NOT_TAKEN if self.given_up else PENDING


def messages(session: Session, found: Gathered) -> list[Told]:
    """The messages about a case within the span, in the order in which they were made."""
    rungs = _by_message(dossiers.rungs_of(session, [row.id for row in found.docket.deadlines.values()]))
    end, urls = found.span.end, dossiers.endpoints(session)
    told = [
        _told(row, found, urls, tuple(rungs[row.id])) for row in dossiers.messages_by_id(session, rungs.keys(), end)
    ]
    moments = sorted({event.at for event in found.events} | {one.created_at for one in told})
    told += [_told(row, found, urls, ()) for row in _named(session, found, moments) if row.id not in rungs]
    return _with_fates(session, found, sorted(told, key=lambda one: one.id))


def _named(session: Session, found: Gathered, moments: Sequence[datetime]) -> Iterator[MessageRow]:
    """Messages without a rung of the case that name it: alarms at any time, news after one of these moments."""
    names, end = _naming(found.case.reference), found.span.end
    yield from filter(names, dossiers.alarms_made(session, found.case.created_at, end))
    for begin, stop in _windows(moments):
        yield from filter(names, dossiers.news_made(session, begin, min(stop, end)))


def _windows(moments: Sequence[datetime]) -> list[tuple[datetime, datetime]]:
    """The times in which the case was spoken of, without overlaps: after an event, or after a reminder of it."""
    windows: list[tuple[datetime, datetime]] = []
    for moment in moments:
        if windows and moment <= windows[-1][1]:
            windows[-1] = (windows[-1][0], moment + READ_AFTER)
        else:
            windows.append((moment, moment + READ_AFTER))
    return windows


def _naming(reference: str) -> Callable[[MessageRow], bool]:
    """The question whether a message names a reference, as a word of its own."""
    word = re.compile(rf"(?<![\w-]){re.escape(reference)}(?![\w-])")

    def names(row: MessageRow) -> bool:
        if row.channel == EMAIL:
            return bool(word.search(f"{row.subject}\n{text_of(row.body)}"))
        items = json.loads(row.body)["data"]["items"]
        return any(reference in (item.get("reference"), item.get("case", {}).get("reference")) for item in items)

    return names


def text_of(body: bytes) -> str:
    """The plain text of a mail; its HTML where it has no plain one."""
    part = email.message_from_bytes(body, policy=default).get_body(("plain", "html"))
    return str(part.get_content()) if part else ""


def _told(row: MessageRow, found: Gathered, urls: dict[int, str], rungs: tuple[MessageRungRow, ...]) -> Told:
    return Told(
        id=row.id,
        key=row.key,
        channel=row.channel,
        recipient=row.recipient if row.channel == EMAIL else urls.get(row.endpoint_id or 0, row.recipient),
        person=found.name(row.person_id),
        subject=row.subject,
        purpose=row.purpose,
        urgency=row.urgency,
        created_at=row.created_at,
        size=len(row.body),
        sha256=dossiers.sha256(row.body),
        given_up=row.state in UNDELIVERED,
        rungs=rungs,
    )


def _with_fates(session: Session, found: Gathered, told: Sequence[Told]) -> list[Told]:
    """The same messages with the attempts that ended, and the bounces that came, within the span."""
    ids = [one.id for one in told]
    attempts, bounces = _by_message(dossiers.attempts_of(session, ids)), _by_message(dossiers.bounces_of(session, ids))
    return [
        replace(
            one,
            attempts=tuple(row for row in attempts[one.id] if found.span.holds(row.finished_at or row.started_at)),
            bounces=tuple(row for row in bounces[one.id] if found.span.holds(row.received_at)),
            given_up=one.given_up
            and all(found.span.holds(row.finished_at or row.started_at) for row in attempts[one.id]),
        )
        for one in told
    ]


def _by_message(rows: Iterable[Row]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.message_id or 0].append(row)
    return groups
