"""What people enter beside the rules: manual deadlines, and overrides whose earlier date drives the ladder."""

from typing import Any

import pytest

from service.portfolio.errors import Conflict, Invalid, Unknown
from service.portfolio.manual import add_manual, end_expired_overrides, override, withdraw_override

MANUAL = {"title": "Renewal in Atlantis", "due": "2026-07-01", "source": "agent's letter of 2026-02-20"}


@pytest.fixture
def unruled(desk: Any) -> Any:
    """P7-XX, of an office without rules."""
    desk.register({"reference": "P7-XX", "jurisdiction": "XX", "right": "patent"})
    return desk


def test_manual_deadlines_are_numbered_in_order_of_entry_and_have_ladders(unruled: Any) -> None:
    case_id = unruled.case_id("P7-XX")
    unruled.write(add_manual, case_id, MANUAL)
    unruled.write(add_manual, case_id, MANUAL | {"due": "2026-05-01", "late_until": "2026-11-01"})
    second, first = unruled.case("P7-XX")["deadlines"]
    assert (first["kind"], first["number"], first["office"], first["origin"]) == ("manual", 1, "XX", "manual")
    assert (first["state"], first["next_rung_at"]) == ("open", "2026-07-01T12:00:00+00:00")
    assert first["cites"] == ["agent's letter of 2026-02-20"]
    assert (second["number"], second["grace_ends"]) == (2, "2026-11-01")


def test_a_manual_deadline_survives_recomputation(unruled: Any) -> None:
    unruled.write(add_manual, unruled.case_id("P7-XX"), MANUAL)
    unruled.register({"reference": "P7-XX", "jurisdiction": "EP", "dates": {"filing": "2016-11-15"}})
    kinds = [one["kind"] for one in unruled.case("P7-XX")["deadlines"]]
    assert kinds.count("manual") == 1
    assert kinds.count("annuity") > 10


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": None}, "title is missing"),
        ({"source": ""}, "source is missing"),
        ({"due": None}, "due is missing; give the last day, as YYYY-MM-DD"),
        ({"due": "1 July"}, "due 1 July is not a date"),
        ({"duo": "2026-07-01"}, r"duo is not known \(did you mean due\?\)"),
        ({"opens": "2026-08-01"}, "due 2026-07-01 lies before opens 2026-08-01; check both"),
        ({"late_until": "2026-06-01"}, "late_until 2026-06-01 lies before due 2026-07-01; check both"),
        ({"title": "a\x00"}, "title must be a text"),
        ({"office": 7}, "office must be a text"),
    ],
)
def test_a_manual_deadline_in_trouble_is_refused(unruled: Any, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        unruled.write(add_manual, unruled.case_id("P7-XX"), MANUAL | changed)
    assert unruled.case("P7-XX")["deadlines"] == []


def test_the_earlier_of_computed_date_and_override_drives_the_ladder(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    given = {"due": "2026-10-30", "reason": "the office counts from entry", "source": "letter"}
    desk.write(override, desk.row("P1-EP", 11).id, given)
    eleventh = desk.annuities("P1-EP")[11]
    assert (eleventh["act_by"], eleventh["drives_act_by"]) == ("2026-11-30", "2026-10-30")
    assert eleventh["next_rung_at"] == "2026-10-30T12:00:00+00:00"
    assert eleventh["overrides"][0]["reason"] == "the office counts from entry"

    desk.write(override, desk.row("P1-EP", 12).id, given | {"due": "2028-01-31"})
    twelfth = desk.annuities("P1-EP")[12]
    assert (twelfth["act_by"], twelfth["drives_act_by"]) == ("2027-11-30", "2027-11-30")


def test_an_override_survives_a_correction(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.write(override, desk.row("P1-EP", 11).id, {"due": "2026-10-30", "reason": "r", "source": "s"})
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    assert desk.annuities("P1-EP")[11]["drives_act_by"] == "2026-10-30"


def test_an_override_ends_with_its_last_day(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    given = {"due": "2026-10-30", "reason": "r", "source": "s", "expires_on": "2026-03-10"}
    desk.write(override, desk.row("P1-EP", 11).id, given)
    desk.clock.move(days=8)  # the 10th, its last day
    assert desk.write(end_expired_overrides) == 0
    desk.clock.move(days=1)
    assert desk.write(end_expired_overrides) == 1
    assert desk.annuities("P1-EP")[11]["drives_act_by"] == "2026-11-30"
    assert desk.write(end_expired_overrides) == 0


def test_an_override_can_be_withdrawn_once(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    found = desk.write(override, desk.row("P1-EP", 11).id, {"due": "2026-10-30", "reason": "r", "source": "s"})
    desk.write(withdraw_override, found.id, "the office corrected itself")
    assert desk.annuities("P1-EP")[11]["drives_act_by"] == "2026-11-30"
    with pytest.raises(Unknown, match="there is no override"):
        desk.write(withdraw_override, found.id, "again")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reason": None}, "reason is missing"),
        ({"due": ""}, "due is missing"),
        ({"expires_on": "2026-03-01"}, "expires_on 2026-03-01 is already past"),
        ({"dew": "2026-10-30"}, r"dew is not known \(did you mean due\?\)"),
    ],
)
def test_an_override_in_trouble_is_refused(
    desk: Any, ep_patent: dict[str, Any], changed: dict[str, Any], message: str
) -> None:
    desk.register(ep_patent)
    with pytest.raises(Invalid, match=message):
        desk.write(override, desk.row("P1-EP", 11).id, {"due": "2026-10-30", "reason": "r", "source": "s"} | changed)


def test_a_deadline_that_is_gone_cannot_be_overridden(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": None}})
    with pytest.raises(Conflict, match="no longer computed"):
        desk.write(override, desk.row("P1-EP", 11).id, {"due": "2026-10-30", "reason": "r", "source": "s"})


def test_what_people_enter_is_in_the_trail(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.write(override, desk.row("P1-EP", 11).id, {"due": "2026-10-30", "reason": "r", "source": "s"})
    desk.write(add_manual, desk.case_id("P1-EP"), MANUAL)
    (overridden,) = desk.trail("deadline.overridden")
    given = {"override_due": "2026-10-30", "override_act_by": "2026-10-30", "override_source": "s"}
    assert overridden.before == {"drives_act_by": "2026-11-30"} | dict.fromkeys(given)
    assert overridden.after == {"drives_act_by": "2026-10-30"} | given
    (entered,) = desk.trail("deadline.entered")
    assert entered.after["title"] == "Renewal in Atlantis"


def test_settled_through_given_later_settles_a_manual_deadline_due_by_then(unruled: Any) -> None:
    case_id = unruled.case_id("P7-XX")
    unruled.write(add_manual, case_id, MANUAL)
    unruled.write(add_manual, case_id, MANUAL | {"due": "2026-07-02"})
    unruled.register({"reference": "P7-XX", "settled_through": {"date": "2026-07-01", "source": "invoice 80"}})
    first, second = unruled.case("P7-XX")["deadlines"]
    assert (first["state"], first["next_rung_at"]) == ("settled", None)
    assert first["state_reason"] == "settled through 2026-07-01 according to invoice 80"
    assert (second["state"], second["next_rung_at"]) == ("open", "2026-07-02T12:00:00+00:00")

    registered = unruled.register({"reference": "P7-XX", "settled_through": None})
    assert [(change.kind, change.number, change.what) for change in registered.changes] == [
        ("manual", 1, "current_again")
    ]
    assert unruled.case("P7-XX")["deadlines"][0]["state"] == "open"
