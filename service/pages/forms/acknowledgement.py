"""The form by which somebody says that they have seen a deadline."""

from typing import Any

from sqlalchemy.orm import Session

from service.pages.forms.asking import Asked, Outcome, Sent
from service.portfolio.context import Context
from service.reminders.acknowledging import acknowledge
from service.words import Language


def show(_session: Session, _asked: Asked, _say: Language) -> dict[str, Any]:
    """Nothing beside the deadline itself."""
    return {}


def act(session: Session, context: Context, asked: Asked, sent: Sent) -> Outcome:
    """Record that the deadline was seen as it stands."""
    acknowledge(session, context, asked.deadline, person=asked.person, note=sent.text("note"))
    return Outcome("answers.done.acknowledge")
