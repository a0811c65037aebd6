"""The daily digest of each reader: whose working day has begun, what it tells them, and its number.

On the first working day of a week it goes out even if there is nothing to tell, and its numbers have no gap, so that a
missing one is noticed. A day on which there was nothing to tell is kept without a number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from service.reminders.desk import Desk, office
from service.reminders.digest import Digest, HandedOver
from service.reminders.entries import Matter
from service.reminders.ladder import Rung
from service.reminders.messages import freeze_mail
from service.reminders.news import Change, change
from service.reminders.planning import most_urgent
from service.reminders.queries import (
    HANDED_OVER,
    LastDigest,
    cases_by_id,
    deadlines_with_cases,
    digest_days,
    incomplete_cases,
    last_digests,
    news_since,
    states_of,
    told_and_silent,
    watching,
)
from service.reminders.recipients import Recipient
from service.reminders.said import Said
from service.reminders.slots import at_work, first_working_day_of_week, today
from service.reminders.standing import Staff, Wishes, told_unverified
from service.reminders.wording import Writer
from service.store import CaseRow, DigestRow, EventRow

PRESSING = ("urgent", "late", "last")
NONE_YET = LastDigest(None, None, None)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Morning:
    """A reader whose working day has begun and who has had no digest on it."""

    recipient: Recipient
    day: date


@dataclass(frozen=True, slots=True)
class Happening:
    """One event that digests tell of: a date that moved, or a case that was handed over from some keys to others."""

    position: int
    case: CaseRow
    change: Change | None = None
    before: Mapping[str, str | None] = field(default_factory=dict)
    after: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What the digests of one tick share: people, owners' wishes, what happened, and the digests before."""

    desk: Desk
    staff: Staff
    wishes: Wishes
    through: int
    happenings: Sequence[Happening] = ()
    last: Mapping[str, LastDigest] = field(default_factory=dict)
    watching: frozenset[int] = frozenset()
    troubles: tuple[str, ...] = ()
    """Why an event could not be read; the digests go out without it."""


def mornings(session: Session, staff: Staff, now: datetime) -> tuple[list[Morning], list[str]]:
    """The readers who get their digest now; and why it can't be said of somebody whether they do."""
    had = digest_days(session, now.date() - timedelta(days=1))
    readers = {reader.address: reader for reader in (*staff.people.values(), *filter(None, [staff.fallback]))}
    found, troubles = [], []
    for reader in readers.values():
        try:
            day, awake = today(now, reader), at_work(now, reader)
        except Exception as error:  # noqa: BLE001 - a zone that this machine doesn't know keeps back nobody else
            troubles.append(f"digest of {reader.address}: {error!r}")
        else:
            if awake and (reader.address, day) not in had:
                found.append(Morning(reader, day))
    return found, troubles


def plan_digests(
    session: Session, desk: Desk, now: datetime, known: Known, waking: Sequence[Morning], said: Sequence[Said]
) -> tuple[int, dict[int, str]]:
    """Make the digests of those whose working day has begun; what leaves alone is told in them too.

    Gives the number of messages and, by deadline, why it could not be put into words.
    """
    made, refused = 0, dict[int, str]()
    for morning in waking:
        theirs = [one for one in said if one.reminder.recipient.address == morning.recipient.address]
        count, more = _make(session, desk, now, known, morning, theirs)
        made, refused = made + count, refused | more
    return made, refused


def know(session: Session, desk: Desk, staff: Staff, wishes: Wishes, waking: Sequence[Morning], through: int) -> Known:
    """Load what the digests of one tick share; nothing where nobody's day begins."""
    if not waking:
        return Known(desk, staff, wishes, through)
    last = last_digests(session, [morning.recipient.address for morning in waking])
    heard = [last.get(morning.recipient.address, NONE_YET).events_through for morning in waking]
    events = news_since(session, min((number for number in heard if number is not None), default=0), through)
    cases = cases_by_id(session, (event.case_id for event in events))
    happenings, troubles = _read(events, cases, states_of(session, (event.deadline_id for event in events)))
    return Known(desk, staff, wishes, through, happenings, last, watching(session), tuple(troubles))


def _read(
    events: Sequence[EventRow], cases: Mapping[int, CaseRow], states: Mapping[int, str]
) -> tuple[list[Happening], list[str]]:
    found, troubles = [], []
    for event in events:
        case = cases[event.case_id or 0]
        try:
            if event.type == HANDED_OVER:
                found.append(Happening(event.position or 0, case, None, event.payload["from"], event.payload["to"]))
            else:
                state = states.get(event.deadline_id or 0)
                found.append(Happening(event.position or 0, case, change(event.payload, case, state)))
        except (KeyError, TypeError, ValueError) as error:
            troubles.append(f"event {event.id} of {case.reference}: {error!r}")
    return found, troubles


