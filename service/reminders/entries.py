"""One deadline as its reader needs it: a heading and labelled rows, the same for text and HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.reminders.ladder import Rung, late_ends, leads_to
from service.reminders.owners import SILENT, OwnerWishes
from service.reminders.recipients import Recipient, Recipients
from service.reminders.slots import day_ends
from service.store import CaseRow, DeadlineRow
from service.words import Language

ESCALATIONS = ("unanswered", "nothing_recorded", "bounced", "not_mine")


@dataclass(frozen=True, slots=True)
class Office:
    """The office of a deadline: its code, its name and the zone whose midnight ends its days."""

    code: str
    name: str
    zone: str

    def today(self, now: datetime) -> date:
        """The day it is at the office."""
        return now.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Matter:
    """What a recipient is to be told of: a stored deadline and its case, the rung, and who hears of it."""

    deadline: DeadlineRow
    case: CaseRow
    office: Office
    recipients: Recipients
    rung: Rung
    wishes: OwnerWishes = SILENT
    proposed_by: str | None = None
    """Who proposed to let the right lapse, while that waits for a second person."""
    escalation: str | None = None
    """Why this reminder goes further than to whom it was sent before, if it does; one of `ESCALATIONS`."""

    @property
    def escalated(self) -> bool:
        """Whether this reminder is an escalation."""
        return self.escalation is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter in a mail."""

    heading: str
    urgency: str
    rows: tuple[tuple[str, str], ...]


def entry(matter: Matter, reader: Recipient, now: datetime, say: Language, link: str) -> Entry:
    """One deadline with everything its reader needs in order to act; `link` leads to the case."""
    rows = {
        **about(matter.case, matter.office, say),
        "row.due": matter.deadline.title,
        **_dates(matter, reader, now, say),
        "row.late": _late(matter, now, say),
        "row.otherwise": _otherwise(matter.deadline, say),
        "row.why": _why(matter.deadline, say, link),
        "row.others": _others(matter, reader, say),
        "row.answer": say("answer.verify" if matter.rung.phase == "verify" else "answer.reminder"),
    }
    heading = f"{when(matter, now, say)}: {matter.deadline.title}, {matter.case.reference}"
    return Entry(heading, matter.rung.urgency, labelled(rows, say))


def brief(matter: Matter, reader: Recipient, now: datetime, say: Language, link: str) -> Entry:
    """One deadline in few rows, for the far end of a long list: which, by when, and where the rest stands."""
    rows = {
        "row.right": about(matter.case, matter.office, say)["row.right"],
        "row.act_by": _dates(matter, reader, now, say)["row.act_by"],
        "row.why": say("why.more", link=link),
    }
    heading = f"{when(matter, now, say)}: {matter.deadline.title}, {matter.case.reference}"
    return Entry(heading, matter.rung.urgency, labelled(rows, say))


def about(case: CaseRow, office: Office, say: Language) -> dict[str, str]:
    """Which right it is, by row; what isn't known is empty."""
    numbers = [say(f"number.{kind}", number=number) for kind, number in case.numbers.items() if number]
    return {
        "row.right": say("right.with_office", right=say(f"right.{case.right}"), office=office.name),
        "row.numbers": say.list(numbers),
        "row.title": case.title or "",
        "row.owner": case.owner or "",
        "row.reference": case.reference,
    }


def labelled(rows: Mapping[str, str], say: Language) -> tuple[tuple[str, str], ...]:
    """Rows with their labels in the reader's language, each on one line, without the empty ones."""
    return tuple((say(code), " ".join(value.split())) for code, value in rows.items() if value)


def aims_at(matter: Matter, today: date) -> date:
    """The day by which the law, in the phase of the rung, wants something done."""
    return leads_to(matter.deadline, matter.rung.stage, today)[1]


def when(matter: Matter, now: datetime, say: Language) -> str:
    """How pressing a deadline is, in the few words that open a subject line."""
    code = {"opens": "when.opens", "over": "when.over", "verify": "when.verify", "late": "when.late"}
    if matter.rung.phase in code:
        return say(code[matter.rung.phase])
    today = matter.office.today(now)
    ending, day = leads_to(matter.deadline, matter.rung.stage, today)
    days = (day - today).days
    if days < 0:
        return say("when.closed")
    prefix = {"act_by": "when", "late": "when.late", "restoration": "when.restoration"}[ending]
    return say(f"{prefix}.{ {0: 'today', 1: 'tomorrow'}.get(days, 'days') }", days=days)


def _dates(matter: Matter, reader: Recipient, now: datetime, say: Language) -> dict[str, str]:
    deadline, today = matter.deadline, matter.office.today(now)
    goal = aims_at(matter, today)
    until = say("act_by.there", day=say.day(goal), zone=matter.office.zone)
    if reader.zone != matter.office.zone:
        moment = say.moment(day_ends(goal, matter.office.zone), reader.zone)
        until = say.list([until, say("act_by.here", moment=moment, zone=reader.zone)])
    opens = deadline.opens and deadline.opens > today
    reserve = deadline.due_effective > deadline.drives_act_by and deadline.due_effective >= today
    return {
        "row.act_by": until if goal >= today else say("act_by.gone", day=say.day(goal)),
        "row.opens": say.day(deadline.opens) if deadline.opens and opens else "",
        "row.reserve": say("reserve", day=say.day(deadline.due_effective)) if reserve else "",
    }


def _late(matter: Matter, now: datetime, say: Language) -> str:
    today = matter.office.today(now)
    steps = [
        say(
            "late.step" if date.fromisoformat(step["until"]) >= today else "late.step.passed",
            day=say.day(date.fromisoformat(step["until"])),
            surcharge=_price(step, say),
            basis=step["basis"],
        )
        for step in matter.deadline.late
    ]
    return "; ".join(steps) or say("late.none")


def _price(step: dict[str, Any], say: Language) -> str:
    """What a late step costs, in the reader's words where the language has some."""
    return say.stored(step.get("surcharge_code"), step.get("surcharge_params"), str(step["surcharge"]))


def _otherwise(deadline: DeadlineRow, say: Language) -> str:
    if deadline.kind == "expiry":
        return say("otherwise.expiry")
    basis = deadline.restoration_basis
    lost = say("otherwise.lost", day=say.day(max([deadline.drives_act_by, *late_ends(deadline)])))
    if deadline.restoration_ends and basis != "none":
        day = say.day(deadline.restoration_ends)
        return say.list([lost, say("otherwise.restoration", day=day, basis=say(f"basis.{basis}"))])
    return say.list([lost, say("otherwise.no_restoration")])


def _why(deadline: DeadlineRow, say: Language, link: str) -> str:
    return "; ".join(_reasons(deadline, say, link))


def _reasons(deadline: DeadlineRow, say: Language, link: str) -> Iterator[str]:
    due = say.day(deadline.due)
    if deadline.origin == "manual":
        yield say("why.manual", due=due)
    else:
        yield say("why.law", cites=say.list([str(cite) for cite in deadline.cites]), due=due)
    if deadline.drives_act_by < deadline.act_by:
        yield say("why.override", due=say.day(deadline.act_by))
    for other in deadline.alternatives:
        dates = [f"{name} {day}" for name, day in other.items() if not name.startswith("why")]
        yield say("why.arguable", dates=say.list(dates), why=other["why"])
    if deadline.provisional:
        yield say("why.provisional")
    yield say("why.more", link=link)


def _others(matter: Matter, reader: Recipient, say: Language) -> str:
    told = matter.recipients.hear(matter.rung.audience)
    names = [other.name or other.address for other in told if other.address != reader.address]
    return say.list(names) or say("others.none")
