"""What the portfolio refuses, as one small tree.

PortfolioError      carries the fields concerned, each with its value, the rule and the remedy
├── Invalid         what was given can't be accepted; nothing was stored: correct it and send it again
├── Unknown         it names a case, deadline, person … that doesn't exist
└── Conflict        it doesn't fit what is stored
    └── Stale       somebody changed the case since it was read: read it again
"""

from typing import Any

from rules import FieldError
from rules.texts import Message


class PortfolioError(Exception):
    """Something the portfolio refuses; `errors` says why, field by field."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__("; ".join(str(error.message) for error in errors))
        self.errors = errors


class Invalid(PortfolioError):
    """What was given can't be accepted."""


class Unknown(PortfolioError):
    """What was named doesn't exist."""


class Conflict(PortfolioError):
    """What was asked doesn't fit what is stored."""


class Stale(Conflict):
    """The case has another revision than the caller saw."""


def wrong(field: str, message: Message, value: Any = None) -> FieldError:
    """Name one field in trouble."""
    return FieldError(field, message, value)
