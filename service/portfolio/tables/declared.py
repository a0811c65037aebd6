"""The tables that everything stored goes out by and comes in by, in the order in which one needs another.

Not among them: the audit trail, events, messages with their attempts, proof files, sessions and keys. Those are what
`annua backup` keeps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.case import EVENTS
from service.portfolio.completing import STATES as PROOFS
from service.portfolio.people import KEYS as OF_A_PERSON
from service.portfolio.tables.columns import DAY, FLAG, LIST, MOMENT, OBJECT, TIME, WHOLE, Column
from service.store.deadlines import STATES, WISHES
from service.store.people import UNANSWERED


@dataclass(frozen=True, slots=True)
class Table:
    """One table; what stands in the `later` columns may change after a row was entered, the others tell which it is."""

    name: str
    columns: tuple[Column, ...]
    later: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns by name, in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def naming(self) -> tuple[str, ...]:
        """The columns that name the deadline to which a row belongs, none where it belongs to none."""
        return tuple(column.name for column in _DEADLINE) if self.columns[: len(_DEADLINE)] == _DEADLINE else ()

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that tell which row it is."""
        return tuple(column.name for column in self.columns if column.name not in self.later and not column.computed)


def _needed(*names: str, kind: str = "text", choices: tuple[str, ...] = ()) -> tuple[Column, ...]:
    return tuple(Column(name, kind, needed=True, choices=choices) for name in names)


def _maybe(*names: str, kind: str = "text") -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name in names)


_DEADLINE = (*_needed("reference", "kind"), Column("number", WHOLE), *_needed("office"))
_ENTERED = (*_needed("entered_by"), *_needed("entered_at", kind=MOMENT))
_WITHDRAWN = ("withdrawn_at", "withdrawn_by")
_WITHDRAWABLE = (*_ENTERED, Column("withdrawn_at", MOMENT), Column("withdrawn_by"))
_OF_PERSON = {"working_days": LIST, "works_from": TIME, "works_until": TIME, "active": FLAG}
_QUESTIONED = ("questioned_at", "questioned_why", "questioned_why_code", "questioned_why_params")
_STATE = ("state", "state_reason", "state_reason_code", "state_reason_params", "state_before")

