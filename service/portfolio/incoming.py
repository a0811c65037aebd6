"""Reading a registration document: what it says about a case beyond what the rules read, and whence its dates come.

The rules read the rest (`rules.read_case`) once the document is merged into what is stored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from rules import FieldError
from rules.reading import (
    NOT_A_DATE,
    NOT_A_MAP,
    NOT_A_TEXT,
    NOT_AN_OBJECT,
    OUT_OF_RANGE,
    REQUIRED,
    UNKNOWN_KEY,
    did_you_mean,
    shown,
)
from service.portfolio.errors import wrong
from service.portfolio.texts import (
    BLANK,
    DAY_OR_NULL,
    NEEDS_SOURCE,
    OWN_PARENT,
    SETTLED_AHEAD,
    THE_REFERENCE,
    TOO_LONG,
    UNSTORABLE,
)

TEXTS = ("title", "owner", "family", "parent", "watched_by", "responsible", "backup", "settled_through_source")
MAPS = ("numbers", "dates", "attributes")
NUMBERS = ("application", "publication", "registration")
RULED = ("jurisdiction", "right", "route", "status")
KEYS = ("reference", *RULED, *TEXTS, *MAPS, "settled_through")
DATE_KEYS = ("date", "source", "verified_by")

LONGEST_REFERENCE, LONGEST = 200, 2000
_DEEPEST = 4
_EARLIEST, _LATEST = date(1800, 1, 1), date(2200, 12, 31)
# PostgreSQL can't hold NUL, and half of a surrogate pair is no character in UTF-8.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NO_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one date comes from, as the client says, and who verified it."""

    source: str | None = None
    verified_by: str | None = None


@dataclass(slots=True)
class Given:
    """What one document gives: plain values by key, the provenance of its dates, and what is wrong with it."""

    reference: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)


def read(document: object, as_of: date) -> Given:
    """Read one registration document; with `errors`, nothing of it may be stored."""
    given = Given()
    if not isinstance(document, Mapping):
        given.errors.append(wrong("", NOT_AN_OBJECT(kind=shown(document))))
        return given
    _refuse_unstorable(given, "", document)
    if given.errors:
        return given
    _read_reference(given, document.get("reference"))
    for key, value in document.items():
        if key not in KEYS:
            _unknown(given, key, str(key), KEYS)
        elif key in TEXTS:
            given.values[key] = _text(given, key, value)
        elif key in MAPS:
            given.values[key] = _map(given, key, value)
        elif key == "settled_through":
            _read_settled(given, value, as_of)
        elif key != "reference":
            given.values[key] = value or None
    _check_together(given)
    return given


def _read_reference(given: Given, value: object) -> None:
    if value is None or value == "":
        given.errors.append(wrong("reference", REQUIRED(field="reference", remedy=THE_REFERENCE())))
    elif not isinstance(value, str) or len(value) > LONGEST_REFERENCE:
        message = NOT_A_TEXT(field="reference", most=LONGEST_REFERENCE, value=shown(value))
        given.errors.append(wrong("reference", message, value))
    elif not value.strip():
        given.errors.append(wrong("reference", BLANK(field="reference"), value))
    else:
        given.reference = value


