"""Absences: on which days somebody is away, and who gets their messages beside them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.portfolio.audit import entry, event, record
from service.portfolio.context import Context
from service.portfolio.docket import People
from service.portfolio.errors import Invalid
from service.portfolio.fields import Fields
from service.portfolio.people_texts import (
    AWAY_ALREADY,
    FIRST_DAY_AWAY,
    LAST_DAY_AWAY,
    NOT_ACTIVE,
    OVER,
    SAME_PERSON,
    STANDS_IN,
    SUBSTITUTE_AWAY,
    TOO_LONG,
    WHO_IS_AWAY,
    WHO_STANDS_IN,
)
from service.portfolio.texts import ORDER
from service.portfolio.withdrawing import withdraw
from service.store import AbsenceRow, PersonRow
from service.store.looking import Touched, look_again
from service.store.staffing import absences_on, hold

KEYS = ("person", "first", "last", "substitute")
LONGEST = timedelta(days=366)
AHEAD = timedelta(days=31)  # a substitute's holidays can bring a reminder forward by so much


def enter_absence(session: Session, context: Context, document: Mapping[str, Any]) -> AbsenceRow:
    """Enter days on which a `person` is away, from `first` to `last`, both included, and their `substitute`.

    The substitute is somebody else, active, and there on all of these days. Raises `Invalid`.
    """
    hold(session, AbsenceRow.__tablename__, to_change=True)
    people, fields = People(session), Fields.of(document, KEYS)
    person = fields.person("person", people, WHO_IS_AWAY())
    substitute = fields.person("substitute", people, WHO_STANDS_IN())
    first = fields.day("first", FIRST_DAY_AWAY())
    last = fields.day("last", LAST_DAY_AWAY())
    for key, somebody in (("person", person), ("substitute", substitute)):
        if somebody and not somebody.active:
            fields.refuse(key, NOT_ACTIVE(field=key, value=somebody.key), somebody.key)
    if person and person is substitute:
        message = SAME_PERSON(field="substitute", value=person.key, other="person")
        fields.refuse("substitute", message, person.key)
    if fields.errors or person is None or substitute is None or first is None or last is None:
        raise Invalid(*fields.errors)
    _check_days(fields, first, last, context.now.astimezone(ZoneInfo(person.zone)).date())
    _check_others(fields, people, person, substitute, absences_on(session, first, last))
    fields.check()
    row = AbsenceRow(
        person_id=person.id,
        first=first,
        last=last,
        substitute_id=substitute.id,
        entered_by=context.actor,
        entered_at=context.now,
    )
    session.add(row)
    session.flush()
    _announce(session, context, row, people, "person.absent")
    after = {"person": person.key, "first": str(first), "last": str(last), "substitute": substitute.key}
    record(session, [entry(context, "absence.entered", f"absence {row.id}", None, after)])
    return row


def withdraw_absence(session: Session, context: Context, number: int, reason: str) -> AbsenceRow:
    """Take an absence back. Raises `Invalid` without a reason, `Unknown`, `Conflict` where it is withdrawn."""
    row = withdraw(session, context, AbsenceRow, "absence", number, reason)
    _announce(session, context, row, People(session), "person.absence_withdrawn")
    return row


def as_document(row: AbsenceRow, people: People) -> dict[str, Any]:
    """An absence as a JSON object."""
    return {
        "id": row.id,
        "person": people.by_id[row.person_id].key,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "substitute": people.by_id[row.substitute_id].key,
    }


def _check_days(fields: Fields, first: date, last: date, today: date) -> None:
    if last < first:
        message = ORDER(field="last", value=str(last), other="first", day=str(first))
    elif last < today:
        message = OVER(value=str(last))
    elif last - first > LONGEST:
        message = TOO_LONG(value=str(last), first=str(first))
    else:
        return
    fields.refuse("last", message, str(last))


def _check_others(
    fields: Fields, people: People, person: PersonRow, substitute: PersonRow, same_days: Iterable[AbsenceRow]
) -> None:
    """Compare with the other absences of these days."""
    for other in same_days:
        days = {"first": str(other.first), "last": str(other.last)}
        if other.person_id == person.id:
            fields.refuse("person", AWAY_ALREADY(value=person.key, **days), person.key)
        if other.person_id == substitute.id:
            fields.refuse("substitute", SUBSTITUTE_AWAY(value=substitute.key, **days), substitute.key)
        if other.substitute_id == person.id:
            away = people.by_id[other.person_id].key
            fields.refuse("person", STANDS_IN(value=person.key, other=away, **days), person.key)


def _announce(session: Session, context: Context, row: AbsenceRow, people: People, kind: str) -> None:
    """Tell other systems, and have what falls into these days looked at again for the substitute."""
    record(session, events=[event(context, kind, {"absence": row.id} | as_document(row, people))])
    through = context.now + max(row.last - context.now.date(), timedelta()) + AHEAD
    look_again(session, Touched(person_id=row.person_id, before=through), context.now)
