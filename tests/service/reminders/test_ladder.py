"""The rungs of a ladder, each with the office's day it belongs to."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.portfolio.answers import UNANSWERED, Answered
from service.reminders.ladder import BACKUP, DEFAULT, SUPERVISORS, URGENCIES, Ladder, last_day, leads_to, rungs

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


def named(
    deadline: Dated, today: date = TODAY, ladder: Ladder = DEFAULT, said: Answered = UNANSWERED
) -> dict[str, str]:
    """The rungs of people in charge by stage, each with its day, in order; what only supervisors hear stays out."""
    found = rungs(deadline, today, ladder, said)
    return {rung.stage: rung.day.isoformat() for rung in found if SUPERVISORS not in rung.audience}


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
    assert list(rungs(replace(RENEWAL, state=state), TODAY)) == []


def test_urgency_never_falls_as_days_pass() -> None:
    ranks = [URGENCIES.index(rung.urgency) for rung in rungs(RENEWAL, TODAY) if SUPERVISORS not in rung.audience]
    assert ranks == sorted(ranks)


def test_the_backup_gets_the_last_three_rungs_of_each_climb_and_all_that_is_late() -> None:
    theirs = [rung.stage for rung in rungs(RENEWAL, TODAY) if BACKUP in rung.audience and rung.phase != "over"]
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


def test_the_last_day_is_the_latest_of_the_three_ends() -> None:
    assert last_day(RENEWAL) == date(2028, 5, 31)
    assert last_day(replace(RENEWAL, restoration_ends=None)) == date(2027, 5, 31)
    assert last_day(replace(RENEWAL, restoration_ends=None, late=[])) == date(2026, 11, 30)


def test_the_end_of_the_calendar_breaks_no_ladder() -> None:
    last = replace(RENEWAL, drives_act_by=date(9999, 12, 31), late=[], restoration_ends=None)
    assert named(last)["act_by.0"] == "9999-12-31"


# ---------------------------------------------------------------- ladders as data


def climbs(days: dict[str, str], phase: str) -> list[str]:
    """The stages of one phase, in order."""
    return [stage for stage in days if stage.partition(".")[0] == phase]


def test_a_ladder_of_its_own_has_its_own_days() -> None:
    days = named(RENEWAL, ladder=Ladder(act_by=(365, 45, 3, 1, 0), grace=(3, 1, 0)))
    assert climbs(days, "act_by") == ["act_by.365", "act_by.45", "act_by.3", "act_by.1", "act_by.0"]
    assert days["act_by.365"] == "2025-11-30"
    assert climbs(days, "grace") == ["grace.3", "grace.1", "grace.0"]


def test_days_of_lead_move_the_climb_and_the_last_rungs_come_again_before_the_law() -> None:
    """Ten days before Monday, 30 November 2026: the climb ends on the 20th, and the law's last days still come."""
    days = named(RENEWAL, ladder=Ladder(lead_days=10))
    assert (days["act_by.30"], days["act_by.0"]) == ("2026-10-21", "2026-11-20")
    assert [days[f"act_by.law.{one}"] for one in (3, 1, 0)] == ["2026-11-27", "2026-11-29", "2026-11-30"]


def test_before_each_step_of_the_late_period_grows_dearer_there_is_a_rung() -> None:
    """Steps end on 31 December and 31 January: three days before each the price is about to rise."""
    cn = replace(RENEWAL, late=[{"until": "2026-12-31"}, {"until": "2027-01-31"}, {"until": "2027-02-28"}])
    assert {stage: day for stage, day in named(cn).items() if stage.startswith("price.")} == {
        "price.1": "2026-12-28",
        "price.2": "2027-01-28",
    }


# ---------------------------------------------------------------- what answers do to it

SEEN = Answered(acknowledged_at=datetime(2026, 7, 1, tzinfo=UTC))
RENEW = Answered(wish="renew", instructed_at=datetime(2026, 7, 1, tzinfo=UTC))
PAID = Answered(ordered_or_paid=True)
LAPSE = Answered(wish="lapse", lapse_proposed=True, instructed_at=datetime(2026, 7, 1, tzinfo=UTC))


