"""What a document says about somebody: their address and language, when they work, what they may do."""

import re
from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import holidays

from rules.reading import did_you_mean, shown
from service.portfolio.fields import Fields
from service.portfolio.people_texts import NO_HOURS, NOT_A_CALENDAR, NOT_AN_HOUR, OF_THE_PERSON
from service.portfolio.texts import NOT_A_FLAG, NOT_A_ZONE, NOT_AN_ADDRESS, NOT_WEEKDAYS
from service.store.people import DOCKETER, ROLES
from service.words import ENGLISH, TAGS

WEEKDAYS = [1, 2, 3, 4, 5]
NEW: Mapping[str, Any] = {
    "language": ENGLISH,
    "zone": "UTC",
    "working_days": WEEKDAYS,
    "works_from": time(9),
    "works_until": time(17),
    "holidays": None,
    "role": DOCKETER,
    "active": True,
}
_ADDRESS = re.compile(r"[^@\s\x00-\x1f<>(),;:\"\[\]\\]+@[^@\s\x00-\x1f<>(),;:\"\[\]\\]+")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def read_person(fields: Fields, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The values that a document gives somebody; `before` are those they have, null for somebody new.

    What is absent or null is unchanged; only `holidays` can be taken back by a null.
    """
    readers = {
        "language": lambda fields: fields.choice("language", TAGS),
        "zone": _zone,
        "working_days": _weekdays,
        "works_from": lambda fields: _hour(fields, "works_from"),
        "works_until": lambda fields: _hour(fields, "works_until"),
        "holidays": _calendar,
        "role": lambda fields: fields.choice("role", ROLES),
        "active": _flag,
    }
    values = {} if before else dict(NEW)
    if "name" in fields.document or before is None:
        values["name"] = fields.text("name", OF_THE_PERSON(key="name"))
    if "address" in fields.document or before is None:
        values["address"] = _address(fields)
    values |= {key: read(fields) for key, read in readers.items() if fields.given(key) is not None}
    if fields.document.get("holidays", "") is None:
        values["holidays"] = None
    _check_hours(fields, {**(before or {}), **values})
    return values


def _address(fields: Fields) -> str | None:
    value = fields.text("address", OF_THE_PERSON(key="address"))
    if value is not None and not _ADDRESS.fullmatch(value):
        fields.refuse("address", NOT_AN_ADDRESS(value=shown(value)), value)
    return value


def _zone(fields: Fields) -> str:
    value = str(fields.given("zone"))
    if value not in (zones := available_timezones()):
        fields.refuse("zone", NOT_A_ZONE(value=shown(value), suggestion=did_you_mean(value, zones)), value)
    return value


def _weekdays(fields: Fields) -> list[int]:
    value = fields.given("working_days")
    if not isinstance(value, list) or not value or any(type(day) is not int or not 1 <= day <= 7 for day in value):
        fields.refuse("working_days", NOT_WEEKDAYS(value=shown(value)), value)
        return []
    return sorted(set(value))


def _hour(fields: Fields, key: str) -> time | None:
    value = fields.given(key)
    if isinstance(value, str) and _HOUR.fullmatch(value):
        return time.fromisoformat(value)
    fields.refuse(key, NOT_AN_HOUR(field=key, value=shown(value)), value)
    return None


def _check_hours(fields: Fields, values: Mapping[str, Any]) -> None:
    begins, ends = values["works_from"], values["works_until"]
    if begins and ends and ends <= begins:
        message = NO_HOURS(value=f"{ends:%H:%M}", begins=f"{begins:%H:%M}")
        fields.refuse("works_until", message, f"{ends:%H:%M}")


def _calendar(fields: Fields) -> str:
    value = str(fields.given("holidays"))
    country, dash, part = value.partition("-")
    known = _calendars()
    if country not in known or (dash and part not in known[country]):
        near = [f"{country}-{one}" for one in known[country]] if country in known else known
        fields.refuse("holidays", NOT_A_CALENDAR(value=shown(value), suggestion=did_you_mean(value, near)), value)
    return value


@cache
def _calendars() -> dict[str, list[str]]:
    """The countries whose holidays are known, each with its parts."""
    return holidays.list_supported_countries()


def _flag(fields: Fields) -> bool:
    value = fields.given("active")
    if not isinstance(value, bool):
        fields.refuse("active", NOT_A_FLAG(field="active", value=shown(value)), value)
    return bool(value)
