"""Stored schedules follow the rules, special closures and time, without anybody touching the cases."""

from typing import Any

import pytest
from sqlalchemy import update

from service.portfolio.errors import Invalid
from service.portfolio.maintaining import add_closure, recompute_office, recompute_stale
from service.store import CaseRow, DeadlineRow, writing

CLOSURE = {"office": "EP", "first": "2026-11-30", "last": "2026-12-02", "source": "OJ EPO 2026, A99"}


def test_cases_computed_by_other_rules_are_computed_anew_and_moves_told(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    with writing(desk.engine) as session:  # as if older rules had put year 11 a month later
        session.execute(update(CaseRow).values(rules_version="2020.01.01"))
        session.execute(
            update(DeadlineRow)
            .where(DeadlineRow.id == desk.row("P1-EP", 11).id)
            .values(due=desk.row("P1-EP", 12).due, act_by=desk.row("P1-EP", 12).act_by)
        )
    (refreshed,) = desk.write(recompute_stale)
    (change,) = refreshed.changes
    assert (change.number, change.what) == (11, "moved")
    assert (str(change.old_due), str(change.new_due)) == ("2027-11-30", "2026-11-30")
    assert str(change.why).startswith("the rules changed from 2020.01.01 to ")
    assert desk.write(recompute_stale) == []


def test_the_horizon_moves_on_with_time(desk: Any) -> None:
    # A trade mark is renewed without end: the schedule runs through the first cycle after 25 years.
    desk.register(
        {
            "reference": "T1-US",
            "jurisdiction": "US",
            "right": "trademark",
            "dates": {"filing": "2019-01-07", "registration": "2020-03-10"},
        }
    )
    before = len(desk.case("T1-US")["deadlines"])
    desk.clock.move(days=29)
    assert desk.write(recompute_stale) == []
    desk.clock.move(days=365 * 12)
    (refreshed,) = desk.write(recompute_stale)
    assert {change.what for change in refreshed.changes} == {"added"}
    assert len(desk.case("T1-US")["deadlines"]) > before


def test_a_special_closure_gives_time_but_does_not_move_the_day_to_act_by(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    assert desk.annuities("P1-EP")[11]["due_effective"] == "2026-11-30"
    closure = desk.write(add_closure, CLOSURE)
    (refreshed,) = desk.write(recompute_office, closure)
    assert refreshed.changes == ()
    eleventh = desk.annuities("P1-EP")[11]
    assert (eleventh["act_by"], eleventh["due_effective"]) == ("2026-11-30", "2026-12-03")
    assert desk.write(recompute_office, closure, refreshed.reference) == []


def test_a_case_registered_after_a_closure_heeds_it(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.write(add_closure, CLOSURE)
    desk.register(ep_patent)
    assert desk.annuities("P1-EP")[11]["due_effective"] == "2026-12-03"


def test_a_case_that_new_rules_refuse_keeps_its_deadlines_and_says_why(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    with writing(desk.engine) as session:  # as if the attribute had been known once
        session.execute(update(CaseRow).values(rules_version="2020.01.01", attributes={"no_such_fact": 1}))
    (refreshed,) = desk.write(recompute_stale)
    assert refreshed.refused
    case = desk.case("P1-EP")
    assert [error["field"] for error in case["errors"]] == ["attributes.no_such_fact"]
    assert not case["unruled"]
    assert desk.annuities("P1-EP")[11]["next_rung_at"] is not None
    assert desk.write(recompute_stale) == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"office": None}, "office must be a text"),
        ({"last": "2026-11-29"}, "last 2026-11-29 lies before first 2026-11-30"),
        ({"first": None}, "first is missing"),
        ({"first": "tomorrow"}, "first tomorrow is not a date"),
    ],
)
def test_a_closure_in_trouble_is_refused(desk: Any, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        desk.write(add_closure, CLOSURE | changed)
