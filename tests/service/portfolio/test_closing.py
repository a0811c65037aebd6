"""A case ends by a person's word with a reason, not by a status."""

from typing import Any

import pytest

from service.portfolio.closing import close_case, reopen_case
from service.portfolio.errors import Conflict, Invalid


def _rungs(desk: Any) -> int:
    return sum(one["next_rung_at"] is not None for one in desk.case("P1-EP")["deadlines"])


def test_closing_ends_the_ladders_and_reopening_runs_them_again(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    before = _rungs(desk)
    assert before > 0
    desk.write(close_case, desk.case_id("P1-EP"), "sold to another group", actor="wu")
    case = desk.case("P1-EP")
    assert (case["closed_by"], case["closed_reason"]) == ("wu", "sold to another group")
    assert _rungs(desk) == 0
    assert desk.annuities("P1-EP")[11]["state"] == "open"
    desk.write(reopen_case, desk.case_id("P1-EP"), "the sale fell through")
    assert _rungs(desk) == before
    assert desk.case("P1-EP")["closed_at"] is None


def test_a_closed_case_stays_quiet_when_it_is_corrected(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.write(close_case, desk.case_id("P1-EP"), "sold")
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    assert _rungs(desk) == 0


def test_a_terminal_status_does_not_end_a_ladder(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "status": "lapsed"})
    assert desk.case("P1-EP")["closed_at"] is None


def test_closing_needs_a_reason_and_happens_once(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    case_id = desk.case_id("P1-EP")
    with pytest.raises(Invalid, match="reason is missing; say why nobody need watch the case any longer"):
        desk.write(close_case, case_id, "")
    with pytest.raises(Conflict, match="P1-EP is not closed"):
        desk.write(reopen_case, case_id, "why not")
    desk.write(close_case, case_id, "sold", actor="wu")
    with pytest.raises(Conflict, match="P1-EP was closed on 2026-03-02 by wu"):
        desk.write(close_case, case_id, "sold")
    assert [entry.reason for entry in desk.trail("case.closed")] == ["sold"]
    assert desk.events("case.closed") == [{"reference": "P1-EP", "reason": "sold"}]
