"""The sections of a digest, in their order; the deadlines of each by date and then by office."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from service.reminders.digest import Digest, HandedOver
from service.reminders.entries import (
    Entry,
    Link,
    Matter,
    Telling,
    aims_at,
    brief,
    case_link,
    entry,
    labelled,
    next_end,
)
from service.reminders.ladder import URGENCIES
from service.reminders.layout import Item, Section
from service.reminders.news import news_items
from service.reminders.sentences import named, office_name, right
from service.store import CaseRow


def digest_sections(digest: Digest, telling: Telling) -> list[Section]:
    """Everything a digest tells, without the sections that have nothing to tell."""
    say = telling.say
    found: dict[str, Iterable[Item]] = {
        "urgent": _by_day(digest.urgent, telling),
        "new": _by_day(digest.new, telling),
        "waiting": _by_day(digest.waiting, telling),
        "verify": _by_day(digest.verify, telling),
        "changed": news_items(digest.changes, digest.day, say, telling.links),
        "handed_over": (_handed_over(one, telling) for one in digest.handed_over),
        "incomplete": _incomplete(digest.incomplete, telling),
    }
    sections = [
        Section(tuple(items), say(f"section.{name}"), say(f"section.{name}.note")) for name, items in found.items()
    ]
    return [section for section in sections if section.items]


def matter_item(matter: Matter, telling: Telling, group: str = "") -> Item:
    """One deadline, to be worded when it is known how much room there is for it."""
    return Item(partial(brief, matter, telling), partial(entry, matter, telling), group)


def _by_day(matters: Iterable[Matter], telling: Telling) -> Iterator[Item]:
    """Deadlines by the day that comes next, then by office, the most urgent of these first."""
    say = telling.say

    def office(matter: Matter) -> str:
        return office_name(matter.office.code, matter.office.name, say)

    def day(matter: Matter) -> date:
        verify = matter.rung.phase == "verify"
        return (next_end(matter, telling.now) or date.max) if verify else aims_at(matter, telling.now.date())

    def order(matter: Matter) -> tuple[date, str, int, str]:
        return day(matter), office(matter), -URGENCIES.index(matter.rung.urgency), matter.case.reference

    for matter in sorted(matters, key=order):
        named_day = say.day(day(matter)) if day(matter) < date.max else say("section.no_day")
        yield matter_item(matter, telling, f"{named_day} · {office(matter)}")


def _handed_over(one: HandedOver, telling: Telling) -> Item:
    say = telling.say
    names = say("handed_over", before=one.from_name, after=one.to_name)
    link = Link(say("link.case"), telling.links.case(one.reference))
    heading = named(one.title, one.reference, say)
    return Item(partial(Entry, heading, "normal", labelled({"row.in_charge": names}, say), links=(link,)))


def _incomplete(cases: Iterable[CaseRow], telling: Telling) -> Iterator[Item]:
    ordered = sorted(
        cases, key=lambda case: (office_name(case.jurisdiction, case.jurisdiction, telling.say), case.reference)
    )
    for case in ordered:
        office = office_name(case.jurisdiction, case.jurisdiction, telling.say)
        yield Item(partial(_awaiting, case, office, telling), group=office)


def _awaiting(case: CaseRow, office: str, telling: Telling) -> Entry:
    say = telling.say
    facts = [
        say(
            "awaiting",
            fact=say.word("event", fact["event"]),
            why=say.stored(fact.get("why_code"), fact.get("why_params"), fact["why"]),
        )
        for fact in case.awaiting
    ]
    rows = {"row.right": right(case, office, say), "row.awaiting": say.sentences(facts)}
    heading = named(case.title or "", case.reference, say)
    return Entry(heading, "normal", labelled(rows, say), links=(case_link(case, say, telling.links),))
