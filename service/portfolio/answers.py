"""What people answered about a deadline as it is aimed now, as far as it quietens the ladder.

An answer belongs to the `act_by` it was given for: once that moves, the deadline is unanswered again. Whether it ends a
ladder is another matter: a confirmed completion and a confirmed lapse settle the deadline itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from service.store import AcknowledgementRow, CompletionRow, InstructionRow
from service.store.answers import acknowledgements_in_force, instructions_in_force, unconfirmed_completions
from service.store.deadlines import LAPSE, RENEW

Row = TypeVar("Row", InstructionRow, AcknowledgementRow, CompletionRow)


@dataclass(frozen=True, slots=True)
class Answered:
    """The standing answer about one deadline.

    `wish` is the latest instruction that nobody withdrew (`renew`, `lapse`, `undecided`, `ask_again`, `not_mine`),
    `instructed_at` its moment; `ask_again_on` is the first day on which `ask_again` no longer quietens, null with every
    other wish. `lapse_proposed`: the wish is a lapse that no second person has confirmed. `ordered_or_paid`: somebody
    did something, which nobody has confirmed yet. `acknowledged_at` is the latest moment at which somebody said that
    they had seen the deadline.
    """

    wish: str | None = None
    instructed_at: datetime | None = None
    instructed_by: str | None = None
    ask_again_on: date | None = None
    lapse_proposed: bool = False
    ordered_or_paid: bool = False
    acknowledged_at: datetime | None = None

    @property
    def anything(self) -> bool:
        """Whether anybody answered at all."""
        return self.wish is not None or self.ordered_or_paid or self.acknowledged_at is not None

    @property
    def decided(self) -> bool:
        """Whether something is under way: an instruction to renew, a lapse proposed, an order, a payment."""
        return self.ordered_or_paid or self.wish in (RENEW, LAPSE)

    @property
    def quiet(self) -> bool:
        """Whether the ladder goes on at a lower pace: somebody has seen to it, or at least seen it."""
        return self.decided or (self.wish is None and self.acknowledged_at is not None)

    @property
    def last_at(self) -> datetime | None:
        """When somebody last instructed or acknowledged."""
        return max((moment for moment in (self.instructed_at, self.acknowledged_at) if moment), default=None)


UNANSWERED = Answered()


def standing_answer(
    instructions: Sequence[InstructionRow],
    acknowledgements: Sequence[AcknowledgementRow],
    completions: Sequence[CompletionRow],
) -> Answered:
    """The standing answer, from the rows in force for the present aim, each kind in the order of time."""
    holds = instructions[-1] if instructions else None
    return Answered(
        wish=holds.wish if holds else None,
        instructed_at=holds.at if holds else None,
        instructed_by=holds.actor if holds else None,
        ask_again_on=holds.ask_again_on if holds else None,
        lapse_proposed=holds is not None and holds.wish == LAPSE and holds.confirmed_at is None,
        ordered_or_paid=bool(completions),
        acknowledged_at=acknowledgements[-1].at if acknowledgements else None,
    )


def answers_of(session: Session, deadline_ids: Collection[int]) -> dict[int, Answered]:
    """The standing answer about each of these deadlines; `UNANSWERED` where nobody said anything."""
    instructions = _by_deadline(instructions_in_force(session, deadline_ids))
    acknowledgements = _by_deadline(acknowledgements_in_force(session, deadline_ids))
    completions = _by_deadline(unconfirmed_completions(session, deadline_ids))
    return {
        number: standing_answer(instructions[number], acknowledgements[number], completions[number])
        for number in deadline_ids
    }


def _by_deadline(rows: Iterable[Row]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.deadline_id].append(row)
    return groups
