"""The columns of a table: what kind of value each has, and how it is read and written outside.

A value comes as text from a cell, or as JSON; it leaves as JSON (`plain`) and becomes a cell where it is written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from rules import FieldError
from rules.reading import NOT_A_TEXT, NOT_ONE_OF, did_you_mean, shown
from rules.texts import Text
from service.intake import parse
from service.portfolio.errors import wrong
from service.portfolio.incoming import NO_TEXT, read_day, storable

TEXT, DAY, MOMENT, TIME, WHOLE, FLAG, LIST, OBJECT = "text", "day", "moment", "time", "whole", "flag", "list", "object"
LONGEST = 20_000
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)

MISSING = Text("table.missing", "{field} is missing; every row of {table} has one")
NOT_OF_KIND = Text("table.not_of_kind", "{field} {value} can't be read; write it as {example}")
EXAMPLES = {
    MOMENT: "2026-03-02T08:00:00+00:00",
    TIME: "08:30",
    WHOLE: "3",
    FLAG: "true",
    LIST: "[4, 5]",
    OBJECT: '{"act_by": [30, 7]}',
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a `needed` one has a value in every row; a `computed` one is for readers, an import leaves it."""

    name: str
    kind: str = TEXT
    needed: bool = False
    computed: bool = False
    choices: tuple[str, ...] = ()


def read(table: str, columns: Sequence[Column], given: Mapping[str, Any], errors: list[FieldError]) -> dict[str, Any]:
    """The value of each column of a row, null where it says nothing; adds to `errors` what can't be read."""
    values: dict[str, Any] = {}
    for column in columns:
        value = given.get(column.name)
        if value is None or value == "":
            if column.needed:
                errors.append(wrong(column.name, MISSING(field=column.name, table=table)))
            values[column.name] = None
        elif not column.computed:
            values[column.name] = _read(column, value, errors)
    return values


def plain(value: Any) -> Any:
    """A stored value as JSON: days and moments in ISO form, moments in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value


def _read(column: Column, value: Any, errors: list[FieldError]) -> Any:
    if column.kind == TEXT:
        return _text(column, value, errors)
    if column.kind == DAY:
        return read_day(errors, column.name, value)
    found = _READERS[column.kind](value)
    if found is None:
        message = NOT_OF_KIND(field=column.name, value=shown(value), example=EXAMPLES[column.kind])
        errors.append(wrong(column.name, message, shown(value)))
    return found


def _text(column: Column, value: Any, errors: list[FieldError]) -> str | None:
    if not isinstance(value, str) or len(value) > LONGEST or NO_TEXT.search(value):
        message = NOT_A_TEXT(field=column.name, most=LONGEST, value=ascii(shown(value)))
        errors.append(wrong(column.name, message, shown(value)))
        return None
    if column.choices and value not in column.choices:
        suggestion = did_you_mean(value, column.choices)
        message = NOT_ONE_OF(field=column.name, value=shown(value), suggestion=suggestion, choices=list(column.choices))
        errors.append(wrong(column.name, message, value))
        return None
    return value


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None and 1800 <= found.year <= 2200 else None


def _time(value: Any) -> time | None:
    return time.fromisoformat(value) if isinstance(value, str) and _HOUR.fullmatch(value) else None


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return value if type(value) is int and abs(value) < 2**31 else None


def _flag(value: Any) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None


def _json(value: Any, kind: type) -> Any:
    if isinstance(value, str):
        item = parse(value.encode(errors="backslashreplace"))
        value = None if item.error else item.value
    return value if isinstance(value, kind) and storable(value) == value else None


_READERS: Mapping[str, Any] = {
    MOMENT: _moment,
    TIME: _time,
    WHOLE: _whole,
    FLAG: _flag,
    LIST: lambda value: _json(value, list),
    OBJECT: lambda value: _json(value, dict),
}
