"""A deadline as somebody who is to answer needs it: which right, what is due, by when there and here, what is lost."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from service.pages.forms import Asked
from service.reminders import sentences
from service.reminders.desk import office
from service.reminders.slots import day_ends
from service.store import InstructionRow
from service.store.answers import acknowledgements_in_force, instructions_in_force, unconfirmed_completions
from service.words import Language

Fact = tuple[str, str]


def heading(asked: Asked, say: Language) -> str:
    """What is due, and in which case."""
    return f"{sentences.title(asked.deadline, say)} · {asked.case.reference}"


def facts(session: Session, asked: Asked, say: Language) -> list[Fact]:
    """Labels with what stands beside them, without those of which nothing is known."""
    deadline, case = asked.deadline, asked.case
    place = office(deadline.office)
    today = place.today(asked.now)
    name = sentences.office_name(place.code, place.name, say)
    reserve = deadline.due_effective > deadline.drives_act_by and deadline.due_effective >= today
    rows = {
        "row.due": sentences.title(deadline, say),
        "row.right": sentences.right(case, name, say),
        "row.numbers": sentences.numbers(case, say),
        "row.title": case.title or "",
        "row.owner": case.owner or "",
        "row.act_by": _act_by(asked, say),
        "row.opens": say.day(deadline.opens) if deadline.opens and deadline.opens > today else "",
        "row.reserve": say("reserve", day=say.day(deadline.due_effective)) if reserve else "",
        "row.late": sentences.price_of_lateness(deadline, today, say),
        "row.otherwise": sentences.otherwise(deadline, say),
        "answers.row.so_far": "; ".join(_so_far(session, asked, say)),
    }
    return [(say(code), value) for code, value in rows.items() if value]


def wanted(row: InstructionRow, say: Language) -> str:
    """What somebody wants done, since when, and why."""
    gaps = {"wish": say(f"answers.wish.{row.wish}"), "actor": row.actor, "day": say.day(row.at.date())}
    if row.ask_again_on:
        gaps["wish"] = say("answers.wish.ask_again_on", day=say.day(row.ask_again_on))
    return say("answers.so_far.wish.noted", note=row.note, **gaps) if row.note else say("answers.so_far.wish", **gaps)


def _act_by(asked: Asked, say: Language) -> str:
    """By when, at the office and where the reader is."""
    place, aim = office(asked.deadline.office), asked.deadline.drives_act_by
    if aim < place.today(asked.now):
        return say("act_by.gone", day=say.day(aim))
    zone, here = place.zone, asked.person.zone if asked.person else place.zone
    there = say("act_by.there", day=say.day(aim), zone=zone)
    if here == zone:
        return there
    return say.list([there, say("act_by.here", moment=say.moment(day_ends(aim, zone), here), zone=here)])


def _so_far(session: Session, asked: Asked, say: Language) -> Iterator[str]:
    """What people answered already, for the day as it stands."""
    number = [asked.deadline.id]
    for instruction in instructions_in_force(session, number)[-1:]:
        yield wanted(instruction, say)
    for completion in unconfirmed_completions(session, number):
        day = say.day(completion.done_on)
        yield say(f"answers.so_far.{completion.state}", actor=completion.actor, day=day)
    for seen in acknowledgements_in_force(session, number)[-1:]:
        yield say("answers.so_far.seen", actor=seen.actor, day=say.day(seen.at.date()))
