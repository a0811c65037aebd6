"""The form by which somebody says what they want done about a deadline."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from service.pages.forms.asking import Asked, NotFilledInError, Outcome, Sent
from service.portfolio.context import Context
from service.portfolio.instructing import instruct
from service.portfolio.lapsing import confirmers
from service.store import InstructionRow, queries
from service.store.deadlines import ASK_AGAIN, LAPSE, NOT_MINE
from service.words import Language

WISHES = ("renew", LAPSE, ASK_AGAIN, NOT_MINE)
LATER = 30  # days: what the form suggests for asking again


def show(_session: Session, asked: Asked, _say: Language) -> dict[str, Any]:
    """The wishes to choose from, and for how many days the question can be put off."""
    most = _most_days(asked)
    return {
        "wishes": [wish for wish in WISHES if wish != ASK_AGAIN or most > 0],
        "most": most,
        "days": min(LATER, most),
    }


def act(session: Session, context: Context, asked: Asked, sent: Sent) -> Outcome:
    """Record the wish; a lapse is a proposal, and the outcome says who can confirm it."""
    wish = sent.text("wish")
    if wish not in WISHES:
        raise NotFilledInError("wish", "answers.wrong.wish")
    day = asked.today + timedelta(days=_days(asked, sent)) if wish == ASK_AGAIN else None
    row = instruct(
        session, context, asked.deadline.id, wish, person=asked.person, ask_again_on=day, note=sent.text("note")
    )
    if wish == LAPSE:
        return proposed(session, asked, row)
    return Outcome(f"answers.done.{wish}", {"day": day} if day else {})


def proposed(session: Session, asked: Asked, row: InstructionRow) -> Outcome:
    """What becomes of a proposed lapse: who is asked to confirm it, if there is anybody."""
    names = [person.name for person in confirmers(queries.everybody(session), asked.case, row)]
    if not names:
        return Outcome("answers.done.lapse.nobody", good=False)
    return Outcome("answers.done.lapse", {"names": names})


def _most_days(asked: Asked) -> int:
    """For how many days the question can be put off; 0 where it can't."""
    return max(0, (asked.deadline.drives_act_by - asked.today).days - 1)


def _days(asked: Asked, sent: Sent) -> int:
    said, most = sent.text("days") or "", _most_days(asked)
    days = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    if not 1 <= days <= most:
        raise NotFilledInError("days", "answers.wrong.days" if most else "answers.wrong.no_days", most=most)
    return days
