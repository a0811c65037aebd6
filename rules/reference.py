"""Reference pages: what an office's module says, in sentences that can be checked against the statute.

A page is Markdown, made from the module alone: its docstring, its blocks and one example computed by the rule.
"""

import inspect
import re
import sys
from collections.abc import Iterator
from datetime import date

from rules import compute, registry
from rules.calendars import Calendar
from rules.deadline import Deadline, Schedule
from rules.language.blocks import TITLES, Covered, Duty, Jurisdiction, Right
from rules.language.conditions import always
from rules.language.numbering import NumberFormat

AS_OF = date(2026, 11, 22)
EXAMPLE_DATES = {
    "priority": "2017-03-15",
    "filing": "2018-03-14",
    "publication": "2019-09-20",
    "allowance": "2021-05-04",
    "grant": "2021-08-31",
    "registration": "2021-08-31",
    "ir": "2018-03-14",
}
RIGHT_NAMES = {"patent": "Patent", "utility_model": "Utility model", "design": "Design", "trademark": "Trade mark"}
COVERAGE = "Each cell names the routes by which such a right is reckoned; an empty one means that the office has none."
WORDS = (
    "In what follows *n* is the number of the deadline, and *legal filing* the day from which the law counts: the "
    "parent's filing for a divisional, else the filing itself."
)
NUMBERS = "A number that looks otherwise is stored as it is given, with a warning; spaces and punctuation don't count."
_GAP = re.compile(r"\{\w+\}")  # what a case fills in
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def page(office: Jurisdiction) -> str:
    """Return the reference page of an office as Markdown."""
    lines = [
        f"# {office.code}: {office.name}",
        "",
        f"{office.local_name}. Days begin and end in the time zone {office.calendar.zone}.",
        "",
        *_law(office),
        *_calendar(office.calendar),
        WORDS,
        "",
    ]
    for right in office.rights:
        lines += _right(office, right)
    if office.attributes:
        lines += ["## Facts this office asks for", ""]
        lines += [f"- `{attribute.key}` ({_kind(attribute)}): {attribute.says}." for attribute in office.attributes]
        lines.append("")
    if office.number_formats:
        lines += ["## Numbers", "", NUMBERS, "", *_numbers_written(office.number_formats), ""]
    lines += ["## Official sources", "", *(f"- <{source}>" for source in office.sources), ""]
    return "\n".join(lines)