def _make(
    session: Session, desk: Desk, now: datetime, known: Known, morning: Morning, said: Sequence[Said]
) -> tuple[int, dict[int, str]]:
    """Make one reader's digest, or note that there was nothing to tell."""
    reader = morning.recipient
    writer = desk.writer(now, reader)
    told, refused = said, dict[int, str]()
    digest = _contents(session, known, morning, told)
    row = DigestRow(address=reader.address, day=morning.day, events_through=known.through)
    if digest.length > sum(one.reminder.alone for one in told) or _on_set_day(known, morning):
        try:
            written = writer.digest(digest, reader)
        except Exception:  # noqa: BLE001 - what can't be put into words must not keep back the rest; it is told below
            refused = _unspeakable(writer, reader, digest.matters)
            told = [one for one in said if one.found.deadline.id not in refused]
            digest = _contents(session, known, morning, told)
            waiting = tuple(one for one in digest.waiting if one.deadline.id not in refused)
            digest = replace(digest, waiting=waiting)
            written = writer.digest(digest, reader)
        message = freeze_mail(
            session,
            written,
            reader,
            desk.sender,
            now,
            urgency=most_urgent(["early", *(one.reminder.rung.urgency for one in told)]),
            purpose="digest",
            carried=[one.carried for one in told if not one.reminder.alone],
        )
        row.number, row.message_id = digest.number, message.id
    session.add(row)
    session.flush()
    return int(row.message_id is not None), refused


def _unspeakable(writer: Writer, reader: Recipient, matters: Iterable[Matter]) -> dict[int, str]:
    """The deadlines that can't be put into words, with the reason: they must not keep the whole digest back."""
    refused = {}
    for one in matters:
        try:
            writer.reminder([one], reader)
        except Exception as error:
            log.exception("reminder.kept_back", deadline=one.deadline.id)
            refused[one.deadline.id] = f"deadline {one.deadline.id} of {one.case.reference}: {error!r}"
    return refused


def _on_set_day(known: Known, morning: Morning) -> bool:
    """Whether a digest goes out even if it is empty: on the first working day of a week, to those who watch cases."""
    reader = morning.recipient
    watches = reader.person_id is None or reader.person_id in known.watching
    return watches and first_working_day_of_week(morning.day, reader)


def _contents(session: Session, known: Known, morning: Morning, said: Sequence[Said]) -> Digest:
    reader, last = morning.recipient, known.last.get(morning.recipient.address, NONE_YET)
    verify = [one for one in said if one.reminder.rung.phase == "verify"]
    rest = [one for one in said if one.reminder.rung.phase != "verify"]
    urgent = [one for one in rest if one.reminder.alone or one.reminder.rung.urgency in PRESSING]
    calm = [one for one in rest if one not in urgent]
    again = [one for one in calm if _told_before(one)]
    news = [one for one in known.happenings if one.position > (last.events_through or 0)]
    return Digest(
        number=(last.number or 0) + 1,
        day=morning.day,
        previous=last.numbered_on,
        urgent=_matters(urgent),
        new=_matters(one for one in calm if one not in again),
        waiting=(*_matters(again), *_unanswered(session, known, reader, {one.found.deadline.id for one in said})),
        verify=_matters(verify),
        changes=tuple(_changes(known, reader, news)),
        handed_over=tuple(_handed_over(known, reader, news)),
        incomplete=tuple(_incomplete(session, known, morning)),
    )


def _matters(said: Iterable[Said]) -> tuple[Matter, ...]:
    return tuple(one.matter for one in said)


def _told_before(one: Said) -> bool:
    """Whether its reader was told of the deadline before."""
    return any(address == one.reminder.recipient.address for _, address in one.found.situation.recorded)


def _unanswered(session: Session, known: Known, reader: Recipient, besides: set[int]) -> Iterator[Matter]:
    """What the reader was told of before and nobody has answered, by the day to act by."""
    silent = [number for number in told_and_silent(session, reader.address) if number not in besides]
    docket = deadlines_with_cases(session, silent)
    unverified = told_unverified(session, known.desk, docket)
    for deadline, case in docket:
        if recipients := known.staff.hearing(case):
            yield Matter(
                deadline=deadline,
                case=case,
                office=office(deadline.office),
                recipients=recipients,
                rung=Rung("waiting", deadline.drives_act_by, "normal"),
                wishes=known.wishes.of(case),
                unverified=unverified.get(deadline.id, ()),
            )


def _changes(known: Known, reader: Recipient, news: Sequence[Happening]) -> Iterator[Change]:
    """The dates that moved in the reader's cases, without those that were told at once."""
    for one in news:
        told = one.change and one.change.news and not one.change.at_once
        if one.change and told and known.staff.is_told_of(one.case, reader):
            yield one.change


def _handed_over(known: Known, reader: Recipient, news: Sequence[Happening]) -> Iterator[HandedOver]:
    """The cases that somebody handed over to the reader or took over from them."""
    key, names = known.staff.keys.get(reader.person_id or 0), known.staff.names
    for one in news:
        if key and key in (*one.before.values(), *one.after.values()):
            was, now = (names.get(side.get("responsible") or "", "") for side in (one.before, one.after))
            yield HandedOver(one.case.reference, one.case.title or "", was, now)


def _incomplete(session: Session, known: Known, morning: Morning) -> Iterator[CaseRow]:
    """The reader's cases that await a fact: all of them on the first working day of a week."""
    if _on_set_day(known, morning):
        person_id = morning.recipient.person_id
        yield from (case for case in incomplete_cases(session, person_id) if known.staff.hearing(case))
