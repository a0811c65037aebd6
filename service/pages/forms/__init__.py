"""The forms of answers: what each shows, and what it does once somebody sends it.

    form = show(session, INSTRUCT, asked, say)
    outcome = act(session, context, INSTRUCT, asked, await read_sent(request))

They take a person and a deadline, so that a link in a mail and a page of somebody signed in are served by the same
forms. A template `answers/form/<purpose>.html.j2` is what stands between `<form>` and its end; it needs `say`, `form`,
`filled` (what was sent before, else `Sent()`) and `wrong` (None, or a name and a text). Showing a form changes nothing;
sending it twice does nothing the second time.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from service.pages.forms import acknowledgement, completion, instruction, lapse, taking_back
from service.pages.forms.asking import Asked, NotFilledInError, Outcome, Sent
from service.pages.forms.receiving import read_sent
from service.portfolio.context import Context
from service.reminders.links import ACKNOWLEDGE, COMPLETE, CONFIRM_LAPSE, INSTRUCT
from service.words import Language

__all__ = ["JUDGE", "TAKE_BACK", "WITHDRAW", "Asked", "NotFilledInError", "Outcome", "Sent", "act", "read_sent", "show"]

WITHDRAW, TAKE_BACK, JUDGE = "withdraw", "void", "question"  # what somebody signed in may do besides

_SHOWN: dict[str, Callable[[Session, Asked, Language], dict[str, Any]]] = {
    ACKNOWLEDGE: acknowledgement.show,
    INSTRUCT: instruction.show,
    COMPLETE: completion.show,
    CONFIRM_LAPSE: lapse.show,
    WITHDRAW: taking_back.show,
    TAKE_BACK: taking_back.show,
    JUDGE: taking_back.show,
}
_ACTS: dict[str, Callable[[Session, Context, Asked, Sent], Outcome]] = {
    ACKNOWLEDGE: acknowledgement.act,
    INSTRUCT: instruction.act,
    COMPLETE: completion.act,
    CONFIRM_LAPSE: lapse.act,
    WITHDRAW: taking_back.withdraw,
    TAKE_BACK: taking_back.take_back,
    JUDGE: taking_back.judge,
}


def show(session: Session, purpose: str, asked: Asked, say: Language) -> dict[str, Any]:
    """What the form for a purpose shows, as its template's `form`."""
    return _SHOWN[purpose](session, asked, say)


def act(session: Session, context: Context, purpose: str, asked: Asked, sent: Sent) -> Outcome:
    """Do what somebody asked for by a form, and tell what came of it.

    Raises `NotFilledInError` and the portfolio's refusals; then nothing may be committed.
    """
    return _ACTS[purpose](session, context, asked, sent)
