"""The blocks of a rule module: an office, its rights, their terms and the duties of their holder.

The duties of a right are read from top to bottom. A duty stands for a series of deadlines of one kind, by number; the
first duty that applies to a number makes its deadline, so a special rule stands above the general one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rules.calendars import Calendar
from rules.cites import Cite
from rules.language.conditions import always
from rules.language.expressions import Condition, DateExpression
from rules.language.facts import Facts
from rules.language.numbering import NumberFormat
from rules.texts import Message, Text

Cites = Cite | tuple[Cite, ...]

TITLES: Mapping[str, Text] = {
    "annuity": Text("title.annuity", "Renewal fee for year {number}"),
    "renewal": Text("title.renewal", "Renewal {number}"),
    "declaration_of_use": Text("title.declaration_of_use", "Declaration of use {number}"),
    "working_statement": Text("title.working_statement", "Working statement {number}"),
    "instalment": Text("title.instalment", "Second half of the fee (instalment {number})"),
    "grace_request": Text("title.grace_request", "Request for the late period of renewal fee {number}"),
    "national_entry": Text("title.national_entry", "Entry into the national phase at {office}"),
    "priority_end": Text("title.priority_end", "End of the priority period"),
    "expiry": Text("title.expiry", "End of the term"),
}


# Said by every office that an international registration can designate.
RENEWED_AT_WIPO = Text(
    "treaty.renewed_at_wipo",
    "The international registration is renewed at WIPO for all its designations: register it as a case of office WO.",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """When the law of a block was last read, and until when that reading is good enough, both days included."""

    on: date
    good_until: date

    @classmethod
    def day(cls, on: str, good_until: str) -> "Checked":
        """Take both days in ISO form."""
        return cls(date.fromisoformat(on), date.fromisoformat(good_until))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers a duty runs through, both included, by steps; without a last one as long as the right lives."""

    first: int
    last: int | None = None
    step: int = 1


@dataclass(frozen=True, slots=True)
class Late:
    """One stretch of the late period: its nominal last day and what it costs.

    `moves` overrides what a closed day does to this end; by default the calendar decides for the last stretch and the
    inner ones stay where they are counted.
    """

    until: DateExpression
    surcharge: Message
    cite: Cite
    moves: bool | None = None
    when: Condition = always


@dataclass(frozen=True, slots=True)
class Restoration:
    """How a right can be had back after the late period: on which ground, until when at the outside.

    `basis` is `as_of_right`, `unintentional`, `due_care` or `none`; `ends` is None where no day can be computed.
    """

    basis: str
    cite: Cite
    ends: DateExpression | None = None
    when: Condition = always


@dataclass(frozen=True, slots=True)
class Covered:
    """A stretch of the right's life, first and last day included; with `kind`, one without a separate payment."""

    first: DateExpression
    last: DateExpression
    kind: str = "paid"
    cite: Cite | None = None
    when: Condition = always


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the law or the facts: why it is possible, and the dates it would give (`due`, `grace` …)."""

    why: Text
    dates: Mapping[str, DateExpression] = field(default_factory=dict)
    when: Condition = always


@dataclass(frozen=True, slots=True)
class Duty:
    """A series of acts the holder must do: when each falls due, until when it is on time, late, lost.

    `due` is the nominal day. `free_until` is given where the law allows a time without surcharge after it. `safe` is
    the stricter reading of the last day, where there is one. `applies` selects the numbers; the series ends before the
    first number for which `as_long_as` doesn't hold. `moves_due` and `moves_late` override the calendar.
    `at` names another office where the act is due; it is left out where the case designates others only.
    `opens` is information and never bars an act. Every cite must say where the due day comes from.
    """

    kind: str
    due: DateExpression
    cite: Cites
    numbers: Numbers | None = None
    title: Text | None = None
    applies: Condition = always
    as_long_as: Condition = always
    opens: DateExpression | None = None
    free_until: DateExpression | None = None
    safe: DateExpression | None = None
    late: tuple[Late, ...] = ()
    restoration: Restoration | tuple[Restoration, ...] | None = None
    covers: Covered | None = None
    alternatives: tuple[Alternative, ...] = ()
    moves_due: bool | None = None
    moves_late: bool | None = None
    awaits: Text | None = None
    at: str | None = None
    cites: tuple[Cite, ...] = field(init=False, repr=False)
    quoted: tuple[str, ...] = field(init=False, repr=False)
    restorations: tuple[Restoration, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Put in order what is evaluated for each number: the sources, as cites and as texts, and the ways back."""
        cites = self.cite if isinstance(self.cite, tuple) else (self.cite,)
        ways = self.restoration if isinstance(self.restoration, tuple) else (self.restoration,)
        object.__setattr__(self, "cites", cites)
        object.__setattr__(self, "quoted", tuple(map(str, cites)))
        object.__setattr__(self, "restorations", tuple(way for way in ways if way is not None))


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of the right's life, with its source; further rows of the law stand in a `dated` or `when`."""

    ends: DateExpression
    cite: Cites
    awaits: Text | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The sources of the term."""
        return self.cite if isinstance(self.cite, tuple) else (self.cite,)


@dataclass(frozen=True, slots=True)
class Await:
    """A fact only a register, a notice or the owner can give: a key of `dates` or `attributes`, and why it matters."""

    event: str
    why: Text
    when: Condition = always


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to say about a case that isn't a deadline; `says` fills the gaps of its text."""

    text: Text
    when: Condition = always
    cite: Cite | None = None
    says: Callable[[Facts], Mapping[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fact that can't be right at this office: the field (`dates.filing`) and what is wrong with it."""

    field: str
    text: Text
    when: Condition


@dataclass(frozen=True, slots=True)
class Right:
    """The law of one right at one office: its routes, term, duties, spans, awaited facts, cautions, refusals."""

    name: str
    checked: Checked
    term: Term | None = None
    duties: tuple[Duty, ...] = ()
    spans: tuple[Covered, ...] = ()
    awaits: tuple[Await, ...] = ()
    cautions: tuple[Caution, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    routes: tuple[str, ...] = ("direct",)
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact that only some laws need: its key, what kind of value it takes and what it says.

    `kind` is `flag`, `number`, `patent_year`, `year` (of the calendar), `date`, `offices` (a list of ST.3 codes) or
    `choice` (one of `choices`).
    """

    key: str
    kind: str
    says: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One office: ST.3 code, names, calendar, rights, the attributes it asks for, and where its law can be read.

    `number_formats` are the ways in which it writes its numbers; none where nobody has confirmed them.
    """

    code: str
    name: str
    local_name: str
    calendar: Calendar
    rights: tuple[Right, ...]
    attributes: tuple[Attribute, ...] = ()
    sources: tuple[str, ...] = ()
    number_formats: tuple[NumberFormat, ...] = ()

    def right(self, name: str) -> Right | None:
        """Return the block of one right, or None where the office has no such right."""
        return next((right for right in self.rights if right.name == name), None)
