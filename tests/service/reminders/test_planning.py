"""What is due at a moment, for whom, and when to look again."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.portfolio.answers import UNANSWERED, Answered
from service.reminders.escalating import OPS, Told, Trouble
from service.reminders.ladder import SUPERVISORS
from service.reminders.planning import Outlook, Situation, first_look
from service.reminders.planning import look as look_at
from service.reminders.recipients import Away, Recipient, Recipients

EVA = Recipient("eva@example.com", "Eva", "Europe/Berlin")
LI = Recipient("li@example.com", "Li", "Asia/Shanghai")
BOSS = Recipient("boss@example.com", "Boss", "Europe/Berlin")
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


def look(
    deadline: Dated, recipients: Recipients, zone: str, recorded: set[tuple[str, str]], now: datetime, **other: Any
) -> Outlook:
    """What is due at a moment at which everybody's digest is being made, unless said otherwise."""
    digests = other.pop("digests", {EVA.address, LI.address, BOSS.address})
    return look_at(deadline, Situation(recipients, zone, recorded=recorded, **other), now, digests)


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
        assert first_look(replace(FEE, state=state), at("2026-12-01 08:00")) is None


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


def test_a_new_deadline_is_looked_at_before_any_ladder_could_begin() -> None:
    """1,200 days before 30 November 2026 is 18 August 2023; an opening earlier than that comes first."""
    assert first_look(FEE, at("2020-01-05 08:00")) == at("2023-08-18 00:00")
    assert first_look(replace(FEE, opens=date(2022, 3, 1)), at("2020-01-05 08:00")) == at("2022-02-28 00:00")
    assert first_look(FEE, at("2026-10-15 08:00")) == at("2026-10-15 08:00")
    past = replace(FEE, state="to_verify")
    assert first_look(past, at("2026-12-09 10:00")) == at("2026-12-09 10:00")


# ---------------------------------------------------------------- digests and what leaves alone


def test_a_calm_rung_waits_for_the_digest_of_the_next_working_day() -> None:
    """The rung of 30 days is due on Friday, 30 October; on Friday evening the digest is out: Monday, 09:00 CET."""
    recorded = everything_until("act_by.60")
    outlook = look(FEE, ONLY_EVA, BERLIN, recorded, at("2026-10-30 18:00"), digests=set())
    assert outlook.reminders == ()
    assert outlook.next_at == at("2026-11-02 08:00")


def test_a_last_rung_leaves_alone_whether_a_digest_is_made_or_not() -> None:
    (reminder,) = look(
        FEE, ONLY_EVA, BERLIN, everything_until("act_by.7"), at("2026-11-27 08:00"), digests=set()
    ).reminders
    assert (reminder.stages, reminder.alone) == (("act_by.3", "act_by.1"), True)


def test_a_case_registered_within_thirty_days_is_told_at_once() -> None:
    """On 10 November the stages up to 30 days before have passed: one reminder, and no digest to wait for."""
    (reminder,) = look(FEE, ONLY_EVA, BERLIN, set(), at("2026-11-10 20:00"), digests=set()).reminders
    assert (reminder.rung.stage, reminder.alone) == ("act_by.30", True)
    calm = look(FEE, ONLY_EVA, BERLIN, set(), at("2026-09-10 20:00"), digests=set())
    assert (calm.reminders, calm.next_at) == ((), at("2026-09-11 07:00"))


# ---------------------------------------------------------------- absences


def test_while_somebody_is_away_the_substitute_gets_it_too() -> None:
    away = replace(EVA, away=(Away(date(2026, 11, 9), date(2026, 11, 20), LI),))
    outlook = look(FEE, Recipients(away), BERLIN, everything_until("act_by.30"), at("2026-11-16 08:00"))
    assert [(one.recipient.name, one.stages[-1]) for one in outlook.reminders] == [
        ("Eva", "act_by.14"),
        ("Li", "act_by.14"),
    ]
    back = look(FEE, Recipients(away), BERLIN, everything_until("act_by.14"), at("2026-11-23 08:00"))
    assert [one.recipient.name for one in back.reminders if "act_by.7" in one.stages] == ["Eva"]


def test_a_substitute_who_is_away_has_a_substitute_and_no_circle_is_endless() -> None:
    day = Away(date(2026, 11, 16), date(2026, 11, 16), EVA)
    li_away = replace(LI, away=(day, replace(day, substitute=BOSS)))
    eva_away = replace(EVA, away=(replace(day, substitute=li_away),))
    assert [one.name for one in eva_away.stand_ins(date(2026, 11, 16))] == ["Li", "Boss"]
    assert list(eva_away.stand_ins(date(2026, 11, 17))) == []


# ---------------------------------------------------------------- escalations

STAFF = Recipients(EVA, LI, (BOSS,))
OPENED = Told("opens", EVA.address, at("2026-06-01 07:00"))


def test_after_a_week_without_an_answer_the_back_up_is_told() -> None:
    """Told on 1 June, 07:00 UTC, with a patience of seven days."""
    recorded = {("opens", EVA.address)}
    before = look(FEE, STAFF, BERLIN, recorded, at("2026-06-08 06:59"), told=[OPENED])
    assert [one.recipient.name for one in before.reminders if one.rung.phase == "unanswered"] == []
    after = look(FEE, STAFF, BERLIN, recorded, at("2026-06-08 07:00"), told=[OPENED])
    assert [(one.recipient.name, one.rung.stage) for one in after.reminders if one.recipient == LI] == [
        ("Li", "unanswered.act_by")
    ]


