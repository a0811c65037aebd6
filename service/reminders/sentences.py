"""What a stored deadline means, in sentences for its reader: the price of being late, what is lost, why this date."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from service.reminders.ladder import late_ends
from service.store import CaseRow, DeadlineRow
from service.words import Language

LONGEST = 600  # characters in a row or in part of a heading; the page of the case has the rest

STANDING_ORDER = "standing order of "  # and the owner: who instructs where everybody is silent

# A bare percentage says what it is a percentage of.
PRICES = {"surcharge.percent": "price.percent", "surcharge.percent_per_month": "price.percent_per_month"}
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")


def one_line(value: str, longest: int) -> str:
    """A text on one line, without control characters and halves of characters, cut after `longest` characters."""
    whole = " ".join(value.translate(_CONTROLS).encode(errors="replace").decode().split())
    return whole if len(whole) <= longest else whole[: longest - 1].rstrip() + "…"


def short(value: str) -> str:
    """A title or a reference as a subject has room for it."""
    return one_line(value, 120)


def named(what: str, reference: str, say: Language) -> str:
    """Something and its case, as a heading in a mail."""
    what, reference = one_line(what, LONGEST), one_line(reference, LONGEST)
    return say("heading", what=what, reference=reference) if what else reference


def title(deadline: DeadlineRow, say: Language) -> str:
    """What is due."""
    return say.stored(deadline.title_code, deadline.title_params, deadline.title)


def office_name(code: str, english: str, say: Language) -> str:
    """An office by its name, or by `english` where the words have none for it."""
    return say.stored(f"office.{code}", {}, english)


def right(case: CaseRow, office: str, say: Language) -> str:
    """The kind of right and its office, which is given by name."""
    return say("right.with_office", right=say(f"right.{case.right}"), office=office)


def numbers(case: CaseRow, say: Language) -> str:
    """The numbers that are known of a case."""
    return say.list([say(f"number.{kind}", number=number) for kind, number in case.numbers.items() if number])


def price_of_lateness(deadline: DeadlineRow, today: date, say: Language) -> str:
    """Each step of the late period with its end and what it costs."""
    steps = [
        say(
            "late.step" if date.fromisoformat(step["until"]) >= today else "late.step.passed",
            day=say.day(date.fromisoformat(step["until"])),
            surcharge=price(step, say),
            basis=step["basis"],
        )
        for step in deadline.late
    ]
    return say.sentences(steps) or say("late.none")


def otherwise(deadline: DeadlineRow, say: Language) -> str:
    """What happens if nothing is done: what is lost, when, and until when it could be restored."""
    if deadline.kind == "expiry":
        return say("otherwise.expiry")
    basis = deadline.restoration_basis
    lost = say("otherwise.lost", day=say.day(max([deadline.drives_act_by, *late_ends(deadline)])))
    if deadline.restoration_ends and basis != "none":
        day = say.day(deadline.restoration_ends)
        return say.clauses([lost, say("otherwise.restoration", day=day, basis=say(f"basis.{basis}"))])
    return say.clauses([lost, say("otherwise.no_restoration")])


def actor(name: str, say: Language) -> str:
    """Who did something; an owner's standing order in the reader's words."""
    owner = name.removeprefix(STANDING_ORDER)
    return say("actor.standing_order", owner=owner) if owner != name else name


def reasons(deadline: DeadlineRow, say: Language) -> str:
    """Why this date: its sources, and every doubt about it."""
    return say.sentences(list(_reasons(deadline, say)))


def unverified(events: Sequence[str], say: Language) -> str:
    """Which dates of a case nobody has verified; empty where there are none."""
    return say("unverified", events=[say.word("event", event) for event in events]) if events else ""


def price(step: dict[str, Any], say: Language) -> str:
    """What a late step costs, in the reader's words where the language has some."""
    code, params = step.get("surcharge_code"), step.get("surcharge_params")
    return say.stored(PRICES.get(code or "", code), params, str(step["surcharge"]))


def _reasons(deadline: DeadlineRow, say: Language) -> Iterator[str]:
    due = say.day(deadline.due)
    if deadline.origin == "manual":
        yield say("why.manual", due=due)
    else:
        yield say("why.law", cites=say.list([str(cite) for cite in deadline.cites]), due=due)
    if deadline.drives_act_by < deadline.act_by:
        yield say("why.override", due=say.day(deadline.act_by))
    for other in deadline.alternatives:
        days = [(name, day) for name, day in other.items() if day and not name.startswith("why")]
        dates = [
            say.stored(f"why.reading.{name}", {"day": say.day(date.fromisoformat(day))}, f"{name} {day}")
            for name, day in days
        ]
        why = say.stored(other.get("why_code"), other.get("why_params"), other["why"])
        yield say("why.arguable", dates=say.list(dates), why=why)
    if deadline.provisional:
        yield say("why.provisional")
