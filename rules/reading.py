"""Reading a case: from a JSON object to a `Case`, or to a list of what is wrong with it, field by field."""

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rules import registry
from rules.case import EVENTS, RIGHTS, ROUTES, STATUSES, AttributeValue, Case, FieldError
from rules.deadline import Refused
from rules.language.blocks import Attribute
from rules.texts import Message, Text

KEYS = ("reference", "jurisdiction", "right", "route", "status", "dates", "attributes")
LONGEST_TEXT = 200
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EARLIEST, LATEST = date(1800, 1, 1), date(2200, 12, 31)
NUMBERS = {"number": (0, 99999), "patent_year": (1, 40), "year": (EARLIEST.year, LATEST.year)}

NOT_AN_OBJECT = Text("case.not_an_object", "a case is a JSON object, not {kind}; see the schema of a case")
REQUIRED = Text("case.required", "{field} is missing; give {remedy}")
NOT_A_TEXT = Text("case.not_a_text", "{field} must be a text of at most {most} characters, not {value}")
NOT_ONE_OF = Text("case.not_one_of", "{field} {value} is not known{suggestion}; use one of {choices}")
UNKNOWN_KEY = Text("case.unknown_key", "{field} is not known{suggestion}; known are {choices}")
NOT_A_MAP = Text("case.not_a_map", "{field} must be an object, not {value}")
NOT_A_DATE = Text("case.not_a_date", "{field} {value} is not a date; write it as YYYY-MM-DD")
OUT_OF_RANGE = Text("case.out_of_range", "{field} {value} lies outside 1800 to 2200; check the year")
IN_THE_FUTURE = Text("case.in_the_future", "{field} {value} lies after {as_of}, the day of computation; check {field}")
WRONG_ORDER = Text("case.wrong_order", "{event} {value} lies before {earlier} {other}; check {field}")
NOT_A_FLAG = Text("case.not_a_flag", "{field} must be true or false, not {value}")
NOT_A_NUMBER = Text("case.not_a_number", "{field} must be a whole number from {low} to {high}, not {value}")
NOT_OFFICES = Text("case.not_offices", "{field} must be a list of two-letter office codes, not {value}")
DID_YOU_MEAN = Text("case.did_you_mean", " (did you mean {value}?)")
OFFICE_CODE = Text("remedy.office", "the ST.3 code of the office, such as EP")
ONE_OF = Text("remedy.one_of", "one of {choices}")
NO_SUCH_ROUTE = Text(
    "case.no_such_route", "route {value} does not lead to a {right} at {jurisdiction}; use one of {choices}"
)
NO_OFFICE = Text("unruled.office", "no rules for office {value} exist yet; known are {choices}")
NO_RIGHT = Text("unruled.right", "{jurisdiction} has no rules for right {value}; it has {choices}")

# What stands where a case should.
A_NUMBER, SOMETHING_ELSE = Text("json.number", "a number"), Text("json.something_else", "something else")
KINDS: Mapping[type, Text] = {
    list: Text("json.list", "a list"),
    str: Text("json.text", "a text"),
    int: A_NUMBER,
    float: A_NUMBER,
    bool: Text("json.flag", "true or false"),
    type(None): Text("json.null", "null"),
}

# Each event in the first place can't lie before the one in the second.
ORDER = (
    ("filing", "priority"),
    ("filing", "parent_filing"),
    ("national_entry", "filing"),
    ("publication", "filing"),
    ("allowance", "filing"),
    ("grant", "filing"),
    ("ep_grant", "filing"),
    ("registration", "ir"),
    ("grant", "original_grant"),
    ("extension_filing", "filing"),
    ("validation", "ep_grant"),
    ("validation", "grant"),
)


def read_case(document: object, *, as_of: date) -> Case | Refused:
    """Read a case; on trouble return every error at once, each with its field, value, rule and remedy.

    `as_of` is the day on which the facts are looked at: an event after it can't have happened.
    """
    if not isinstance(document, Mapping):
        return Refused(None, (FieldError("", NOT_AN_OBJECT(kind=_kind(document))),))
    reader = _Reader(document, as_of)
    case = reader.read()
    errors = reader.errors or _unruled(case)
    return Refused(case.reference, tuple(errors)) if errors else case