def test_what_is_told_now_is_looked_at_again_when_patience_with_it_ends() -> None:
    """Told 180 days before, on 3 June; the next rung comes in September, but the back-up hears a week later."""
    outlook = look(replace(FEE, opens=None), STAFF, BERLIN, set(), at("2026-06-03 07:00"))

    assert [one.rung.stage for one in outlook.reminders] == ["act_by.180"]
    assert outlook.next_at == at("2026-06-10 07:00")


def test_a_last_rung_that_is_told_now_is_looked_at_again_in_time_for_the_second_channel() -> None:
    """Three days before, on 27 November at 08:00 UTC, with the next rung on the same morning told too."""
    recorded = everything_until("act_by.7")
    outlook = look(FEE, ONLY_EVA, BERLIN, recorded, at("2026-11-27 08:00"), told=[OPENED], second_channel=True)

    assert outlook.next_at == at("2026-11-27 12:00")


def test_what_waits_for_the_digest_is_not_yet_told() -> None:
    outlook = look(replace(FEE, opens=None), STAFF, BERLIN, set(), at("2026-06-03 08:00"), digests=set())

    assert outlook.reminders == ()
    assert outlook.next_at == at("2026-06-04 07:00")


@pytest.mark.parametrize("wish", ["renew", "lapse", "undecided", "ask_again"])
def test_an_answer_keeps_the_back_up_out_of_it(wish: str) -> None:
    said = Answered(wish=wish, instructed_at=at("2026-06-02 07:00"))
    outlook = look(FEE, STAFF, BERLIN, {("opens", EVA.address)}, at("2026-06-09 07:00"), told=[OPENED], answered=said)
    assert [one for one in outlook.reminders if one.recipient == LI] == []


def test_not_mine_goes_to_the_back_up_at_once() -> None:
    said = Answered(wish="not_mine", instructed_at=at("2026-06-02 07:00"))
    outlook = look(
        FEE,
        STAFF,
        BERLIN,
        {("opens", EVA.address)},
        at("2026-06-02 07:00"),
        told=[OPENED],
        answered=said,
        digests=set(),
    )
    assert [(one.recipient.name, one.rung.phase, one.alone) for one in outlook.reminders] == [("Li", "not_mine", True)]


def test_a_mail_that_came_back_is_told_to_another_at_once() -> None:
    trouble = Trouble(17, EVA.address, at("2026-06-01 07:05"))
    outlook = look(
        FEE, STAFF, BERLIN, {("opens", EVA.address)}, at("2026-06-01 07:05"), troubles=[trouble], digests=set()
    )
    assert [(one.recipient.name, one.rung.stage, one.alone) for one in outlook.reminders] == [
        ("Li", "bounced.17", True)
    ]


def test_a_mail_to_the_back_up_that_came_back_goes_to_a_supervisor_and_there_it_ends() -> None:
    trouble = Trouble(18, LI.address, at("2026-06-01 07:05"))
    outlook = look(FEE, STAFF, BERLIN, set(), at("2026-06-01 07:05"), troubles=[trouble], digests=set())
    assert [one.recipient.name for one in outlook.reminders] == ["Boss"]
    about_that = replace(trouble, about_another=True)
    assert look(FEE, STAFF, BERLIN, set(), at("2026-06-01 07:05"), troubles=[about_that], digests=set()).reminders == ()


def last_rungs_told() -> list[Told]:
    """The rung of three days, told on Friday, 27 November, at 09:00 in Munich."""
    return [Told("act_by.3", EVA.address, at("2026-11-27 08:00"))]


def test_a_last_rung_without_an_answer_for_four_hours_goes_to_the_second_channel() -> None:
    done = everything_until("act_by.3") | {(f"act_by.{days}", LI.address) for days in (3, 1)}
    quiet = {"told": last_rungs_told(), "second_channel": True, "digests": set()}
    early = look(FEE, STAFF, BERLIN, done, at("2026-11-27 11:59"), **quiet)
    assert OPS not in [one.recipient for one in early.reminders]
    late = look(FEE, STAFF, BERLIN, done, at("2026-11-27 12:00"), **quiet)
    assert [one.rung.stage for one in late.reminders if one.recipient == OPS] == ["act_by.3"]
    again = look(FEE, STAFF, BERLIN, done | {("act_by.3", OPS.address)}, at("2026-11-27 12:00"), **quiet)
    assert OPS not in [one.recipient for one in again.reminders]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (Answered(acknowledged_at=datetime(2026, 11, 27, 9, tzinfo=UTC)), False),
        (Answered(acknowledged_at=datetime(2026, 7, 1, tzinfo=UTC)), True),  # long before: nobody has seen this one
        (Answered(ordered_or_paid=True), False),
        (UNANSWERED, True),
    ],
)
def test_only_a_fresh_answer_or_a_payment_keeps_the_second_channel_silent(said: Answered, heard: bool) -> None:
    done = everything_until("act_by.3")
    outlook = look(
        FEE, STAFF, BERLIN, done, at("2026-11-27 14:00"), told=last_rungs_told(), answered=said, second_channel=True
    )
    assert (OPS in [one.recipient for one in outlook.reminders]) == heard


def test_supervisors_are_told_seven_days_before_that_nothing_is_on_record() -> None:
    outlook = look(FEE, STAFF, BERLIN, everything_until("act_by.14"), at("2026-11-23 08:00"), digests=set())
    theirs = [one for one in outlook.reminders if one.recipient == BOSS]
    assert [(one.rung.stage, one.alone) for one in theirs] == [("nothing_recorded.act_by.7", True)]
    assert Recipients(EVA, LI).hear((SUPERVISORS,)) == ()
