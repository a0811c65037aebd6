"""The rungs of a ladder, each with the office's day it belongs to."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from service.reminders.ladder import URGENCIES, first_rungs, last_day, rungs

TODAY = date(2026, 1, 5)  # a Monday


@dataclass(slots=True)
class Dated:
    """The dates of a deadline: a European renewal fee for year 3, filed 2024-11-15."""

    state: str = "open"
    opens: date | None = date(2026, 5, 31)
    drives_act_by: date = date(2026, 11, 30)
    late: list[Any] = field(default_factory=lambda: [{"until": "2027-05-31"}])
    restoration_ends: date | None = date(2028, 5, 31)
    restoration_basis: str = "due_care"


RENEWAL = Dated()


def named(deadline: Dated, today: date = TODAY) -> dict[str, str]:
    """The rungs by stage, each with its day, in order."""
    return {rung.stage: rung.day.isoformat() for rung in rungs(deadline, today)}


def test_a_ladder_climbs_to_act_by_then_through_the_late_period_to_the_end_of_restoration() -> None:
    climbed = list(named(RENEWAL).items())
    assert climbed[:21] == [
        ("opens", "2026-05-31"),
        ("act_by.180", "2026-06-03"),
        ("act_by.90", "2026-09-01"),
        ("act_by.60", "2026-10-01"),
        ("act_by.30", "2026-10-31"),
        ("act_by.14", "2026-11-16"),
        ("act_by.7", "2026-11-23"),
        ("act_by.3", "2026-11-27"),
        ("act_by.1", "2026-11-29"),
        ("act_by.0", "2026-11-30"),
        ("late.1", "2026-12-01"),
        ("grace.30", "2027-05-01"),
        ("grace.14", "2027-05-17"),
        ("grace.7", "2027-05-24"),
        ("grace.3", "2027-05-28"),
        ("grace.1", "2027-05-30"),
        ("grace.0", "2027-05-31"),
        ("restoration.30", "2028-05-01"),
        ("restoration.7", "2028-05-24"),
        ("restoration.0", "2028-05-31"),
        ("over.1", "2028-06-01"),
    ]


def test_after_its_last_day_a_deadline_is_asked_for_every_four_weeks_for_two_years() -> None:
    over = [day for stage, day in named(RENEWAL).items() if stage.startswith("over.")]
    assert over[:2] == ["2028-06-01", "2028-06-29"]
    assert over[-1] == "2030-05-02"  # 25 times 4 weeks after the first
    assert len(over) == 26


def test_each_step_of_the_late_period_begins_with_a_rung_on_the_day_after_the_one_before() -> None:
    cn = replace(RENEWAL, late=[{"until": "2026-12-31"}, {"until": "2027-01-31"}, {"until": "2027-02-28"}])
    assert {stage: day for stage, day in named(cn).items() if stage.startswith("late.")} == {
        "late.1": "2026-12-01",
        "late.2": "2027-01-01",
        "late.3": "2027-02-01",
    }


def test_rungs_of_a_later_phase_never_lie_in_the_phase_before() -> None:
    short = replace(RENEWAL, late=[{"until": "2026-12-10"}], restoration_ends=date(2026, 12, 15))
    days = named(short)
    assert [stage for stage in days if stage.startswith("grace.")] == ["grace.7", "grace.3", "grace.1", "grace.0"]
    assert [stage for stage in days if stage.startswith("restoration.")] == ["restoration.0"]


def test_a_step_that_ends_by_act_by_is_no_late_step() -> None:
    overridden = replace(RENEWAL, late=[{"until": "2026-11-30"}, {"until": "2026-12-31"}])
    assert [stage for stage in named(overridden) if stage.startswith("late.")] == ["late.1"]


@pytest.mark.parametrize("basis", ["as_of_right", "unintentional", "due_care"])
def test_restoration_has_rungs_whatever_it_needs(basis: str) -> None:
    assert "restoration.30" in named(replace(RENEWAL, restoration_basis=basis))


def test_without_restoration_the_ladder_ends_with_the_late_period() -> None:
    days = named(replace(RENEWAL, restoration_basis="none"))
    assert "restoration.0" not in days
    assert days["over.1"] == "2027-06-01"


def test_without_a_late_period_the_day_after_act_by_is_over() -> None:
    bare = replace(RENEWAL, late=[], restoration_ends=None, restoration_basis="none", opens=None)
    days = named(bare)
    assert "opens" not in days
    assert not [stage for stage in days if stage.startswith(("late", "grace", "restoration"))]
    assert days["over.1"] == "2026-12-01"


def test_a_leap_day_is_a_day_like_any_other() -> None:
    leap = replace(RENEWAL, opens=None, drives_act_by=date(2028, 2, 29), late=[], restoration_ends=None)
    days = named(leap)
    assert days["act_by.180"] == "2027-09-02"  # 28 + 31 + 30 + 31 + 31 + 29 days before
    assert days["act_by.1"] == "2028-02-28"
    assert days["act_by.0"] == "2028-02-29"
    assert days["over.1"] == "2028-03-01"


@pytest.mark.parametrize("state", ["settled", "history", "gone"])
def test_what_is_settled_past_or_gone_has_no_rungs(state: str) -> None:
    assert rungs(replace(RENEWAL, state=state), TODAY) == []
    assert first_rungs(replace(RENEWAL, state=state), TODAY) == []


def test_urgency_never_falls_as_days_pass() -> None:
    ranks = [URGENCIES.index(rung.urgency) for rung in rungs(RENEWAL, TODAY)]
    assert ranks == sorted(ranks)


def test_the_backup_gets_the_last_three_rungs_of_each_climb_and_all_that_is_late() -> None:
    theirs = [rung.stage for rung in rungs(RENEWAL, TODAY) if rung.backup and not rung.stage.startswith("over")]
    assert theirs == [
        *("act_by.3", "act_by.1", "act_by.0", "late.1"),
        *("grace.3", "grace.1", "grace.0"),
        *("restoration.30", "restoration.7", "restoration.0"),
    ]


def test_only_last_days_leave_whether_the_recipient_works_or_not() -> None:
    assert [rung.stage for rung in rungs(RENEWAL, TODAY) if rung.regardless] == ["act_by.0", "grace.0", "restoration.0"]


def test_what_is_to_be_verified_is_asked_for_each_monday_and_before_each_later_end() -> None:
    """Asked on Wednesday, 9 December 2026, when `act_by` was over and the late period was not."""
    past = replace(RENEWAL, state="to_verify")
    assert named(past, date(2026, 12, 9)) == {
        "verify.2026-12-07": "2026-12-07",
        "verify.2026-12-14": "2026-12-14",
        "verify.late.1": "2027-05-28",
        "verify.restoration": "2028-05-28",
    }


def test_a_monday_is_its_own_weeks_question() -> None:
    past = replace(RENEWAL, state="to_verify")
    assert "verify.2026-12-07" in named(past, date(2026, 12, 7))
    assert "verify.2026-12-07" not in named(past, date(2026, 12, 14))


def test_the_first_rungs_hold_the_first_of_all() -> None:
    for deadline in (RENEWAL, replace(RENEWAL, opens=None), replace(RENEWAL, opens=date(2026, 10, 1))):
        assert rungs(deadline, TODAY)[0] in first_rungs(deadline, TODAY)


def test_the_last_day_is_the_latest_of_the_three_ends() -> None:
    assert last_day(RENEWAL) == date(2028, 5, 31)
    assert last_day(replace(RENEWAL, restoration_ends=None)) == date(2027, 5, 31)
    assert last_day(replace(RENEWAL, restoration_ends=None, late=[])) == date(2026, 11, 30)


def test_the_end_of_the_calendar_breaks_no_ladder() -> None:
    last = replace(RENEWAL, drives_act_by=date(9999, 12, 31), late=[], restoration_ends=None)
    assert named(last)["act_by.0"] == "9999-12-31"
