"""When a completion no longer proves what it was made for, so that a person has to say whether it stands."""

from collections.abc import Sequence
from datetime import date, datetime

import rules
from rules.texts import Message
from service.portfolio.computing import Document, derivation_of_due, same_facts
from service.portfolio.texts import BEFORE_CASE, MOVED, REDERIVED, TOO_EARLY, TOO_LATE, VANISHED
from service.store import CompletionRow, DeadlineRow


def against(completion: CompletionRow, row: DeadlineRow, document: Document, why: Message) -> Message | None:
    """Why a completion is in question now that its deadline was computed anew, or None where it isn't.

    `document` is the computed deadline with its derivation.
    """
    if row.due != completion.against_due:
        return MOVED(old=str(completion.against_due), new=str(row.due), why=why)
    derivation = derivation_of_due(document)
    if completion.against_derivation and not same_facts(completion.against_derivation, derivation):
        return REDERIVED(new=str(row.due), why=why)
    return None


def vanished(why: Message) -> Message:
    """Why the completions of a deadline that is no longer computed are in question."""
    return VANISHED(why=why)


def window(row: DeadlineRow, done_on: date, first_date: date | None, *, prepaid: bool = False) -> Message | None:
    """Why a day of payment or filing is doubtful: before the case, before `opens`, or after the late period.

    `prepaid` allows a day before `opens`, for numbers paid together with an earlier one.
    """
    if first_date and done_on < first_date:
        return BEFORE_CASE(day=str(done_on), first=str(first_date))
    if row.opens and done_on < row.opens and not prepaid:
        return TOO_EARLY(day=str(done_on), opens=str(row.opens))
    ends = row.grace_ends_effective or row.due_effective
    return TOO_LATE(day=str(done_on), ends=str(ends)) if done_on > ends else None


def still_fits(row: DeadlineRow, completions: Sequence[CompletionRow]) -> list[tuple[CompletionRow, Message]]:
    """Those completions whose day now lies outside the window of a deadline, with the reason."""
    doubts = [(completion, window(row, completion.done_on, None)) for completion in completions]
    return [(completion, doubt) for completion, doubt in doubts if doubt]


def put_in_question(completion: CompletionRow, now: datetime, doubt: Message) -> None:
    """Put a completion in question and say why, in English and by code; an earlier answer no longer counts."""
    completion.questioned_at = now
    for name, value in rules.said("questioned_why", doubt).items():
        setattr(completion, name, value)
    completion.answered_at = completion.answered_by = None