class _Reader:
    """Collects what is wrong while a case is read; a field in error gets a harmless default."""

    def __init__(self, document: Mapping[Any, Any], as_of: date) -> None:
        self.document = document
        self.as_of = as_of
        self.errors: list[FieldError] = []

    def read(self) -> Case:
        for key in self.document:
            if key not in KEYS:
                self._unknown("", key, KEYS)
        jurisdiction = self._text("jurisdiction", OFFICE_CODE())
        right = self._choice("right", RIGHTS, ONE_OF(choices=list(RIGHTS)))
        dates = self._dates(self._map("dates"))
        return Case(
            jurisdiction=jurisdiction,
            right=right,
            reference=self._text("reference"),
            route=self._choice("route", ROUTES) or "direct",
            status=self._choice("status", STATUSES) or _status_of(dates),
            dates=dates,
            attributes=self._attributes(jurisdiction, self._map("attributes")),
        )

    def wrong(self, field: str, message: Message, value: Any = None) -> None:
        self.errors.append(FieldError(field, message, value))

    def _text(self, key: str, remedy: Message | None = None) -> Any:
        value = self.document.get(key)
        if value is None or value == "":
            if remedy:
                self.wrong(key, REQUIRED(field=key, remedy=remedy))
            return None if remedy is None else ""
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            self.wrong(key, NOT_A_TEXT(field=key, most=LONGEST_TEXT, value=shown(value)), value)
            return None if remedy is None else ""
        return value

    def _choice(self, key: str, choices: tuple[str, ...], remedy: Message | None = None) -> str:
        value = self._text(key, remedy)
        if value and value not in choices:
            suggestion = did_you_mean(value, choices)
            message = NOT_ONE_OF(field=key, value=value, suggestion=suggestion, choices=list(choices))
            self.wrong(key, message, value)
        return value or ""

    def _map(self, key: str) -> Mapping[Any, Any]:
        value = self.document.get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.wrong(key, NOT_A_MAP(field=key, value=shown(value)), value)
            return {}
        return value

    def _unknown(self, prefix: str, key: Any, choices: Iterable[str]) -> None:
        field, known = f"{prefix}{key}"[:LONGEST_TEXT], tuple(choices)
        suggestion = did_you_mean(str(key), known)
        self.wrong(field, UNKNOWN_KEY(field=field, suggestion=suggestion, choices=list(known)))

    def _dates(self, given: Mapping[Any, Any]) -> dict[str, date]:
        dates = {}
        for key, value in given.items():
            if key not in EVENTS:
                self._unknown("dates.", key, EVENTS)
            elif value is not None and value != "" and (day := self._day(f"dates.{key}", value)):
                dates[key] = day
                if day > self.as_of:
                    field = f"dates.{key}"
                    self.wrong(field, IN_THE_FUTURE(field=field, value=str(day), as_of=str(self.as_of)), value)
        # A registration is dated back to a claimed priority at some offices.
        order = (*ORDER, ("registration", "priority" if "priority" in dates else "filing"))
        for later, earlier in order:
            if later in dates and earlier in dates and dates[later] < dates[earlier]:
                field, other = f"dates.{later}", str(dates[earlier])
                message = WRONG_ORDER(event=later, value=str(dates[later]), earlier=earlier, other=other, field=field)
                self.wrong(field, message, str(dates[later]))
        return dates

    def _day(self, field: str, value: Any) -> date | None:
        day = value if type(value) is date else _parsed(value)
        if day is None:
            self.wrong(field, NOT_A_DATE(field=field, value=shown(value)), value)
            return None
        if not EARLIEST <= day <= LATEST:
            self.wrong(field, OUT_OF_RANGE(field=field, value=str(day)), value)
            return None
        return day

    def _attributes(self, jurisdiction: str, given: Mapping[Any, Any]) -> dict[str, AttributeValue]:
        attributes: dict[str, AttributeValue] = {}
        if jurisdiction and registry.find(jurisdiction) is None:
            return attributes  # only the rules of an office say which attributes it knows
        for key, value in given.items():
            declared = registry.attribute_of(jurisdiction, key) if isinstance(key, str) else None
            if declared is None:
                self._unknown("attributes.", key, sorted(registry.attributes()))
            elif value is not None:
                read = self._attribute(f"attributes.{key}", declared, value)
                if read is not None:
                    attributes[key] = read
        return attributes

    def _attribute(self, field: str, declared: Attribute, value: Any) -> AttributeValue | None:
        if declared.kind == "date":
            return self._day(field, value)
        if declared.kind == "flag" and isinstance(value, bool):
            return value
        if declared.kind == "offices" and _are_offices(value):
            return tuple(value)
        if declared.kind in NUMBERS and type(value) is int:
            low, high = NUMBERS[declared.kind]
            if low <= value <= high:
                return value
        if declared.kind == "choice" and value in declared.choices:
            return str(value)
        self.wrong(field, _wrong_attribute(field, declared, value), value)
        return None


def _parsed(value: Any) -> date | None:
    """Read YYYY-MM-DD and nothing else that `fromisoformat` would take."""
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _wrong_attribute(field: str, declared: Attribute, value: Any) -> Message:
    if declared.kind == "choice":
        suggestion = did_you_mean(str(value), declared.choices)
        return NOT_ONE_OF(field=field, value=shown(value), suggestion=suggestion, choices=list(declared.choices))
    if declared.kind in NUMBERS:
        low, high = NUMBERS[declared.kind]
        return NOT_A_NUMBER(field=field, value=shown(value), low=low, high=high)
    return (NOT_A_FLAG if declared.kind == "flag" else NOT_OFFICES)(field=field, value=shown(value))


def _are_offices(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(code, str) and len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()
        for code in value
    )


def _unruled(case: Case) -> list[FieldError]:
    office = registry.find(case.jurisdiction)
    if office is None:
        message = NO_OFFICE(value=case.jurisdiction, choices=list(registry.codes()))
        return [FieldError("jurisdiction", message, case.jurisdiction)]
    right = office.right(case.right)
    if right is None:
        names = [right.name for right in office.rights]
        return [FieldError("right", NO_RIGHT(jurisdiction=office.code, value=case.right, choices=names), case.right)]
    if case.route not in right.routes:
        message = NO_SUCH_ROUTE(
            value=case.route, right=right.name, jurisdiction=office.code, choices=list(right.routes)
        )
        return [FieldError("route", message, case.route)]
    return []


def _status_of(dates: Mapping[str, date]) -> str:
    return "granted" if any(key in dates for key in ("grant", "ep_grant", "registration")) else "pending"


def did_you_mean(value: str, choices: Iterable[str]) -> Message | str:
    """Return ` (did you mean …?)` with the nearest choice, or "" when none is near."""
    near = difflib.get_close_matches(value[:LONGEST_TEXT], list(choices), n=1)
    return DID_YOU_MEAN(value=near[0]) if near else ""


def shown(value: Any) -> str:
    """Return a value as a person would recognise it, cut short."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _kind(value: object) -> Message:
    return KINDS.get(type(value), SOMETHING_ELSE)()