def _text(given: Given, key: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        given.errors.append(wrong(key, NOT_A_TEXT(field=key, most=LONGEST, value=shown(value)), value))
        return None
    if len(value) > LONGEST:
        given.errors.append(wrong(key, TOO_LONG(field=key, most=LONGEST, length=len(value)), shown(value)))
        return None
    return value


def _map(given: Given, key: str, value: object) -> dict[str, Any] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        given.errors.append(wrong(key, NOT_A_MAP(field=key, value=shown(value)), value))
        return None
    if key == "numbers":
        return {name: _number(given, name, number) for name, number in value.items()}
    if key == "dates":
        return {event: _date(given, event, day) for event, day in value.items()}
    return dict(value)


def _number(given: Given, name: object, value: object) -> str | None:
    if name not in NUMBERS:
        _unknown(given, name, f"numbers.{name}", NUMBERS)
        return None
    return _text(given, f"numbers.{name}", value)


def _date(given: Given, event: str, value: object) -> Any:
    """The day as given, for the rules to read; an object tells its source and who verified it."""
    if not isinstance(value, Mapping):
        return value
    for key in value:
        if key not in DATE_KEYS:
            _unknown(given, key, f"dates.{event}.{key}", DATE_KEYS)
    _refuse_without_day(given, f"dates.{event}.date", value)
    given.provenance[event] = Provenance(
        _text(given, f"dates.{event}.source", value.get("source")),
        _text(given, f"dates.{event}.verified_by", value.get("verified_by")),
    )
    return value.get("date")


def _refuse_without_day(given: Given, field_name: str, value: Mapping[Any, Any]) -> bool:
    """Whether a day is absent, which must not be taken for a deletion: only null is."""
    if "date" in value:
        return False
    given.errors.append(wrong(field_name, REQUIRED(field=field_name, remedy=DAY_OR_NULL())))
    return True


def _read_settled(given: Given, value: object, as_of: date) -> None:
    if isinstance(value, Mapping):
        for key in value:
            if key not in ("date", "source"):
                _unknown(given, key, f"settled_through.{key}", ("date", "source"))
        if _refuse_without_day(given, "settled_through.date", value):
            return
        given.values["settled_through_source"] = _text(given, "settled_through.source", value.get("source"))
        value = value.get("date")
    day = read_day(given.errors, "settled_through", value)
    if day and day > as_of + timedelta(days=366):
        message = SETTLED_AHEAD(field="settled_through", value=str(day), as_of=str(as_of))
        given.errors.append(wrong("settled_through", message, value))
    given.values["settled_through"] = day and day.isoformat()


def read_day(errors: list[FieldError], field_name: str, value: object) -> date | None:
    """Read a date as the rules do; on trouble add to `errors`."""
    if value is None or value == "":
        return None
    if isinstance(value, date) and type(value) is date:
        day = value
    else:
        try:
            # Other forms that Python takes for ISO (20180228, 2018-W09-3) are nobody's way to write a date.
            day = date.fromisoformat(value if isinstance(value, str) and _DAY.fullmatch(value) else "")
        except ValueError:
            errors.append(wrong(field_name, NOT_A_DATE(field=field_name, value=shown(value)), value))
            return None
    if not _EARLIEST <= day <= _LATEST:
        errors.append(wrong(field_name, OUT_OF_RANGE(field=field_name, value=str(day)), value))
        return None
    return day


def storable(value: Any) -> Any:
    """The same text, or JSON, with what no database can hold written out, to keep what somebody gave wrongly."""
    if isinstance(value, str):
        return NO_TEXT.sub(lambda found: ascii(found[0])[1:-1], value)
    if isinstance(value, Mapping):
        return {storable(key): storable(item) for key, item in value.items()}
    return [storable(item) for item in value] if isinstance(value, list | tuple) else value


def _check_together(given: Given) -> None:
    values = given.values
    if values.get("settled_through_source") and not values.get("settled_through", True):
        given.errors.append(wrong("settled_through_source", NEEDS_SOURCE()))
    if given.reference and values.get("parent") == given.reference:
        given.errors.append(wrong("parent", OWN_PARENT(value=given.reference), given.reference))


def _unknown(given: Given, key: object, field_name: str, known: tuple[str, ...]) -> None:
    suggestion = did_you_mean(str(key), known)
    field_name = field_name[:LONGEST_REFERENCE]
    message = UNKNOWN_KEY(field=field_name, suggestion=suggestion, choices=list(known))
    given.errors.append(wrong(field_name, message))


def _refuse_unstorable(given: Given, path: str, value: object, depth: int = 0) -> None:
    """Find what neither database can hold: NUL, half characters, and nesting without end."""
    if isinstance(value, str):
        if found := NO_TEXT.search(value):
            given.errors.append(wrong(path, UNSTORABLE(field=path or "a key", value=ascii(found.group()))))
    elif depth > _DEEPEST:
        given.errors.append(wrong(path, NOT_A_TEXT(field=path, most=LONGEST, value="a deeply nested value")))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _refuse_unstorable(given, path, str(key), depth + 1)
            _refuse_unstorable(given, f"{path}.{ascii(key)[1:-1]}" if path else ascii(key)[1:-1], item, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_unstorable(given, path, item, depth + 1)
