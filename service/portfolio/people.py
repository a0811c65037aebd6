"""The people who answer for cases."""

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import NOT_A_TEXT, REQUIRED, UNKNOWN_KEY, did_you_mean, shown
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.docket import People
from service.portfolio.errors import Invalid, Unknown, wrong
from service.portfolio.merging import PEOPLE
from service.portfolio.texts import (
    NO_SUCH_PERSON,
    NO_SUCH_ROW,
    NOT_A_FLAG,
    NOT_A_ZONE,
    NOT_AN_ADDRESS,
    NOT_WEEKDAYS,
    TAKEN_ADDRESS,
)
from service.store import PersonRow

KEYS = ("key", "name", "address", "zone", "working_days", "active")
WEEKDAYS = [1, 2, 3, 4, 5]
_LONGEST = 200
_ADDRESS = re.compile(r"[^@\s\x00-\x1f<>(),;:\"\[\]\\]+@[^@\s\x00-\x1f<>(),;:\"\[\]\\]+")


def upsert_person(session: Session, context: Context, document: Mapping[str, Any]) -> tuple[PersonRow, bool]:
    """Store or change somebody by their key; answers the row and whether it is new.

    An absent key is unchanged; a new person needs `key`, `name` and `address`. Raises `Invalid`.
    """
    errors = [_unknown(key) for key in document if key not in KEYS]
    key = _required_text(errors, document, "key")
    row = session.scalars(select(PersonRow).where(PersonRow.key == key)).one_or_none()
    before = as_document(row) if row else None
    values = _read(errors, document, before)
    _refuse_taken_address(session, errors, values.get("address"), key)
    if errors:
        raise Invalid(*errors)
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
    after = as_document(row)
    if before != after:
        action = "person.changed" if before else "person.added"
        record(session, [entry(context, action, f"person {key}", before, after)])
    return row, before is None


def find_person(session: Session, key: str) -> PersonRow:
    """Somebody by their key; raises `Unknown`."""
    row = session.scalars(select(PersonRow).where(PersonRow.key == key)).one_or_none()
    if row is None:
        raise Unknown(wrong("key", NO_SUCH_ROW(kind="person", value=shown(key)), key))
    return row


def as_document(person: PersonRow) -> dict[str, Any]:
    """A person as a JSON object."""
    return {name: getattr(person, name) for name in KEYS}


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


def _read(errors: list[FieldError], document: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    values: dict[str, Any] = {} if before else {"zone": "UTC", "working_days": WEEKDAYS, "active": True}
    for key in ("name", "address"):
        if key in document or before is None:
            values[key] = _required_text(errors, document, key)
    if values.get("address") and not _ADDRESS.fullmatch(values["address"]):
        errors.append(wrong("address", NOT_AN_ADDRESS(value=shown(values["address"])), values["address"]))
    if (zone := document.get("zone")) is not None:
        values["zone"] = _zone(errors, zone)
    if (days := document.get("working_days")) is not None:
        values["working_days"] = _weekdays(errors, days)
    if (active := document.get("active")) is not None:
        if not isinstance(active, bool):
            errors.append(wrong("active", NOT_A_FLAG(field="active", value=shown(active)), active))
        values["active"] = active
    return values


def _required_text(errors: list[FieldError], document: Mapping[str, Any], key: str) -> str:
    value = document.get(key)
    if value is None or value == "":
        errors.append(wrong(key, REQUIRED(field=key, remedy=f"the person's {key}")))
    elif not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        errors.append(wrong(key, NOT_A_TEXT(field=key, most=_LONGEST, value=shown(value)), value))
    else:
        return value
    return ""


def _zone(errors: list[FieldError], value: Any) -> str:
    if value not in (zones := available_timezones()):
        suggestion = did_you_mean(str(value), zones)
        errors.append(wrong("zone", NOT_A_ZONE(value=shown(value), suggestion=suggestion), value))
    return str(value)


def _weekdays(errors: list[FieldError], value: Any) -> list[int]:
    if not isinstance(value, list) or not value or any(type(day) is not int or not 1 <= day <= 7 for day in value):
        errors.append(wrong("working_days", NOT_WEEKDAYS(value=shown(value)), value))
        return []
    return sorted(set(value))


def _refuse_taken_address(session: Session, errors: list[FieldError], address: str | None, key: str) -> None:
    if address:
        taken = select(PersonRow).where(PersonRow.address == address, PersonRow.key != key)
        if other := session.scalars(taken).one_or_none():
            errors.append(wrong("address", TAKEN_ADDRESS(value=address, other=other.key), address))


def _unknown(key: str) -> FieldError:
    message = UNKNOWN_KEY(field=str(key), suggestion=did_you_mean(str(key), KEYS), choices=list(KEYS))
    return wrong(str(key), message)
