"""The forms by which somebody takes back what was said: an instruction, a completion, or one that is in question."""

from typing import Any

from sqlalchemy.orm import Session

from service.pages.forms.asking import Asked, NotFilledInError, Outcome, Sent
from service.pages.naming import stated
from service.pages.record import heard_of, heard_words
from service.portfolio.completing import answer_question, void
from service.portfolio.context import Context
from service.portfolio.instructing import withdraw_instruction
from service.portfolio.proof_files import files_of
from service.store import CompletionRow, InstructionRow
from service.store.deadlines import SETTLED
from service.words import Language

STANDS, VOID = "stands", "void"


def show(session: Session, asked: Asked, say: Language) -> dict[str, Any]:
    """What was said, by whom, when, and what proves it; of a completion in question also why it is."""
    row = said(asked)
    files = files_of(session, [row.id]) if isinstance(row, CompletionRow) else []
    heard = heard_of(row)
    return {
        "words": heard_words(heard, say),
        "actor": heard.actor,
        "at": heard.at,
        "note": heard.note,
        "files": files,
        "why": stated(row, "questioned_why", say) if isinstance(row, CompletionRow) and row.questioned_why else None,
        "confirmed": isinstance(row, InstructionRow) and row.confirmed_at is not None,
    }


def withdraw(session: Session, context: Context, asked: Asked, sent: Sent) -> Outcome:
    """Withdraw an instruction, a proposed or decided lapse among them."""
    withdraw_instruction(session, context, said(asked).id, _reason(sent))
    return _outcome("answers.done.withdraw", asked)


def take_back(session: Session, context: Context, asked: Asked, sent: Sent) -> Outcome:
    """Void a completion."""
    void(session, context, said(asked).id, _reason(sent))
    return _outcome("answers.done.void", asked)


def judge(session: Session, context: Context, asked: Asked, sent: Sent) -> Outcome:
    """Say whether a completion in question stands."""
    decision = sent.text("decision")
    if decision not in (STANDS, VOID):
        raise NotFilledInError("decision", "answers.wrong.judgement")
    answer_question(session, context, said(asked).id, stands=decision == STANDS, reason=_reason(sent))
    return _outcome(f"answers.done.{decision}", asked)


def said(asked: Asked) -> CompletionRow | InstructionRow:
    """What the form is about; ValueError where it is about a deadline alone."""
    if asked.about is None:
        raise ValueError("nothing was said that could be taken back")
    return asked.about


def _reason(sent: Sent) -> str:
    if reason := sent.text("reason"):
        return reason
    raise NotFilledInError("reason", "answers.wrong.reason.needed")


def _outcome(code: str, asked: Asked) -> Outcome:
    return Outcome(f"{code}.settled" if asked.deadline.state == SETTLED else code)