@pytest.mark.parametrize("said", [SEEN, RENEW, PAID, LAPSE])
def test_an_answer_quietens_a_ladder_and_leaves_the_last_rungs(said: Answered) -> None:
    days = named(RENEWAL, said=said)
    assert climbs(days, "act_by") == ["act_by.30", "act_by.7", "act_by.3", "act_by.1", "act_by.0"]
    assert climbs(days, "grace") == ["grace.14", "grace.3", "grace.1", "grace.0"]
    assert climbs(days, "late") == ["late.1"]
    assert climbs(days, "restoration") == ["restoration.30", "restoration.7", "restoration.0"]


@pytest.mark.parametrize("wish", ["undecided", "not_mine"])
def test_an_answer_that_decides_nothing_quietens_nothing(wish: str) -> None:
    said = Answered(wish=wish, instructed_at=datetime(2026, 7, 1, tzinfo=UTC))
    assert named(RENEWAL, said=said) == named(RENEWAL)


def test_ask_again_is_silent_until_its_day_and_then_asks() -> None:
    said = Answered(wish="ask_again", ask_again_on=date(2026, 10, 5), instructed_at=datetime(2026, 7, 1, tzinfo=UTC))
    days = named(RENEWAL, said=said)
    assert list(days)[:4] == ["opens", "ask_again.2026-10-05", "act_by.30", "act_by.14"]


def test_asking_again_never_silences_the_last_rungs() -> None:
    said = Answered(wish="ask_again", ask_again_on=date(2026, 12, 24), instructed_at=datetime(2026, 7, 1, tzinfo=UTC))
    assert climbs(named(RENEWAL, said=said), "act_by") == ["act_by.3", "act_by.1", "act_by.0"]


def test_an_owners_standing_order_has_its_day_unless_something_was_decided() -> None:
    """Thirty days before the owner's goal, itself ten days before 30 November: 21 October."""
    standing = Ladder(lead_days=10, silence_days=30)
    assert named(RENEWAL, ladder=standing)["silence"] == "2026-10-21"
    assert "silence" not in named(RENEWAL, ladder=standing, said=RENEW)
    assert "silence" not in named(RENEWAL)


def test_supervisors_hear_near_each_end_that_nothing_is_on_record() -> None:
    theirs = {rung.stage: rung.day.isoformat() for rung in rungs(RENEWAL, TODAY) if rung.audience == (SUPERVISORS,)}
    assert theirs == {
        "nothing_recorded.act_by.7": "2026-11-23",
        "nothing_recorded.act_by.1": "2026-11-29",
        "nothing_recorded.grace.7": "2027-05-24",
        "nothing_recorded.grace.1": "2027-05-30",
    }
    for said in (RENEW, PAID, LAPSE):
        assert not [rung for rung in rungs(RENEWAL, TODAY, DEFAULT, said) if SUPERVISORS in rung.audience]
    assert [rung for rung in rungs(RENEWAL, TODAY, DEFAULT, SEEN) if SUPERVISORS in rung.audience]


def test_only_the_last_rungs_and_escalations_leave_alone() -> None:
    alone = [rung.stage for rung in rungs(RENEWAL, TODAY) if rung.alone and rung.phase != "nothing_recorded"]
    assert alone == ["act_by.3", "act_by.1", "act_by.0", "grace.3", "grace.1", "grace.0", "restoration.0"]


@pytest.mark.parametrize(
    ("stage", "today", "leads"),
    [
        ("act_by.30", "2026-10-31", ("act_by", "2026-11-30")),
        ("act_by.law.3", "2026-11-27", ("act_by", "2026-11-30")),
        ("late.1", "2026-12-01", ("late", "2027-05-31")),
        ("grace.3", "2027-05-28", ("late", "2027-05-31")),
        ("nothing_recorded.grace.7", "2027-05-24", ("late", "2027-05-31")),
        ("restoration.7", "2028-05-24", ("restoration", "2028-05-31")),
        ("bounced.17", "2026-11-01", ("act_by", "2026-11-30")),
        ("bounced.17", "2026-12-24", ("late", "2027-05-31")),
        ("not_mine.20270701T080000", "2027-07-01", ("restoration", "2028-05-31")),
    ],
)
def test_each_stage_leads_to_a_day_and_says_what_ends_on_it(stage: str, today: str, leads: tuple[str, str]) -> None:
    ending, day = leads_to(RENEWAL, stage, date.fromisoformat(today))
    assert (ending, day.isoformat()) == leads
