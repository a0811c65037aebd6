"""The treaties that every office shares: the Paris period and entry into the national phase under the PCT."""

from rules.case import Case
from rules.cites import Act
from rules.language.blocks import Duty
from rules.language.choices import when
from rules.language.conditions import right_is
from rules.language.events import filing
from rules.language.periods import months

PARIS = Act("Paris Convention", "Paris Convention for the Protection of Industrial Property")
PCT = Act("PCT", "Patent Cooperation Treaty")

# No office's closed day moves this end here: each office of second filing has its own calendar.
PRIORITY_PERIOD = Duty(
    "priority_end",
    due=when(right_is("patent", "utility_model"), filing + months(12), otherwise=filing + months(6)),
    cite=PARIS("Art. 4C(1)"),
    moves_due=False,
)


def duties_of_treaties(case: Case) -> tuple[Duty, ...]:
    """Return the duties that treaties add to a case, whatever its office."""
    return (PRIORITY_PERIOD,) if case.attributes.get("first_filing") else ()


def offices_concerned(case: Case) -> tuple[str, ...]:
    """Return the offices, beyond the case's own, whose calendars its deadlines need."""
    designated = case.attributes.get("designations", ())
    return designated if isinstance(designated, tuple) else ()
