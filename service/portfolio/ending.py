"""What ends a ladder before its time: a confirmed completion, or a lapse that two different people want."""

from rules.texts import Message
from service.portfolio.audit import because
from service.portfolio.context import Context
from service.portfolio.docket import Docket
from service.portfolio.texts import DONE, LAPSED
from service.store import DeadlineRow, InstructionRow


def ended_by(docket: Docket, row: DeadlineRow) -> Message | None:
    """Why a deadline needs no reminding any longer, or None where nobody settled it."""
    if confirmed := docket.confirmed(row):
        return DONE(day=str(confirmed[-1].done_on), actor=confirmed[-1].actor)
    if lapse := docket.lapse(row):
        return _lapsed(docket, lapse)
    return None


def take_back_lapse(context: Context, lapse: InstructionRow, why: Message) -> None:
    """Withdraw a decided lapse whose deadline is another one now."""
    lapse.withdrawn_at, lapse.withdrawn_by = context.now, context.actor
    for name, value in because("withdraw_reason", why).items():
        setattr(lapse, name, value)


def _lapsed(docket: Docket, lapse: InstructionRow) -> Message:
    """Who decided a lapse, and when."""
    confirmer, day = docket.people[lapse.confirmed_person_id or 0], (lapse.confirmed_at or lapse.at).date()
    return LAPSED(
        proposer=lapse.actor, proposed_on=str(lapse.at.date()), confirmer=confirmer.name, confirmed_on=str(day)
    )
