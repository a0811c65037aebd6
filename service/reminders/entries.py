"""One deadline as its reader needs it: a heading, labelled rows and links, the same for text and HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.reminders import sentences
from service.reminders.ladder import RESPONSIBLE, Rung, late_ends, leads_to
from service.reminders.links import ACKNOWLEDGE, COMPLETE, CONFIRM_LAPSE, INSTRUCT, Links, Ticket
from service.reminders.owners import SILENT, OwnerWishes
from service.reminders.recipients import Recipient, Recipients
from service.reminders.slots import day_ends
from service.store import CaseRow, DeadlineRow
from service.store.people import RENEW
from service.words import Language

ESCALATIONS = ("unanswered", "nothing_recorded", "bounced", "not_mine")
LINKS_LAST = timedelta(days=90)  # from the day of the mail; a later mail has new ones


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

    unverified: tuple[str, ...] = ()
    """The events of the case whose day nobody has verified, where that is to be told."""

    @property
    def escalated(self) -> bool:
        """Whether this reminder is an escalation."""
        return self.escalation is not None


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: an answer stands out as a button, the way on to more does not."""

    label: str
    address: str
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter in a mail: its rows are labelled, or points of a list where the label is empty.

    `tag` is the word or two that say how pressing it is; the first `points` rows stand out.
    """

    heading: str
    urgency: str
    rows: tuple[tuple[str, str], ...] = ()
    tag: str = ""
    links: tuple[Link, ...] = ()
    points: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """To whom something is told, when, in which language, and where its links lead."""

    reader: Recipient
    now: datetime
    say: Language
    links: Links


def entry(matter: Matter, telling: Telling) -> Entry:
    """One deadline with everything its reader needs in order to act."""
    deadline, say, today = matter.deadline, telling.say, matter.office.today(telling.now)
    verify = matter.rung.phase == "verify"
    rows = {
        "row.act_by": _act_by(matter, telling),
        **_beside(matter, today, say),
        "row.late": sentences.price_of_lateness(deadline, today, say),
        "row.otherwise": sentences.otherwise(deadline, say),
        "row.silence": say("silence.verify") if verify else _silence(matter, say),
        "row.lapse": say("lapse.proposed", name=matter.proposed_by) if matter.proposed_by else "",
        "row.escalation": _escalation(matter, say),
        **about(matter.case, sentences.office_name(matter.office.code, matter.office.name, say), say),
        "row.others": _others(matter, telling),
        "row.why": sentences.reasons(deadline, say),
        "row.unverified": sentences.unverified(matter.unverified, say),
        "row.answer": say("answer.verify" if verify else "answer.reminder"),
    }
    return Entry(
        sentences.named(sentences.title(deadline, say), matter.case.reference, say),
        matter.rung.urgency,
        labelled(rows, say),
        when(matter, telling.now, say),
        (*_answers(matter, telling), case_link(matter.case, say, telling.links)),
        points=1,
    )


def brief(matter: Matter, telling: Telling) -> Entry:
    """One deadline in a line, for the far end of a long list: which, by when, and where the rest stands."""
    say = telling.say
    office = sentences.office_name(matter.office.code, matter.office.name, say)
    rows = {
        "row.right": sentences.right(matter.case, office, say),
        "row.act_by": _act_by(matter, telling),
    }
    return Entry(
        sentences.named(
            sentences.short(sentences.title(matter.deadline, say)), sentences.short(matter.case.reference), say
        ),
        matter.rung.urgency,
        labelled(rows, say),
        when(matter, telling.now, say),
        (case_link(matter.case, say, telling.links),),
    )


def case_link(case: CaseRow, say: Language, links: Links) -> Link:
    """The way to a case: its dates, and why they are what they are."""
    return Link(say("link.case"), links.case(case.reference))


def about(case: CaseRow, office: str, say: Language) -> dict[str, str]:
    """Which right it is, by row, beside its reference; `office` is a name, and what isn't known is empty."""
    return {
        "row.right": sentences.right(case, office, say),
        "row.numbers": sentences.numbers(case, say),
        "row.title": case.title or "",
        "row.owner": case.owner or "",
    }


def labelled(rows: Mapping[str, str], say: Language) -> tuple[tuple[str, str], ...]:
    """Rows with their labels in the reader's language, each on one line, without the empty ones."""
    return tuple((say(code), sentences.one_line(value, sentences.LONGEST)) for code, value in rows.items() if value)


def aims_at(matter: Matter, today: date) -> date:
    """The day by which the law, in the phase of the rung, wants something done."""
    return leads_to(matter.deadline, matter.rung.stage, today)[1]


