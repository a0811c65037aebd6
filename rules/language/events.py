"""Days that are given: the events of a case, days the law names, days found earlier in the same rule."""

from dataclasses import dataclass
from datetime import date

from rules.language import steps
from rules.language.expressions import DateExpression
from rules.language.facts import Facts, Missing


@dataclass(frozen=True, slots=True)
class Event(DateExpression):
    """A date of the case."""

    key: str

    @property
    def of_case(self) -> bool:
        """It stands in the case."""
        return True

    def at(self, facts: Facts) -> date:
        """Return it; raise `Missing` when the case doesn't give it."""
        day = facts.case.dates.get(self.key)
        if day is None:
            raise Missing(self.key)
        if facts.trace is not None:
            facts.note(steps.EVENT, day, event=self.key, day=day)
        return day

    def describe(self) -> str:
        """Return the event's name."""
        return self.key.replace("_", " ")


@dataclass(frozen=True, slots=True)
class AttributeDate(DateExpression):
    """A date that the case gives as an attribute."""

    key: str

    def at(self, facts: Facts) -> date:
        """Return it; raise `Missing` when the case doesn't give it."""
        day = facts.case.attributes.get(self.key)
        if not isinstance(day, date):
            raise Missing(self.key)
        if facts.trace is not None:
            facts.note(steps.EVENT, day, event=self.key, day=day)
        return day

    def describe(self) -> str:
        """Return the attribute's name."""
        return f"`{self.key}`"


@dataclass(frozen=True, slots=True)
class Fixed(DateExpression):
    """A day that the law itself names."""

    day: date

    def at(self, facts: Facts) -> date:
        """Return it."""
        if facts.trace is not None:
            facts.note(steps.FIXED, self.day, day=self.day)
        return self.day

    def describe(self) -> str:
        """Return it in ISO form."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Found(DateExpression):
    """A day found earlier in the same rule, such as its due day."""

    name: str
    words: str

    def at(self, facts: Facts) -> date:
        """Return it; raise `Missing` when it couldn't be found."""
        day = facts.find(self.name)
        if facts.trace is not None:
            facts.note(steps.FOUND, day, name=self.words, day=day)
        return day

    def describe(self) -> str:
        """Return its name."""
        return self.words


@dataclass(frozen=True, slots=True)
class AsOf(DateExpression):
    """The day as of which the schedule is computed."""

    def at(self, facts: Facts) -> date:
        """Return it."""
        if facts.trace is not None:
            facts.note(steps.AS_OF, facts.as_of, day=facts.as_of)
        return facts.as_of

    def describe(self) -> str:
        """Return its name."""
        return "the day of computation"


@dataclass(frozen=True, slots=True)
class LegalFiling(DateExpression):
    """The filing date from which the law counts: the parent's for a divisional, else the case's own."""

    @property
    def of_case(self) -> bool:
        """It stands in the case."""
        return True

    def at(self, facts: Facts) -> date:
        """Return it; a divisional without `parent_filing` is `Missing`."""
        case = facts.case
        parents = case.route == "divisional" or "parent_filing" in case.dates
        return (parent_filing if parents else filing).at(facts)

    def describe(self) -> str:
        """Return its name."""
        return "legal filing"


priority = Event("priority")
filing = Event("filing")
parent_filing = Event("parent_filing")
national_entry = Event("national_entry")
publication = Event("publication")
allowance = Event("allowance")
grant = Event("grant")
ep_grant = Event("ep_grant")
registration = Event("registration")
ir = Event("ir")
original_grant = Event("original_grant")
basic_design_filing = Event("basic_design_filing")
principal_filing = Event("principal_filing")
extension_filing = Event("extension_filing")
release = Event("release")
validation = Event("validation")

legal_filing = LegalFiling()
as_of = AsOf()

due = Found("due", "the due day")
on_time = Found("on_time", "the last day without surcharge")
due_effective = Found("due_effective", "the last day on time after closed days")
grace = Found("grace", "the end of the late period")
grace_effective = Found("grace_effective", "the end of the late period after closed days")
previous = Found("previous", "the one before")
expiry = Found("expiry", "the end of the term")


def day(iso: str) -> Fixed:
    """Name a day of the law in ISO form."""
    return Fixed(date.fromisoformat(iso))


def attribute_date(key: str) -> AttributeDate:
    """Take a date from the case's attributes."""
    return AttributeDate(key)
