"""Up to which moment a file looks: now, or the end of a day in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from rules.texts import Text
from service.clock import today_everywhere
from service.portfolio.errors import Invalid, wrong
from service.store import CaseRow

AHEAD = Text("dossier.ahead", "on {value} lies after {today}; give a day that has begun, or leave it out")
NOT_YET_KNOWN = Text(
    "dossier.not_yet_known", "nothing was known of {reference} by {value}: it was registered on {registered}"
)

SHORTEST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """What happened before `end` belongs to the file; `on` is the day that ends there, None for a file as of now."""

    end: datetime
    on: date | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Whether something happened, and within the span."""
        return moment is not None and moment < self.end

    @property
    def last_day(self) -> date:
        """The day by which facts were looked at, as registering and recomputing do."""
        return today_everywhere(self.end - SHORTEST)


def span_of(case: CaseRow, on: date | None, now: datetime) -> Span:
    """The span of the file of a case. Raises `Invalid` for a day to come or before the case was registered."""
    if on is None:
        return Span(now + SHORTEST)
    today = now.astimezone(UTC).date()
    if on > today:
        raise Invalid(wrong("on", AHEAD(value=str(on), today=str(today)), str(on)))
    span = Span(min(datetime.combine(on, time(), UTC) + timedelta(days=1), now + SHORTEST), on)
    if not span.holds(case.created_at):
        registered = str(case.created_at.date())
        message = NOT_YET_KNOWN(reference=case.reference, value=str(on), registered=registered)
        raise Invalid(wrong("on", message, str(on)))
    return span