def coverage() -> str:
    """Return the table of all offices and rights as Markdown."""
    heads = ["patent", "utility_model", "design", "trademark"]
    lines = [
        "# Coverage",
        "",
        COVERAGE,
        "",
        "| Office | " + " | ".join(RIGHT_NAMES[head] for head in heads) + " | Checked | Good until |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for office in registry.every():
        cells = [", ".join(right.routes) if (right := office.right(head)) else "" for head in heads]
        checked = min(right.checked.on for right in office.rights)
        good_until = min(right.checked.good_until for right in office.rights)
        lines.append(
            f"| [{office.code}]({office.code}.md) {office.name} | {' | '.join(cells)} | {checked} | {good_until} |"
        )
    return "\n".join([*lines, ""])


def example(office: Jurisdiction, right: Right) -> Schedule | None:
    """Compute the page's example: a case with every date that the right may need, none where it takes none."""
    direct = next(iter(right.routes))
    dates = dict(EXAMPLE_DATES)
    if direct != "ep":
        dates.pop("ep_grant", None)
    case = {"jurisdiction": office.code, "right": right.name, "route": direct, "dates": dates}
    result = compute(case, as_of=AS_OF, until=date(2034, 12, 31), explain=True)
    return result if isinstance(result, Schedule) and result.deadlines else None


def _law(office: Jurisdiction) -> Iterator[str]:
    module = next(module for module in map(sys.modules.get, _names(office)) if module is not None)
    yield from ("## Law", "", inspect.cleandoc(module.__doc__ or ""), "")


def _names(office: Jurisdiction) -> tuple[str, str]:
    name = f"rules.jurisdictions.{office.code.lower()}"
    return name, f"{name}_"


def _calendar(calendar: Calendar) -> Iterator[str]:
    yield from ("## Closed days", "")
    if isinstance(calendar.weekend, frozenset):
        yield f"- Weekend: {_named(calendar.weekend)}."
    else:
        yield from (f"- Weekend since {since}: {_named(days)}." for since, days in calendar.weekend)
    for source in calendar.holidays:
        place = f"{source.country}-{source.subdivision}" if source.subdivision else source.country
        less = f", without {', '.join(source.without)}" if source.without else ""
        only = f", of these only {', '.join(source.only)}" if source.only else ""
        yield f"- Holidays of {place} ({', '.join(source.categories)}){less}{only}."
    if calendar.closed:
        days = sorted(day for add in calendar.closed for day in add(AS_OF.year))
        yield f"- Closed besides, in {AS_OF.year}: {', '.join(map(str, dict.fromkeys(days))) or 'no further day'}."
    if calendar.working_weekends:
        yield "- Weekend days declared working days count as open."
    yield f"- A last day on time that is closed {_moves(calendar.moves_due)}."
    yield f"- The end of a late period that is closed {_moves(calendar.moves_late)}."
    if calendar.announced_through:
        yield f"- The list is announced year by year; after {calendar.announced_through} dates are provisional."
    yield ""


def _moves(moves: bool) -> str:
    return "passes to the next open day" if moves else "stays where it is"


def _named(weekdays: frozenset[int]) -> str:
    return " and ".join(_WEEKDAYS[weekday] for weekday in sorted(weekdays))


def _right(office: Jurisdiction, right: Right) -> Iterator[str]:
    yield from (f"## {RIGHT_NAMES[right.name]}", "")
    checked = right.checked
    yield f"Routes: {', '.join(right.routes)}. Law last checked on {checked.on}, good until {checked.good_until}."
    yield ""
    if right.term is not None:
        cites = "; ".join(map(str, right.term.cites))
        yield from (f"**Term.** It ends on {right.term.ends.describe()} ({cites}).", "")
    for duty in right.duties:
        yield from _duty(duty)
    for span in right.spans:
        yield from _span(span)
    if right.spans:
        yield ""
    for await_ in right.awaits:
        yield f"- Needs `{await_.event}`{_if(await_.when)}: {await_.why.english}"
    for caution in right.cautions:
        words = _GAP.sub("…", caution.text.english)
        yield f"- Warns{_if(caution.when)}: {words}"
    for refusal in right.refusals:
        yield f"- Refuses `{refusal.field}`{_if(refusal.when)}: {refusal.text.english}"
    if right.awaits or right.cautions or right.refusals:
        yield ""
    yield from _example(office, right)


def _duty(duty: Duty) -> Iterator[str]:
    title = (duty.title or TITLES[duty.kind]).english.replace("{number}", "n").replace("{office}", duty.at or "")
    yield from (f"**{title}** (`{duty.kind}`{_numbers(duty)}){_if(duty.applies)}:", "")
    yield f"- Due: {duty.due.describe()} ({'; '.join(map(str, duty.cites))})."
    if duty.as_long_as is not always:
        yield f"- As long as {duty.as_long_as.describe()}."
    if duty.opens is not None:
        yield f"- Opens: {duty.opens.describe()}."
    if duty.free_until is not None:
        yield f"- Without surcharge until {duty.free_until.describe()}."
    if duty.safe is not None:
        yield f"- Act by {duty.safe.describe()}, to be safe."
    for step in duty.late:
        yield f"- Late{_if(step.when)}: until {step.until.describe()}, {step.surcharge} ({step.cite})."
    for way in duty.restorations:
        ends = f"until {way.ends.describe()}" if way.ends else "no day can be computed"
        yield f"- Restoration{_if(way.when)} ({way.basis.replace('_', ' ')}): {ends} ({way.cite})."
    if duty.covers is not None:
        yield f"- Pays for {duty.covers.first.describe()} to {duty.covers.last.describe()}."
    for reading in duty.alternatives:
        dates = "; ".join(f"{name}: {expression.describe()}" for name, expression in reading.dates.items())
        yield f"- Arguable{_if(reading.when)}: {reading.why.english}{f' ({dates})' if dates else ''}"
    yield ""


def _numbers_written(formats: tuple[NumberFormat, ...]) -> Iterator[str]:
    """A line for each way in which the office writes a number."""
    for one in formats:
        rights = ", ".join(RIGHT_NAMES[right].lower() for right in one.rights)
        checked = "; its check digit is verified" if one.check else ""
        yield f"- {' or '.join(one.kinds).capitalize()}, {rights}: such as {one.example}{checked} ({one.source})."


def _numbers(duty: Duty) -> str:
    if duty.numbers is None:
        return ""
    first, last = duty.numbers.first, duty.numbers.last
    if first == last:
        return f", number {first}"
    return f", numbers {first} to {last}" if last else f", numbers {first} and up"


def _span(span: Covered) -> Iterator[str]:
    cite = f" ({span.cite})" if span.cite else ""
    yield f"- {span.kind.capitalize()}{_if(span.when)}: {span.first.describe()} to {span.last.describe()}{cite}."


def _if(condition: object) -> str:
    describe = getattr(condition, "describe", None)
    return f", if {describe()}" if describe and condition is not always else ""


def _kind(attribute: object) -> str:
    choices = getattr(attribute, "choices", ())
    return " or ".join(f"`{choice}`" for choice in choices) or getattr(attribute, "kind", "")


def _example(office: Jurisdiction, right: Right) -> Iterator[str]:
    schedule = example(office, right)
    if schedule is None:
        return
    shown = [deadline for deadline in schedule.deadlines if deadline.kind != "priority_end"][:6]
    given = ", ".join(f"{event} {day}" for event, day in EXAMPLE_DATES.items())
    yield from (f"Example, computed by the rule as of {AS_OF} from {given}:", "")
    yield "| Act | Opens | Due | On time until | Late until | Restoration until |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for deadline in shown:
        yield _row(deadline)
    yield ""
    first = next((deadline for deadline in shown if deadline.kind != "expiry"), shown[0])
    due = next(derivation for derivation in first.derivation if derivation.of == "due")
    yield f"{first.title}, due {first.due}: " + "; ".join(str(step.message) for step in due.steps) + "."
    yield ""


def _row(deadline: Deadline) -> str:
    days = (
        deadline.opens,
        deadline.due,
        deadline.due_effective,
        deadline.grace_ends_effective,
        deadline.restoration_ends,
    )
    return f"| {deadline.title} | " + " | ".join(str(day) if day else "" for day in days) + " |"
