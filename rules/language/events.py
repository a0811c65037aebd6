"""Days that are given: the events of a case, days the law names, days found earlier in the same rule."""

from dataclasses import dataclass
from datetime import date

from rules.language import phrases, steps
from rules.language.expressions import DateExpression
from rules.language.facts import Facts, Missing
from rules.language.phrases import Words
from rules.texts import Message


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

    def describe(self) -> Words:
        """Return the event's name."""
        return phrases.named("event", self.key)


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

    def describe(self) -> Words:
        """Return the attribute's name."""
        return phrases.ATTRIBUTE(attribute=self.key)


@dataclass(frozen=True, slots=True)
class Fixed(DateExpression):
    """A day that the law itself names."""

    day: date

    def at(self, facts: Facts) -> date:
        """Return it."""
        if facts.trace is not None:
            facts.note(steps.FIXED, self.day, day=self.day)
        return self.day

    def describe(self) -> Words:
        """Return it in ISO form."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Found(DateExpression):
    """A day found earlier in the same rule, such as its due day."""

    name: str
    words: Message

    def at(self, facts: Facts) -> date:
        """Return it; raise `Missing` when it couldn't be found."""
        day = facts.find(self.name)
        if facts.trace is not None:
            facts.note(steps.FOUND, day, name=self.words, day=day)
        return day

    def describe(self) -> Words:
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

    def describe(self) -> Words:
        """Return its name."""
        return phrases.AS_OF()


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

    def describe(self) -> Words:
        """Return its name."""
        return phrases.LEGAL_FILING()


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

due = Found("due", phrases.DUE())
on_time = Found("on_time", phrases.ON_TIME())
due_effective = Found("due_effective", phrases.DUE_EFFECTIVE())
grace = Found("grace", phrases.GRACE())
grace_effective = Found("grace_effective", phrases.GRACE_EFFECTIVE())
previous = Found("previous", phrases.PREVIOUS())
expiry = Found("expiry", phrases.EXPIRY())


def day(iso: str) -> Fixed:
    """Name a day of the law in ISO form."""
    return Fixed(date.fromisoformat(iso))


def attribute_date(key: str) -> AttributeDate:
    """Take a date from the case's attributes."""
    return AttributeDate(key)
