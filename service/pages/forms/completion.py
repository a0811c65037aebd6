"""The form by which somebody reports what was done, for one number or for several, with what proves it."""

from typing import Any

from sqlalchemy.orm import Session

from service.pages.forms.asking import Asked, NotFilledInError, Outcome, Sent
from service.portfolio.completing import CONFIRMED, STATES, Proof, complete
from service.portfolio.context import Context
from service.portfolio.docket import in_question
from service.portfolio.proof_files import LARGEST, add_file, check_file
from service.reminders.sentences import title
from service.store import CompletionRow, DeadlineRow
from service.store.answers import unsettled_series
from service.words import Language


def show(session: Session, asked: Asked, say: Language) -> dict[str, Any]:
    """The states to choose from, today where the person is, and the other numbers that may be done with this one."""
    return {
        "states": STATES,
        "today": asked.today,
        "series": [
            {"number": one.number, "title": title(one, say), "day": say.day(one.drives_act_by)}
            for one in unsettled_series(session, asked.deadline)
            if one.id != asked.deadline.id
        ],
        "largest": LARGEST >> 20,
    }


def act(session: Session, context: Context, asked: Asked, sent: Sent) -> Outcome:
    """Record the completions; the file belongs to that of the deadline itself."""
    proof = _proof(asked, sent)
    if sent.file:
        check_file(sent.file)
    completions = complete(session, context, asked.deadline.id, proof)
    if sent.file:
        add_file(session, context, completions[0].id, sent.file)
    return _outcome(session, proof, completions)


def _proof(asked: Asked, sent: Sent) -> Proof:
    state = sent.text("state")
    if state not in STATES:
        raise NotFilledInError("state", "answers.wrong.state")
    day = sent.day("done_on")
    if day > asked.today:
        raise NotFilledInError("done_on", "answers.wrong.future", day=day)
    words = [word for word in (sent.text("reference"), sent.text("note")) if word]
    if state == CONFIRMED and not words and not sent.file:
        raise NotFilledInError("reference", "answers.wrong.proof")
    covers = sent.numbers("covers")
    by = asked.person.name if asked.person else None
    return Proof(state, day, "; ".join(words) or None, (asked.deadline.number, *covers) if covers else (), by)


def _outcome(session: Session, proof: Proof, completions: list[CompletionRow]) -> Outcome:
    doubted = [one for one in completions if in_question(one)]
    if not doubted:
        many = ".many" if len(completions) > 1 else ""
        return Outcome(f"answers.done.{proof.state}{many}", {"count": len(completions)})
    deadline = session.get_one(DeadlineRow, doubted[0].deadline_id)
    ends = deadline.grace_ends_effective or deadline.due_effective
    gaps = {"title": deadline, "day": proof.done_on, "opens": deadline.opens, "ends": ends}
    return Outcome("answers.done.questioned" if deadline.opens else "answers.done.questioned.late", gaps, good=False)
