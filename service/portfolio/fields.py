"""The fields of a document from outside, read one by one: each answers its value, or notes what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules import FieldError
from rules.reading import (
    NOT_A_NUMBER,
    NOT_A_TEXT,
    NOT_AN_OBJECT,
    NOT_ONE_OF,
    REQUIRED,
    UNKNOWN_KEY,
    did_you_mean,
    shown,
)
from rules.texts import Message
from service.portfolio.docket import People
from service.portfolio.errors import Invalid, wrong
from service.portfolio.incoming import LONGEST as LONGEST_FACT
from service.portfolio.incoming import NO_TEXT, read_day
from service.portfolio.texts import NO_SUCH_PERSON
from service.store import PersonRow

LONGEST = 200


@dataclass(slots=True)
class Fields:
    """One document and what is wrong with it so far; a field that is absent, null or empty reads as None."""

    document: Mapping[str, Any]
    errors: list[FieldError] = field(default_factory=list)

    @classmethod
    def of(cls, document: object, known: tuple[str, ...]) -> "Fields":
        """A document that has no other keys than these."""
        if not isinstance(document, Mapping):
            raise Invalid(wrong("", NOT_AN_OBJECT(kind=shown(document))))
        fields = cls(document)
        for key in document:
            if key not in known:
                name = str(key)[:LONGEST]
                message = UNKNOWN_KEY(field=name, suggestion=did_you_mean(name, known), choices=list(known))
                fields.errors.append(wrong(name, message))
        return fields

    def given(self, key: str, remedy: Message | None = None) -> Any:
        """What stands there; where nothing does and a remedy is named, it is missing."""
        value = self.document.get(key)
        if value is not None and value != "":
            return value
        if remedy is not None:
            self.refuse(key, REQUIRED(field=key, remedy=remedy))
        return None

    def text(self, key: str, remedy: Message | None = None) -> str | None:
        """A line of text."""
        value = self.given(key, remedy)
        if value is None or (isinstance(value, str) and len(value) <= LONGEST and value.isprintable()):
            return value
        self.refuse(key, NOT_A_TEXT(field=key, most=LONGEST, value=shown(value)), value)
        return None

    def fact(self, key: str, remedy: Message | None = None) -> str | None:
        """A text as cases have it, such as the name of an owner."""
        value = self.given(key, remedy)
        if value is None or (isinstance(value, str) and len(value) <= LONGEST_FACT and not NO_TEXT.search(value)):
            return value
        self.refuse(key, NOT_A_TEXT(field=key, most=LONGEST_FACT, value=ascii(shown(value))), shown(value))
        return None

    def choice(self, key: str, choices: Collection[str], remedy: Message | None = None) -> str | None:
        """One of some words."""
        value = self.given(key, remedy)
        for one in choices:
            if value == one:
                return one
        if value is None:
            return None
        suggestion = did_you_mean(str(value), choices)
        self.refuse(key, NOT_ONE_OF(field=key, value=shown(value), suggestion=suggestion, choices=list(choices)), value)
        return None

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number, both ends included."""
        value = self.given(key)
        if value is None or (type(value) is int and low <= value <= high):
            return value
        self.refuse(key, NOT_A_NUMBER(field=key, low=low, high=high, value=shown(value)), value)
        return None

    def day(self, key: str, remedy: Message | None = None) -> date | None:
        """A day, as YYYY-MM-DD."""
        return read_day(self.errors, key, self.given(key, remedy))

    def person(self, key: str, people: People, remedy: Message | None = None) -> PersonRow | None:
        """Somebody by their key."""
        value = self.text(key, remedy)
        if value is None or value in people.by_key:
            return people.by_key[value] if value is not None else None
        suggestion = did_you_mean(value, people.by_key)
        self.refuse(key, NO_SUCH_PERSON(field=key, value=shown(value), suggestion=suggestion), value)
        return None

    def refuse(self, key: str, message: Message, value: Any = None) -> None:
        """Note that something is wrong with a field."""
        self.errors.append(wrong(key, message, value))

    def check(self) -> None:
        """Raise `Invalid` with everything that is wrong."""
        if self.errors:
            raise Invalid(*self.errors)
