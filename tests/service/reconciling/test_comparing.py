"""What rows come to beside the deadlines of their case, worked by hand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.portfolio.reconciling.comparing import compare
from service.portfolio.reconciling.lists import Theirs


@dataclass
class Deadline:
    """A deadline with its days."""

    id: int
    kind: str
    number: int
    office: str
    due: date
    due_effective: date
    act_by: date
    drives_act_by: date


def annuity(number: int, due: date, moved: date | None = None) -> Deadline:
    """A fee whose days are all one, unless the payment may wait for an open day."""
    return Deadline(number, "annuity", number, "EP", due, moved or due, due, due)


# 30 November 2025 is a Sunday, so that the payment is on time on Monday.
SERIES = [
    annuity(10, date(2025, 11, 30), moved=date(2025, 12, 1)),
    annuity(11, date(2026, 11, 30)),
    annuity(12, date(2027, 11, 30)),
]


def theirs(day: str, **said: Any) -> Theirs:
    return Theirs(line=2, cells={}, due=date.fromisoformat(day), **said)


def verdicts(*rows: Theirs) -> list[tuple[str, int | None, str | None]]:
    return [(one.verdict, one.deadline_id, one.agrees_with) for one in compare(rows, SERIES)]


def test_the_nominal_day_and_the_moved_one_both_agree_and_which_is_told() -> None:
    nominal = theirs("2025-11-30", kinds=("annuity",), number=10)
    moved = theirs("2025-12-01", kinds=("annuity",), number=10)

    assert verdicts(nominal) == [("agree", 10, "due")]
    assert verdicts(moved) == [("agree", 10, "due_effective")]


def test_kind_and_number_decide_however_far_the_days_lie_apart() -> None:
    assert verdicts(theirs("2030-11-30", kinds=("annuity",), number=11)) == [("differ", 11, None)]


def test_without_a_number_the_nearest_in_time_is_meant() -> None:
    assert verdicts(theirs("2026-11-15")) == [("differ", 11, None)]
    assert verdicts(theirs("2029-11-30", kinds=("annuity",))) == [("only_there", None, None)]


def test_each_deadline_answers_to_one_row_and_those_that_say_most_choose_first() -> None:
    vague, exact = theirs("2026-11-30"), theirs("2026-11-30", kinds=("annuity",), number=11)

    assert verdicts(vague, exact) == [("only_there", None, None), ("agree", 11, "due")]


def test_another_kind_or_number_is_not_there() -> None:
    assert verdicts(theirs("2026-11-30", kinds=("renewal",), number=1)) == [("only_there", None, None)]
    assert verdicts(theirs("2026-11-30", kinds=("annuity",), number=40)) == [("only_there", None, None)]
