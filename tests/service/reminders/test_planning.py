"""What is due at a moment, for whom, and when to look again."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from service.reminders.planning import look, next_rung_at
from service.reminders.recipients import Recipient, Recipients

EVA = Recipient("eva@example.com", "Eva", "Europe/Berlin")
LI = Recipient("li@example.com", "Li", "Asia/Shanghai")
BERLIN = "Europe/Berlin"


@dataclass(slots=True)
class Dated:
    """A European renewal fee to be paid by Monday, 30 November 2026."""

    state: str = "open"
    opens: date | None = date(2026, 5, 31)
    drives_act_by: date = date(2026, 11, 30)
    late: list[Any] = field(default_factory=lambda: [{"until": "2027-05-31"}])
    restoration_ends: date | None = None
    restoration_basis: str = "none"


FEE = Dated()
ONLY_EVA = Recipients(EVA)
BOTH = Recipients(EVA, LI)


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def everything_until(stage: str) -> set[tuple[str, str]]:
    """Eva's stages up to and with one, as recorded."""
    stages = ["opens", *(f"act_by.{days}" for days in (180, 90, 60, 30, 14, 7, 3, 1, 0)), "late.1"]
    return {(one, EVA.address) for one in stages[: stages.index(stage) + 1]}


def test_before_the_first_rung_nothing_is_due_and_the_next_look_is_the_first_rung() -> None:
    outlook = look(FEE, ONLY_EVA, BERLIN, set(), at("2026-01-05 08:00"))
    assert outlook.reminders == ()
    assert outlook.next_at == at("2026-06-01 07:00")  # Sunday, 31 May, opens: told on Monday at 09:00 CEST
    assert not outlook.missed


def test_a_rung_is_due_from_its_slot_on_and_not_a_second_before() -> None:
    recorded = everything_until("act_by.30")
    slot = at("2026-11-16 08:00")  # 14 days before: Monday, 09:00 CET
    assert look(FEE, ONLY_EVA, BERLIN, recorded, slot - timedelta(seconds=1)).reminders == ()
    (reminder,) = look(FEE, ONLY_EVA, BERLIN, recorded, slot).reminders
    assert reminder.rung.stage == "act_by.14"
    assert reminder.stages == ("act_by.14",)


def test_after_a_week_of_downtime_the_missed_stages_go_as_one_named_by_the_last() -> None:
    """Down from 20 to 28 November: the rungs of 7 and of 3 days were missed, and that of Sunday was due on Friday."""
    outlook = look(FEE, ONLY_EVA, BERLIN, everything_until("act_by.14"), at("2026-11-28 10:00"))
    (reminder,) = outlook.reminders
    assert reminder.rung.stage == "act_by.1"
    assert reminder.stages == ("act_by.7", "act_by.3", "act_by.1")
    assert outlook.next_at == at("2026-11-30 08:00")


def test_a_case_registered_in_mid_ladder_is_told_once_of_where_it_stands() -> None:
    (reminder,) = look(FEE, ONLY_EVA, BERLIN, set(), at("2026-10-15 10:00")).reminders
    assert reminder.rung.stage == "act_by.60"
    assert reminder.stages == ("opens", "act_by.180", "act_by.90", "act_by.60")


def test_a_recorded_stage_never_goes_again_though_the_clock_is_set_back() -> None:
    recorded = everything_until("act_by.14")
    outlook = look(FEE, ONLY_EVA, BERLIN, recorded, at("2026-11-10 08:00"))
    assert outlook.reminders == ()
    assert outlook.next_at == at("2026-11-23 08:00")


def test_the_backup_gets_the_last_three_rungs_in_their_own_slots() -> None:
    """Munich's 27 November ends on the 28th at 07:00 in Shanghai: Li's slot is the 27th, 09:00 there."""
    outlook = look(FEE, BOTH, BERLIN, everything_until("act_by.7"), at("2026-11-27 01:00"))
    assert [(reminder.recipient.name, reminder.rung.stage) for reminder in outlook.reminders] == [("Li", "act_by.1")]
    assert outlook.reminders[0].stages == ("act_by.3", "act_by.1")


