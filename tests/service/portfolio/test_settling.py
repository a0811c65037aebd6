"""In which state a deadline begins: design rule "history is quiet, but not hidden", day by day."""

from dataclasses import dataclass
from datetime import date

import pytest

from service.portfolio.settling import Authority, begin, over_after


@dataclass(slots=True)
class Dates:
    """The dates of a deadline due on 30 November 2022, late until 31 May 2023."""

    due: date = date(2022, 11, 30)
    due_effective: date = date(2022, 11, 30)
    act_by: date = date(2022, 11, 30)
    grace_ends_effective: date | None = date(2023, 5, 31)
    restoration_ends: date | None = date(2024, 5, 31)


RESTORABLE = Dates()
NOT_COMPUTED = Dates(restoration_ends=None)  # over two years after the late period: 2025-05-31
NO_GRACE = Dates(
    due=date(2024, 2, 29),
    act_by=date(2024, 2, 29),
    due_effective=date(2024, 2, 29),
    grace_ends_effective=None,
    restoration_ends=None,
)  # over on 2026-02-28


@pytest.mark.parametrize(
    ("deadline", "as_of", "state"),
    [
        (RESTORABLE, "2022-11-30", "open"),  # the last day itself
        (RESTORABLE, "2022-12-01", "to_verify"),
        (RESTORABLE, "2024-05-31", "to_verify"),  # the last day of restoration
        (RESTORABLE, "2024-06-01", "history"),
        (NOT_COMPUTED, "2025-05-31", "to_verify"),
        (NOT_COMPUTED, "2025-06-01", "history"),
        (NO_GRACE, "2024-02-29", "open"),
        (NO_GRACE, "2026-02-28", "to_verify"),
        (NO_GRACE, "2026-03-01", "history"),
    ],
)
def test_past_deadlines_are_to_be_verified_until_nothing_can_be_done(deadline: Dates, as_of: str, state: str) -> None:
    assert begin(deadline, date.fromisoformat(as_of), None)[0] == state


@pytest.mark.parametrize(("through", "state"), [("2022-11-30", "settled"), ("2022-11-29", "to_verify")])
def test_an_authority_settles_what_was_due_by_its_day_that_day_included(through: str, state: str) -> None:
    authority = Authority(date.fromisoformat(through), "register")
    assert begin(RESTORABLE, date(2023, 1, 1), authority)[0] == state


def test_restoration_that_ends_within_the_late_period_does_not_end_it_early() -> None:
    assert over_after(Dates(restoration_ends=date(2023, 1, 31))) == date(2023, 5, 31)
