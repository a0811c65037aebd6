"""What the owner of rights wants of the reminders, as the mails about their cases say it."""

from dataclasses import dataclass

from service.store.people import REMIND


@dataclass(frozen=True, slots=True)
class OwnerWishes:
    """What one owner wants; the defaults hold for an owner who said nothing.

    `lead_days` before the day to act by the owner wants things done. `unanswered` is what silence means: `remind`
    (nobody acts unasked) or `renew` (from `silence_days` before the day to act by, silence is the instruction to
    renew). After `patience_days` without an answer the back-up is told.
    """

    lead_days: int = 0
    unanswered: str = REMIND
    silence_days: int = 30
    patience_days: int = 7


SILENT = OwnerWishes()  # of an owner who said nothing