def test_when_the_last_days_are_closed_for_the_recipient_the_backup_still_gets_them_and_the_last_day_goes_out() -> None:
    """Due on Monday, 6 October 2025, in golden week: Li is told on 30 September and on the day itself."""
    fee = replace(FEE, opens=None, drives_act_by=date(2025, 10, 6), late=[])
    people = Recipients(LI, EVA)
    done = {(f"act_by.{days}", LI.address) for days in (180, 90, 60, 30, 14)}
    first = look(fee, people, BERLIN, done, at("2025-09-30 01:00"))
    assert [(reminder.recipient.name, reminder.stages) for reminder in first.reminders] == [
        ("Li", ("act_by.7", "act_by.3", "act_by.1"))
    ]
    told = done | {(f"act_by.{days}", LI.address) for days in (7, 3, 1)}
    later = look(fee, people, BERLIN, told, at("2025-10-06 07:00"))
    assert {reminder.recipient.name: reminder.stages for reminder in later.reminders} == {
        "Li": ("act_by.0",),
        "Eva": ("act_by.3", "act_by.1", "act_by.0"),
    }


def test_a_deadline_is_missed_when_the_day_is_over_at_the_office_and_not_before() -> None:
    midnight = at("2026-11-30 23:00")  # Munich
    recorded = everything_until("act_by.0")
    before = look(FEE, ONLY_EVA, BERLIN, recorded, midnight - timedelta(seconds=1))
    assert (before.missed, before.next_at) == (False, midnight)
    after = look(FEE, ONLY_EVA, BERLIN, recorded, midnight)
    assert (after.missed, after.next_at) == (True, at("2026-12-01 08:00"))  # the late period's first slot


def test_the_ladder_goes_on_when_the_late_period_begins() -> None:
    (reminder,) = look(FEE, ONLY_EVA, BERLIN, everything_until("act_by.0"), at("2026-12-01 08:00")).reminders
    assert reminder.rung.stage == "late.1"


def test_what_is_settled_is_not_looked_at_again() -> None:
    for state in ("settled", "history", "gone"):
        outlook = look(replace(FEE, state=state), ONLY_EVA, BERLIN, set(), at("2026-12-01 08:00"))
        assert (outlook.reminders, outlook.next_at, outlook.missed) == ((), None, False)
        assert next_rung_at(replace(FEE, state=state), ONLY_EVA, BERLIN, at("2026-12-01 08:00")) is None


def test_what_is_to_be_verified_is_asked_at_once_and_then_on_mondays() -> None:
    past = replace(FEE, state="to_verify")
    wednesday = at("2026-12-09 10:00")
    outlook = look(past, ONLY_EVA, BERLIN, set(), wednesday)
    assert [reminder.stages for reminder in outlook.reminders] == [("verify.2026-12-07",)]
    assert outlook.next_at == at("2026-12-14 08:00")
    assert not outlook.missed


def test_the_weekly_question_comes_on_the_recipients_own_monday() -> None:
    """On Monday, 14 December, 09:00 in Shanghai it is still Sunday at the office in New York."""
    past = replace(FEE, state="to_verify")
    done = {("verify.2026-12-07", LI.address)}
    sunday_evening = at("2026-12-13 23:00")
    assert look(past, Recipients(LI), "America/New_York", done, sunday_evening).next_at == at("2026-12-14 01:00")


def test_the_portfolio_is_told_the_first_rung_and_now_where_it_has_passed() -> None:
    assert next_rung_at(FEE, ONLY_EVA, BERLIN, at("2026-01-05 08:00")) == at("2026-06-01 07:00")
    assert next_rung_at(FEE, ONLY_EVA, BERLIN, at("2026-10-15 08:00")) == at("2026-10-15 08:00")
    past = replace(FEE, state="to_verify")
    assert next_rung_at(past, ONLY_EVA, BERLIN, at("2026-12-09 10:00")) == at("2026-12-09 10:00")