def next_end(matter: Matter, now: datetime) -> date | None:
    """The next day on which something of a past deadline is lost; None if no such day is known."""
    today = matter.office.today(now)
    ends = [*late_ends(matter.deadline), matter.deadline.restoration_ends]
    return min((end for end in ends if end and end >= today), default=None)


def goal(matter: Matter, today: date) -> date | None:
    """The day, earlier than the law's, by which the owner wants it done; None once it has passed."""
    if not matter.wishes.lead_days or leads_to(matter.deadline, matter.rung.stage, today)[0] != "act_by":
        return None
    day = matter.deadline.drives_act_by - timedelta(days=matter.wishes.lead_days)
    return day if day >= today else None


def heads_for(matter: Matter, today: date) -> date:
    """The day to which days are counted: the owner's goal, else the one the law gives."""
    return goal(matter, today) or aims_at(matter, today)


def when(matter: Matter, now: datetime, say: Language) -> str:
    """How pressing a deadline is, in the few words that open a subject line."""
    code = {"opens": "when.opens", "over": "when.over", "verify": "when.verify", "late": "when.late"}
    if matter.rung.phase in code:
        return say(code[matter.rung.phase])
    today = matter.office.today(now)
    ending, day = leads_to(matter.deadline, matter.rung.stage, today)
    earlier = goal(matter, today)
    days = ((earlier or day) - today).days
    if days < 0:
        return say("when.closed")
    prefix = {"act_by": "when", "late": "when.late", "restoration": "when.restoration"}[ending]
    prefix = "when.goal" if earlier else prefix
    return say(f"{prefix}.{ {0: 'today', 1: 'tomorrow'}.get(days, 'days') }", days=days)


def _act_by(matter: Matter, telling: Telling) -> str:
    """By when, at the office and where the reader is."""
    zone, say, here = matter.office.zone, telling.say, telling.reader.zone
    today = matter.office.today(telling.now)
    aim = aims_at(matter, today)
    if aim < today:
        return say("act_by.gone", day=say.day(aim))
    there = say("act_by.there", day=say.day(aim), zone=zone)
    if here == zone:
        return there
    return say.clauses([there, say("act_by.here", moment=say.moment(day_ends(aim, zone), here), zone=here)])


def _beside(matter: Matter, today: date, say: Language) -> dict[str, str]:
    """The days beside the last one: the owner's earlier goal, the opening, the reserve."""
    deadline, earlier = matter.deadline, goal(matter, today)
    opens = deadline.opens if deadline.opens and deadline.opens > today else None
    reserve = deadline.due_effective > deadline.drives_act_by and deadline.due_effective >= today
    return {
        "row.goal": say("goal", day=say.day(earlier), days=matter.wishes.lead_days) if earlier else "",
        "row.opens": say.day(opens) if opens else "",
        "row.reserve": say("reserve", day=say.day(deadline.due_effective)) if reserve else "",
    }


def _silence(matter: Matter, say: Language) -> str:
    """What happens when nobody answers, as the owner wants it."""
    wishes = matter.wishes
    since = matter.deadline.drives_act_by - timedelta(days=wishes.lead_days + wishes.silence_days)
    code = "silence.renew" if wishes.unanswered == RENEW else "silence.remind"
    return say(code, day=say.day(since), days=wishes.patience_days)


def _escalation(matter: Matter, say: Language) -> str:
    if matter.escalation is None:
        return ""
    return say(f"escalation.{matter.escalation}", days=matter.wishes.patience_days)


def _others(matter: Matter, telling: Telling) -> str:
    """Who else is told: whoever answers for the case, the audience of the rung, and those who stand in for them."""
    told = dict[str, Recipient]()
    for one in matter.recipients.hear((RESPONSIBLE, *matter.rung.audience)):
        day = telling.now.astimezone(ZoneInfo(one.zone)).date()
        told |= {other.address: other for other in (one, *one.stand_ins(day))}
    names = [other.name or address for address, other in told.items() if address != telling.reader.address]
    return telling.say.list(names) or telling.say("others.none")


def _answers(matter: Matter, telling: Telling) -> tuple[Link, ...]:
    """Where this reader answers; what was past at registration can only be completed."""
    purposes = [COMPLETE] if matter.rung.phase == "verify" else [ACKNOWLEDGE, INSTRUCT, COMPLETE]
    if matter.proposed_by and matter.proposed_by != telling.reader.name:
        purposes.insert(0, CONFIRM_LAPSE)
    number, aim, address = matter.deadline.id, matter.deadline.drives_act_by, telling.reader.address
    expires = telling.now + LINKS_LAST
    return tuple(
        Link(
            telling.say(f"link.{purpose}"),
            telling.links.answer(Ticket(purpose, number, aim, address, expires)),
            answers=True,
        )
        for purpose in purposes
    )
