"""Absences: who is away when, and who gets their messages beside them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.portfolio.absences import enter_absence, withdraw_absence
from service.portfolio.errors import Conflict, Invalid, Unknown
from service.portfolio.people import upsert_person
from service.store import DeadlineRow
from service.store.staffing import absences_on

GOLDEN_WEEK = {"person": "yi", "first": "2026-10-01", "last": "2026-10-09", "substitute": "wu"}


@pytest.fixture(autouse=True)
def _people(desk: Any) -> None:
    for key in ("yi", "wu", "lin", "left"):
        about = {"key": key, "name": key.title(), "address": f"{key}@example.com", "zone": "Asia/Shanghai"}
        desk.write(upsert_person, about | {"active": key != "left"})


def away(desk: Any, first: str, last: str) -> list[tuple[int, int]]:
    """Who is away on these days, and who stands in, by their ids."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    return [(row.person_id, row.substitute_id) for row in desk.ask(lambda session: absences_on(session, *days))]


def test_an_absence_holds_on_its_first_and_on_its_last_day(desk: Any) -> None:
    desk.write(enter_absence, GOLDEN_WEEK)
    assert away(desk, "2026-09-01", "2026-09-30") == []
    assert away(desk, "2026-09-30", "2026-10-01") == [(1, 2)]
    assert away(desk, "2026-10-05", "2026-10-05") == [(1, 2)]
    assert away(desk, "2026-10-09", "2026-12-31") == [(1, 2)]
    assert away(desk, "2026-10-10", "2026-12-31") == []


def test_an_absence_is_told_to_other_systems_and_stays_on_record(desk: Any) -> None:
    row = desk.write(enter_absence, GOLDEN_WEEK)
    assert desk.events("person.absent") == [{"absence": row.id, "id": row.id} | GOLDEN_WEEK]
    (entered,) = desk.trail("absence.entered")
    assert (entered.actor, entered.after) == ("li", GOLDEN_WEEK)

    desk.write(withdraw_absence, row.id, "the journey was cancelled", actor="yi")

    assert away(desk, "2026-10-05", "2026-10-05") == []
    assert desk.events("person.absence_withdrawn") == [{"absence": row.id, "id": row.id} | GOLDEN_WEEK]
    (withdrawn,) = desk.trail("absence.withdrawn")
    assert (withdrawn.actor, withdrawn.reason) == ("yi", "the journey was cancelled")


def test_an_absence_is_withdrawn_once_and_with_a_reason(desk: Any) -> None:
    row = desk.write(enter_absence, GOLDEN_WEEK)
    with pytest.raises(Invalid, match="reason is missing; say why the absence no longer holds"):
        desk.write(withdraw_absence, row.id, " ")
    with pytest.raises(Unknown, match="there is no absence 99"):
        desk.write(withdraw_absence, 99, "mistake")
    desk.write(withdraw_absence, row.id, "mistake")
    with pytest.raises(Conflict, match="absence 1 was withdrawn on 2026-03-02 by li"):
        desk.write(withdraw_absence, row.id, "mistake")


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"person": "lim"}, "person", r"person lim is nobody's key \(did you mean lin\?\); register the person first"),
        ({"person": None}, "person", "person is missing; give the key of the person who is away"),
        ({"person": "left"}, "person", "person left is no longer active"),
        ({"substitute": "left"}, "substitute", "substitute left is no longer active; name somebody who is"),
        ({"substitute": "yi"}, "substitute", "substitute yi is person too; name two different people"),
        ({"substitute": ["wu"]}, "substitute", "substitute must be a text"),
        ({"first": "1.10.2026"}, "first", "first 1.10.2026 is not a date; write it as YYYY-MM-DD"),
        ({"last": ""}, "last", "last is missing"),
        ({"last": "2026-09-30"}, "last", "last 2026-09-30 lies before first 2026-10-01"),
        ({"first": "2026-02-01", "last": "2026-03-01"}, "last", "last 2026-03-01 is past; check the year"),
        ({"last": "2062-10-09"}, "last", "last 2062-10-09 lies more than a year after first 2026-10-01"),
        ({"subsitute": "wu"}, "subsitute", r"subsitute is not known \(did you mean substitute\?\)"),
    ],
)
def test_an_absence_in_trouble_is_refused(desk: Any, changed: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        desk.write(enter_absence, GOLDEN_WEEK | changed)
    assert [error.field for error in refused.value.errors] == [field]
    assert away(desk, "2026-01-01", "2062-12-31") == []


def test_today_still_counts_where_the_person_is(desk: Any) -> None:
    """08:00 UTC on 2 March 2026 is the same day in Shanghai, so an absence may end on it."""
    desk.write(enter_absence, GOLDEN_WEEK | {"first": "2026-03-02", "last": "2026-03-02"})
    assert away(desk, "2026-03-02", "2026-03-02") == [(1, 2)]


def test_nobody_stands_in_who_is_away_on_one_of_the_days(desk: Any) -> None:
    desk.write(enter_absence, {"person": "wu", "first": "2026-10-09", "last": "2026-10-20", "substitute": "lin"})
    with pytest.raises(Invalid, match="substitute wu is absent from 2026-10-09 to 2026-10-20; name somebody who is"):
        desk.write(enter_absence, GOLDEN_WEEK)
    desk.write(enter_absence, GOLDEN_WEEK | {"last": "2026-10-08"})
    with pytest.raises(Invalid, match="person wu stands in for yi from 2026-10-01 to 2026-10-08"):
        desk.write(enter_absence, {"person": "wu", "first": "2026-10-08", "last": "2026-10-08", "substitute": "lin"})


def test_nobody_is_away_twice_on_the_same_day(desk: Any) -> None:
    row = desk.write(enter_absence, GOLDEN_WEEK)
    again = GOLDEN_WEEK | {"first": "2026-10-09", "last": "2026-10-12", "substitute": "lin"}
    with pytest.raises(Invalid, match="person yi is absent from 2026-10-01 to 2026-10-09 already"):
        desk.write(enter_absence, again)
    desk.write(withdraw_absence, row.id, "shifted")
    desk.write(enter_absence, again)
    assert away(desk, "2026-10-09", "2026-10-09") == [(1, 3)]


def test_what_falls_into_an_absence_is_looked_at_again_for_the_substitute(desk: Any, ep_patent: dict[str, Any]) -> None:
    """Year 10 falls due on 30 November 2025, year 11 a year later: only the latter is planned into November 2026."""
    desk.register(ep_patent | {"responsible": "yi", "settled_through": "2025-12-31"})
    desk.register(ep_patent | {"reference": "P2", "responsible": "lin", "settled_through": "2025-12-31"})
    desk.clock.move(minutes=1)

    desk.write(enter_absence, GOLDEN_WEEK | {"first": "2026-11-20", "last": "2026-12-04"})

    wanted = select(DeadlineRow).where(DeadlineRow.next_rung_at == desk.clock.now())
    (looked,) = desk.ask(lambda session: session.scalars(wanted).all())
    assert (looked.case_id, looked.number) == (desk.case_id("P1-EP"), 11)
    later = desk.annuities("P1-EP")[12]["next_rung_at"]
    assert later > (desk.clock.now() + timedelta(days=365)).isoformat()
