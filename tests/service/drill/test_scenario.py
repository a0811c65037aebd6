"""What a drill is asked for: stretches of time, names, percentages; and chance that comes from the seed alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.drill.scenario import MAIL, SERVICE, Outage, Scenario, Somebody, Wanted, arrange
from service.portfolio.errors import Invalid

EVERYBODY = [
    Somebody("eva@example.com", "eva", "Eva Example"),
    Somebody("max@example.com", "max", "Max Example"),
    Somebody("desk@example.com"),
]


def arranged(days: int = 30, **asked: Any) -> Scenario:
    return arrange(Wanted(date(2026, 3, 3), days, **asked), EVERYBODY)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def refused(**asked: Any) -> tuple[str, str]:
    """The field that is refused, and the sentence that says why."""
    with pytest.raises(Invalid) as error:
        arranged(**asked)
    (found,) = error.value.errors
    return found.field, str(found.message)


def test_a_drill_begins_with_its_first_day_and_ends_before_the_day_behind_its_last() -> None:
    scenario = arranged(days=2)

    assert (scenario.first, scenario.until) == (at("2026-03-03"), at("2026-03-05"))
    assert scenario.outages == ()


@pytest.mark.parametrize(
    ("text", "first", "until"),
    [
        ("5d@2026-03-10", "2026-03-10T00:00", "2026-03-15T00:00"),
        ("36h@2026-03-10", "2026-03-10T00:00", "2026-03-11T12:00"),
        ("30d", "2026-03-03T00:00", "2026-04-02T00:00"),  # all of it: chance has no choice
        ("1d@2026-03-03", "2026-03-03T00:00", "2026-03-04T00:00"),  # the first day
        ("1d@2026-04-01", "2026-04-01T00:00", "2026-04-02T00:00"),  # the last
    ],
)
def test_a_stretch_is_days_or_hours_from_a_day_on_or_by_chance(text: str, first: str, until: str) -> None:
    scenario = arranged(mail_down=[text], down=[text])

    assert scenario.outages == (Outage(MAIL, at(first), at(until)), Outage(SERVICE, at(first), at(until)))


@pytest.mark.parametrize("text", ["5", "d", "5 d", "0d", "-1d", "5w", "5d@", "5d@tomorrow", "5d@2026-02-30", "12345d"])
def test_what_is_no_stretch_is_refused_by_name(text: str) -> None:
    field, why = refused(mail_down=[text])

    assert field == "--mail-down"
    assert why == f"--mail-down {text} is not a stretch of time; write it as 5d, 12h or 5d@2027-02-01"


@pytest.mark.parametrize("text", ["31d", "2d@2026-03-02", "2d@2026-04-01", "1h@2026-04-02"])
def test_a_stretch_must_lie_within_the_drill(text: str) -> None:
    field, why = refused(down=[text])

    assert field == "--down"
    assert why == (f"--down {text} does not lie within 2026-03-03 to 2026-04-01; give another start or length")


def test_chance_puts_an_outage_anywhere_within_the_drill() -> None:
    found = [arranged(mail_down=["5d"], seed=seed).outages[0] for seed in range(200)]

    assert len({one.first for one in found}) > 100
    assert all(one.until - one.first == timedelta(days=5) for one in found)
    assert all(at("2026-03-03") <= one.first and one.until <= at("2026-04-02") for one in found)


def test_the_same_seed_gives_the_same_outages_and_addresses_and_another_one_others() -> None:
    asked: dict[str, Any] = {"mail_down": ["5d", "1d"], "down": ["2d"], "bounces": 40}

    assert arranged(seed=5, **asked) == arranged(seed=5, **asked)
    assert arranged(seed=5, **asked).outages != arranged(seed=6, **asked).outages
    assert len({arranged(seed=seed, **asked).bouncing for seed in range(20)}) > 1


def test_two_outages_by_chance_are_not_the_same() -> None:
    first, second = arranged(mail_down=["1h", "1h"]).outages

    assert first != second


@pytest.mark.parametrize("name", ["eva", "Eva Example", "eva@example.com"])
def test_who_is_absent_is_named_by_key_name_or_address(name: str) -> None:
    assert arranged(absent=[name]).absent == {"eva@example.com"}


def test_the_fallback_can_be_absent_too() -> None:
    assert arranged(absent=["desk@example.com", "max"]).absent == {"desk@example.com", "max@example.com"}


def test_a_name_that_nobody_has_is_refused_with_a_suggestion() -> None:
    assert refused(absent=["Eva Exmple"]) == (
        "--absent",
        "--absent Eva Exmple is nobody's key, name or address (did you mean Eva Example?)",
    )


@pytest.mark.parametrize(("percent", "count"), [(0, 0), (1, 1), (33, 1), (34, 2), (67, 3), (100, 3)])
def test_of_a_percentage_no_part_of_an_address_is_left(percent: int, count: int) -> None:
    assert len(arranged(bounces=percent).bouncing) == count


def test_an_outage_begins_with_its_first_moment_and_ends_before_its_last() -> None:
    scenario = arranged(mail_down=["2d@2026-03-10"])
    moments = ["2026-03-09T23:59", "2026-03-10T00:00", "2026-03-11T23:59", "2026-03-12T00:00"]

    assert [bool(scenario.down(MAIL, at(one))) for one in moments] == [False, True, True, False]
    assert scenario.down(SERVICE, at("2026-03-10")) is None


def test_stretches_that_only_touch_have_no_moment_in_common() -> None:
    outage = Outage(MAIL, at("2026-03-10"), at("2026-03-12"))

    assert outage.meets(at("2026-03-11"), at("2026-03-20"))
    assert not outage.meets(at("2026-03-12"), at("2026-03-20"))
    assert not outage.meets(at("2026-03-01"), at("2026-03-10"))


def test_chance_about_one_thing_doesn_t_depend_on_what_else_was_asked() -> None:
    scenario = arranged()
    alone = scenario.chance("answer", 7).random()
    scenario.chance("answer", 8).random()

    assert scenario.chance("answer", 7).random() == alone
    assert scenario.chance("answer", 8).random() != alone
