"""Steps of derivations worked again: expected days counted by hand on the calendar."""

from datetime import date

import pytest

from rules import registry
from rules.deadline import Step
from rules.language import steps
from rules.recounting import again, counted_from
from rules.texts import Text

EP = registry.find("EP").calendar


@pytest.mark.parametrize(
    ("code", "params", "expected"),
    [
        ("event", {"event": "filing", "day": "2016-11-15"}, "2016-11-15"),
        ("later", {"start": "2016-02-29", "years": 1}, "2017-02-28"),
        ("later", {"start": "2016-01-31", "months": 1, "days": 1}, "2016-03-01"),
        ("earlier", {"start": "2018-11-30", "months": 6}, "2018-05-30"),
        ("end_of_month", {"start": "2024-02-01"}, "2024-02-29"),
        # The three months that start on 1 December end on the last of February.
        ("following", {"start": "2018-11-30", "months": 3}, "2019-02-28"),
        ("following", {"start": "2018-11-14", "months": 3}, "2019-02-14"),
        # 30 November itself belongs to the period; there is no 30 February whose eve would be the end.
        ("beginning_with", {"start": "2018-11-30", "months": 3}, "2019-02-28"),
        ("beginning_with", {"start": "2018-11-15", "months": 3}, "2019-02-14"),
        # Saturday, 24 November 2018.
        ("next_open", {"start": "2018-11-24", "day": "2018-11-26"}, "2018-11-26"),
        ("is_open", {"day": "2018-11-30"}, "2018-11-30"),
        ("is_open", {"day": "2018-11-24"}, "2018-11-26"),
        # From Monday back: Friday, Thursday, Wednesday.
        ("working_days_before", {"start": "2018-11-26", "count": 3}, "2018-11-21"),
        ("latest", {"days": ["2018-11-26", "2018-11-27"]}, "2018-11-27"),
        ("earliest", {"days": ["2018-11-26", "2018-11-27"]}, "2018-11-26"),
        ("anniversary_after", {"start": "2016-02-29", "moment": "2017-03-01", "relation": "after"}, "2018-02-28"),
        ("anniversary_after", {"start": "2016-11-15", "moment": "2018-11-15", "relation": "after"}, "2019-11-15"),
        ("anniversary_after", {"start": "2016-11-15", "moment": "2018-11-15", "relation": "on or after"}, "2018-11-15"),
        ("anniversary_after", {"start": "2016-11-15", "moment": "2010-01-01", "relation": "after"}, "2017-11-15"),
        ("calendar_day", {"year": 2019, "month": 3, "number": 31}, "2019-03-31"),
        ("same_day", {"start": "2016-02-29", "year": 2019}, "2019-02-28"),
        # 1 Ramadan 1445 was 11 March 2024, 1 Ramadan 1446 was 1 March 2025 (Umm al-Qura).
        ("later", {"start": "2024-03-11", "hijri_months": 12}, "2025-03-01"),
        # 1 Muharram of 1489 and of 1490.
        ("later", {"start": "2066-03-27", "hijri_months": 12}, "2067-03-16"),
    ],
)
def test_each_kind_of_step_is_counted_by_its_own_rule(code, params, expected):
    step = Step(Text(f"step.{code}", "")(**params))

    assert again(step, EP) == date.fromisoformat(expected)


def test_a_choice_gives_no_day():
    assert again(Step(steps.BRANCH(condition="the route is PCT")), EP) is None


def test_a_step_of_an_unknown_kind_is_no_silent_success():
    with pytest.raises(ValueError, match=r"step\.guess"):
        again(Step(Text("step.guess", "")()), EP)


@pytest.mark.parametrize(
    "text", [word for word in vars(steps).values() if isinstance(word, Text)], ids=lambda word: word.code
)
def test_every_word_of_derivations_can_be_worked_again(text):
    """A new kind of step in the language needs its second way of counting."""
    params = {"start": "2018-11-15", "moment": "2018-11-15", "day": "2018-11-15", "count": 1, "relation": "after"}
    params |= {"year": 2018, "month": 11, "number": 15}
    params["days"] = ["2018-11-15"] if text in (steps.LATEST, steps.EARLIEST) else 1
    chooses = text in (steps.ATTRIBUTE, steps.BRANCH, steps.OTHERWISE, steps.SINCE, steps.BEFORE)

    assert (again(Step(text(**params)), EP) is None) == chooses


def test_a_step_says_which_days_it_takes_as_known():
    day = date(2018, 11, 15)

    assert counted_from(Step(steps.END_OF_MONTH(start=day, day=date(2018, 11, 30)))) == (day,)
    assert counted_from(Step(steps.LATEST(days=["2018-11-15", "2018-11-16"], day=date(2018, 11, 16)))) == (
        day,
        date(2018, 11, 16),
    )
    assert counted_from(Step(steps.STAYS(day=day))) == (day,)
    assert counted_from(Step(steps.EVENT(event="filing", day=day))) == ()
