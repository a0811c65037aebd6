"""A deadline as somebody who is to answer needs it: which right, what is due, by when there and here, what is lost."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from service.pages.forms import Asked
from service.reminders import sentences
from service.reminders.desk import office
from service.reminders.facts import facts as rows_of
from service.store import InstructionRow
from service.store.answers import acknowledgements_in_force, instructions_in_force, unconfirmed_completions
from service.words import Language

Fact = tuple[str, str]


def heading(asked: Asked, say: Language) -> str:
    """What is due, and in which case."""
    return f"{sentences.title(asked.deadline, say)} · {asked.case.reference}"


def facts(session: Session, asked: Asked, say: Language) -> list[Fact]:
    """Labels with what stands beside them, without those of which nothing is known."""
    place = office(asked.deadline.office)
    here = asked.person.zone if asked.person else place.zone
    rows = rows_of(asked.deadline, asked.case, place, asked.now, say, here)
    rows["answers.row.so_far"] = "; ".join(_so_far(session, asked, say))
    return [(say(code), value) for code, value in rows.items() if value]


def wanted(row: InstructionRow, say: Language) -> str:
    """What somebody wants done, since when, and why."""
    gaps = {
        "wish": say(f"answers.wish.{row.wish}"),
        "actor": sentences.actor(row.actor, say),
        "day": say.day(row.at.date()),
    }
    if row.ask_again_on:
        gaps["wish"] = say("answers.wish.ask_again_on", day=say.day(row.ask_again_on))
    return say("answers.so_far.wish.noted", note=row.note, **gaps) if row.note else say("answers.so_far.wish", **gaps)


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
