"""The case: one right or application in one jurisdiction, with the dates and facts its law needs.

`read_case` turns a JSON object into a `Case` or says, field by field, what is wrong with it.
Dates are calendar days at the office, without a time of day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules.texts import Message

RIGHTS = ("patent", "utility_model", "design", "trademark")
ROUTES = ("direct", "pct", "ep", "up", "madrid", "hague", "divisional", "reissue", "hk_reregistration")
STATUSES = ("pending", "granted", "registered", "lapsed", "abandoned", "expired", "transferred")
EVENTS = (
    "priority",
    "filing",
    "parent_filing",
    "national_entry",
    "publication",
    "allowance",
    "grant",
    "ep_grant",
    "registration",
    "ir",
    "original_grant",
    "basic_design_filing",
    "principal_filing",
    "extension_filing",
    "release",
    "validation",
)

AttributeValue = str | int | bool | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: where it stands (`dates.grant`), its value, and rule and remedy in a message."""

    field: str
    message: Message
    value: Any = None


@dataclass(frozen=True, slots=True)
class Case:
    """One right in one jurisdiction.

    `dates` holds the events by name (`filing`, `grant` …); `attributes` the few other facts a law needs.
    `status` is as given, or follows from the dates.
    """

    jurisdiction: str
    right: str
    reference: str | None = None
    route: str = "direct"
    status: str = "pending"
    dates: Mapping[str, date] = field(default_factory=dict)
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)

    @property
    def in_force(self) -> bool:
        """Whether the right has been granted or registered and not been reported as ended."""
        return self.status in ("granted", "registered")


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which one office is closed beyond its calendar, both ends included, from a notice of that office."""

    office: str
    first: date
    last: date
    source: str = ""

    def days(self) -> Iterator[date]:
        """Each day of the closure."""
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(ordinal)
