"""The people who answer for cases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import did_you_mean, shown
from rules.texts import Message
from service.portfolio.audit import entry, record
from service.portfolio.context import Check, Context, unchecked
from service.portfolio.docket import People
from service.portfolio.errors import Invalid, Unknown, wrong
from service.portfolio.fields import Fields
from service.portfolio.merging import PEOPLE
from service.portfolio.people_texts import OF_THE_PERSON, STILL_NEEDED
from service.portfolio.person_fields import read_person
from service.portfolio.sessions import end_sessions
from service.portfolio.texts import NO_SUCH_PERSON, NO_SUCH_ROW, TAKEN_ADDRESS
from service.store import PersonRow
from service.store.looking import Touched, look_again
from service.store.staffing import live_cases_of, rules_naming, substituting

KEYS = (
    *("key", "name", "address", "language", "zone", "working_days", "works_from", "works_until", "holidays"),
    *("role", "active"),
)
HEARING = ("address", "zone", "working_days", "works_from", "works_until", "holidays", "active")  # what moves reminders


def upsert_person(
    session: Session, context: Context, document: Mapping[str, Any], check: Check = unchecked
) -> tuple[PersonRow, bool]:
    """Store or change somebody by their key; answers the row and whether it is new.

    `check` is asked about them as they are, None for somebody new, before anything is changed.

    An absent key is unchanged; a new person needs `key`, `name` and `address`. What is due to them is looked at again
    where they are reminded at another address or at other hours. Raises `Invalid`.
    """
    fields = Fields.of(document, KEYS)
    key = fields.text("key", OF_THE_PERSON(key="key"))
    row = session.scalars(select(PersonRow).where(PersonRow.key == key).with_for_update()).one_or_none()
    before = as_document(row) if row else None
    check(before)
    values = read_person(fields, {name: getattr(row, name) for name in KEYS} if row else None)
    _refuse_taken_address(session, fields, values.get("address"), key)
    fields.check()
    if row is None:
        row = PersonRow(**values, key=key, created_at=context.now)
        session.add(row)
    else:
        for name, value in values.items():
            setattr(row, name, value)
    try:
        session.flush()
    except IntegrityError as taken:  # another request took the key or the address just now
        address = values.get("address")
        raise Invalid(wrong("address", TAKEN_ADDRESS(value=address, other="somebody"), address)) from taken
    if not row.active:
        end_sessions(session, row, context.now)
    after = as_document(row)
    if before != after:
        action = "person.changed" if before else "person.added"
        record(session, [entry(context, action, f"person {key}", before, after)])
    if before and any(before[name] != after[name] for name in HEARING):
        look_again(session, Touched(person_id=row.id), context.now)
    return row, before is None


def find_person(session: Session, key: str) -> PersonRow:
    """Somebody by their key; raises `Unknown`."""
    row = session.scalars(select(PersonRow).where(PersonRow.key == key)).one_or_none()
    if row is None:
        raise Unknown(wrong("key", NO_SUCH_ROW(kind="person", value=shown(key)), key))
    return row


def role_of(session: Session, key: object) -> str | None:
    """The role of somebody by their key; None for nobody."""
    if not isinstance(key, str):
        return None
    return session.scalars(select(PersonRow.role).where(PersonRow.key == key)).one_or_none()


def as_document(person: PersonRow) -> dict[str, Any]:
    """A person as a JSON object; hours as HH:MM."""
    hours = {name: f"{getattr(person, name):%H:%M}" for name in ("works_from", "works_until")}
    return {name: hours.get(name, getattr(person, name)) for name in KEYS}


def still_needed(session: Session, context: Context, person: PersonRow) -> Message | None:
    """What has to be handed over by somebody who is no longer active; None for whom there is nothing."""
    if person.active:
        return None
    charge, standby = live_cases_of(session, person.id)
    counts = {
        "charge": charge,
        "standby": standby,
        "assignments": rules_naming(session, person.id),
        "absences": substituting(session, person.id, context.now.date()),
    }
    return STILL_NEEDED(key=person.key, **counts) if any(counts.values()) else None


def unknown_people(people: People, values: Mapping[str, Any]) -> list[FieldError]:
    """The people a case names whom nobody registered."""
    named = {field: values[field] for field in PEOPLE if values.get(field)}
    return [
        wrong(
            field,
            NO_SUCH_PERSON(field=field, value=shown(key), suggestion=did_you_mean(key, people.by_key)),
            key,
        )
        for field, key in named.items()
        if key not in people.by_key
    ]


def _refuse_taken_address(session: Session, fields: Fields, address: str | None, key: str | None) -> None:
    if address:
        taken = select(PersonRow).where(PersonRow.address == address, PersonRow.key != key)
        if other := session.scalars(taken).one_or_none():
            fields.refuse("address", TAKEN_ADDRESS(value=address, other=other.key), address)