_ALL = (
    Table("people", tuple(Column(key, _OF_PERSON.get(key, "text"), needed=key == "key") for key in OF_A_PERSON)),
    Table(
        "owners",
        (
            *_needed("name"),
            Column("unanswered", choices=UNANSWERED),
            *_maybe("lead_days", "silence_days", "patience_days", kind=WHOLE),
        ),
    ),
    Table(
        "closures",
        (*_needed("office"), *_needed("first", "last", kind=DAY), *_needed("source"), *_WITHDRAWABLE),
        later=_WITHDRAWN,
    ),
    Table(
        "assignments",
        (*_maybe("owner", "jurisdiction", "right"), *_needed("responsible"), *_maybe("backup"), *_WITHDRAWABLE),
        later=_WITHDRAWN,
    ),
    Table(
        "ladders",
        (*_maybe("owner", "jurisdiction", "right", "kind"), *_needed("stages", kind=OBJECT), *_WITHDRAWABLE),
        later=_WITHDRAWN,
    ),
    Table(
        "absences",
        (*_needed("person"), *_needed("first", "last", kind=DAY), *_needed("substitute"), *_WITHDRAWABLE),
        later=_WITHDRAWN,
    ),
    Table(
        "dates",
        (
            *_needed("reference"),
            *_needed("event", choices=EVENTS),
            Column("date", DAY),
            *_needed("current", kind=FLAG),
            *_needed("source"),
            *_ENTERED,
            *_maybe("verified_by"),
            *_maybe("verified_at", kind=MOMENT),
        ),
        later=("current", "verified_by", "verified_at"),
    ),
    Table(
        "deadlines",
        (
            *_DEADLINE,
            *_needed("origin", choices=("computed", "manual")),
            *_needed("title"),
            *_maybe("title_code"),
            *_maybe("title_params", kind=OBJECT),
            *_maybe("opens", kind=DAY),
            *_needed("due", "due_effective", "act_by", kind=DAY),
            Column("drives_act_by", DAY, computed=True),
            *_maybe("late", kind=LIST),
            *_maybe("grace_ends", "grace_ends_effective", "restoration_ends", kind=DAY),
            *_needed("restoration_basis"),
            *_maybe("covers_from", "covers_to", kind=DAY),
            *_needed("certainty"),
            *_maybe("alternatives", kind=LIST),
            *_needed("provisional", kind=FLAG),
            *_maybe("cites", kind=LIST),
            *_needed("state", choices=STATES),
            *_maybe("state_reason", "state_reason_code"),
            *_maybe("state_reason_params", kind=OBJECT),
            *_maybe("state_before"),
        ),
        later=_STATE,
    ),
    Table(
        "overrides",
        (
            *_DEADLINE,
            *_needed("due", "act_by", kind=DAY),
            *_needed("reason", "source"),
            *_maybe("expires_on", kind=DAY),
            *_ENTERED,
            *_maybe("withdrawn_at", kind=MOMENT),
        ),
        later=("withdrawn_at",),
    ),
    Table(
        "completions",
        (
            *_DEADLINE,
            *_needed("state", choices=PROOFS),
            *_needed("done_on", kind=DAY),
            *_needed("actor"),
            *_maybe("proof"),
            *_maybe("covers", kind=LIST),
            *_needed("recorded_at", kind=MOMENT),
            *_needed("recorded_by"),
            *_needed("against_due", kind=DAY),
            *_maybe("against_derivation", kind=LIST),
            *_maybe("questioned_at", kind=MOMENT),
            *_maybe("questioned_why", "questioned_why_code"),
            *_maybe("questioned_why_params", kind=OBJECT),
            *_maybe("answered_at", kind=MOMENT),
            *_maybe("answered_by"),
            *_maybe("voided_at", kind=MOMENT),
            *_maybe("voided_by", "void_reason", "void_reason_code"),
            *_maybe("void_reason_params", kind=OBJECT),
        ),
        later=(
            *("against_due", "against_derivation", *_QUESTIONED),
            *("answered_at", "answered_by", "voided_at", "voided_by"),
            *("void_reason", "void_reason_code", "void_reason_params"),
        ),
    ),
    Table(
        "instructions",
        (
            *_DEADLINE,
            *_needed("aim", kind=DAY),
            *_needed("wish", choices=WISHES),
            *_maybe("ask_again_on", kind=DAY),
            *_maybe("person"),
            *_needed("actor"),
            *_needed("at", kind=MOMENT),
            *_maybe("note", "confirmed_by"),
            *_maybe("confirmed_at", "withdrawn_at", kind=MOMENT),
            *_maybe("withdrawn_by", "withdraw_reason", "withdraw_reason_code"),
            *_maybe("withdraw_reason_params", kind=OBJECT),
        ),
        later=(
            *("confirmed_by", "confirmed_at", *_WITHDRAWN),
            *("withdraw_reason", "withdraw_reason_code", "withdraw_reason_params"),
        ),
    ),
    Table(
        "acknowledgements",
        (
            *_DEADLINE,
            *_needed("aim", kind=DAY),
            *_maybe("person"),
            *_needed("actor"),
            *_needed("at", kind=MOMENT),
            *_maybe("note"),
        ),
    ),
    Table(
        "closings",
        (*_needed("reference"), *_needed("closed_at", kind=MOMENT), *_needed("closed_by", "closed_reason")),
        later=("closed_at", "closed_by", "closed_reason"),
    ),
)
TABLES: Mapping[str, Table] = {table.name: table for table in _ALL}
CASES = "cases"
_BEFORE_CASES = 6
NAMES: Sequence[str] = (*list(TABLES)[:_BEFORE_CASES], CASES, *list(TABLES)[_BEFORE_CASES:])
