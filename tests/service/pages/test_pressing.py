"""How pressing a deadline is, by hand: due on Monday 30 November 2026, late until 31 May 2027, restored until 2028."""

from datetime import date

import pytest

from service.pages.pressing import pressing
from service.store import DeadlineRow
from service.words import language

EN, ZH = language("en"), language("zh-Hans")


def _deadline(**other: object) -> DeadlineRow:
    values = {
        "state": "open",
        "drives_act_by": date(2026, 11, 30),
        "late": [{"until": "2027-01-31"}, {"until": "2027-05-31"}],
        "restoration_ends": date(2028, 5, 31),
        "restoration_basis": "due_care",
    }
    return DeadlineRow(**(values | other))


@pytest.mark.parametrize(
    ("today", "goal", "level", "words"),
    [
        ("2024-11-29", "2026-11-30", "calm", "2 years left"),  # 731 days
        ("2024-12-01", "2026-11-30", "calm", "729 days left"),
        ("2026-10-30", "2026-11-30", "calm", "31 days left"),
        ("2026-10-31", "2026-11-30", "near", "30 days left"),
        ("2026-11-23", "2026-11-30", "soon", "7 days left"),
        ("2026-11-29", "2026-11-30", "soon", "last day tomorrow"),
        ("2026-11-30", "2026-11-30", "soon", "LAST DAY"),
        ("2026-12-01", "2027-01-31", "late", "late, 61 days left"),
        ("2027-01-31", "2027-01-31", "late", "late, LAST DAY"),
        ("2027-02-01", "2027-05-31", "late", "late, 119 days left"),
        ("2027-06-01", "2028-05-31", "late", "restoration only, 365 days left"),
        ("2028-05-30", "2028-05-31", "late", "restoration only, last day tomorrow"),
        ("2028-06-01", "2026-11-30", "late", "over, nothing confirmed"),
    ],
)
def test_the_day_to_act_by_now(today: str, goal: str, level: str, words: str) -> None:
    found = pressing(_deadline(), date.fromisoformat(today))

    assert (found.goal.isoformat(), found.level, found.words(EN)) == (goal, level, words)


@pytest.mark.parametrize(
    ("state", "words"), [("settled", "settled"), ("history", "history"), ("gone", "no longer computed")]
)
def test_what_is_over_presses_no_more(state: str, words: str) -> None:
    found = pressing(_deadline(state=state), date(2026, 11, 29))

    assert (found.level, found.words(EN), found.ahead) == ("done", words, False)


def test_what_is_to_be_verified_names_its_next_end() -> None:
    found = pressing(_deadline(state="to_verify"), date(2027, 2, 1))

    assert (found.goal, found.words(EN), found.words(ZH)) == (date(2027, 5, 31), "to verify", "待核实")


def test_without_restoration_the_end_of_the_late_period_is_the_end() -> None:
    assert pressing(_deadline(restoration_basis="none"), date(2027, 6, 1)).words(ZH) == "已过期，无确认"
