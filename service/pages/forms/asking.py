"""What is asked of whom, what they sent, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.portfolio.incoming import LONGEST
from service.portfolio.proof_files import GivenFile
from service.reminders.sentences import title
from service.store import CaseRow, CompletionRow, DeadlineRow, InstructionRow, PersonRow
from service.words import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A deadline with its case, and the person who answers; None for an address that is nobody's.

    `about` is what somebody said before, where the answer is about that.
    """

    deadline: DeadlineRow
    case: CaseRow
    person: PersonRow | None
    now: datetime
    about: CompletionRow | InstructionRow | None = None

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        return self.now.astimezone(ZoneInfo(self.person.zone if self.person else "UTC")).date()


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent by a form: its fields as they were filled in, and perhaps a file."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: GivenFile | None = None

    def text(self, name: str) -> str | None:
        """A field on one line or several, without space around it; None where it is empty. Raises `NotFilledInError`.

        What the store can't hold is left out.
        """
        values = self.fields.get(name, ())
        kept = "".join(mark for mark in (values[0] if values else "") if mark == "\n" or mark.isprintable()).strip()
        if len(kept) > LONGEST:
            raise NotFilledInError(name, "answers.wrong.long", most=LONGEST)
        return kept or None

    def typed(self, name: str, default: str = "") -> str:
        """A field as it was filled in, to be shown again."""
        return next(iter(self.fields.get(name, ())), default)

    def day(self, name: str) -> date:
        """A day. Raises `NotFilledInError`."""
        try:
            return date.fromisoformat(self.text(name) or "")
        except ValueError:
            raise NotFilledInError(name, "answers.wrong.day") from None

    def numbers(self, name: str) -> tuple[int, ...]:
        """The numbers of the boxes that are ticked."""
        return tuple(int(value) for value in self.fields.get(name, ()) if value.isascii() and value.isdigit())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an answer, as a code of the words with its gaps; `good` is False where it calls for more.

    Among the gaps a day stands for itself, a deadline for its title, and a list for several names.
    """

    code: str
    gaps: Mapping[str, Any] = field(default_factory=dict)
    good: bool = True

    def worded(self, say: Language) -> str:
        """What came of it, in the reader's language."""
        return say(self.code, **{name: _worded(value, say) for name, value in self.gaps.items()})


class NotFilledInError(Exception):
    """A field of a form isn't filled in as it must be; nothing was done. `code` with `gaps` says what to do."""

    def __init__(self, name: str, code: str, **gaps: Any) -> None:
        super().__init__(code)
        self.name, self.code, self.gaps = name, code, gaps

    def worded(self, say: Language) -> str:
        """What to do, in the reader's language."""
        return say(self.code, **{name: _worded(value, say) for name, value in self.gaps.items()})


def _worded(value: Any, say: Language) -> Any:
    if isinstance(value, date):
        return say.day(value)
    if isinstance(value, DeadlineRow):
        return title(value, say)
    return say.list(value) if isinstance(value, list) else value
