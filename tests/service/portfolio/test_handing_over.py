"""Handing a case over: the old team and the new one both stand in what is told."""

from typing import Any

import pytest

from service.portfolio.assignments import enter_assignment
from service.portfolio.context import IMPORT
from service.portfolio.errors import Conflict, Invalid
from service.portfolio.handing_over import hand_over
from service.portfolio.people import upsert_person
from service.store import writing

MOVES = "Paralegal 1 moves to trade marks"


@pytest.fixture(autouse=True)
def _case(desk: Any, ep_patent: dict[str, Any]) -> None:
    """A case that Yi is in charge of; Wu stands by."""
    for key in ("yi", "wu", "lin", "left"):
        about = {"key": key, "name": key.title(), "address": f"{key}@example.com", "zone": "Asia/Shanghai"}
        desk.write(upsert_person, about | {"active": key != "left"})
    desk.register(ep_patent | {"responsible": "yi", "backup": "wu"})


def give(desk: Any, reason: str = MOVES, **to: Any) -> None:
    desk.write(hand_over, desk.case_id("P1-EP"), to, reason)


def test_a_hand_over_tells_who_gave_the_case_to_whom(desk: Any) -> None:
    give(desk, responsible="lin")

    case = desk.case("P1-EP")
    assert (case["in_charge"], case["standby"], case["revision"]) == ("lin", "wu", 2)
    told = {"from": {"responsible": "yi", "backup": "wu"}, "to": {"responsible": "lin", "backup": "wu"}}
    assert desk.events("case.handed_over") == [{"reference": "P1-EP", "reason": MOVES} | told]
    (entry,) = desk.trail("case.handed_over")
    assert (entry.before, entry.after, entry.reason) == ({"responsible": "yi"}, {"responsible": "lin"}, MOVES)


def test_a_correction_that_names_somebody_else_is_a_hand_over(desk: Any) -> None:
    desk.register({"reference": "P1-EP", "backup": "lin"})
    (event,) = desk.events("case.handed_over")
    assert event["to"] == {"responsible": "yi", "backup": "lin"}
    assert event["reason"] == "backup wu → lin"


def test_a_correction_of_something_else_is_none(desk: Any) -> None:
    desk.register({"reference": "P1-EP", "title": "Stent"})
    assert desk.events("case.handed_over") == []


def test_the_name_taken_off_a_case_leaves_it_to_the_rules(desk: Any) -> None:
    desk.write(enter_assignment, {"jurisdiction": "EP", "responsible": "lin"})
    give(desk, responsible=None)
    assert desk.case("P1-EP")["responsible"] is None
    (event,) = desk.events("case.handed_over")
    assert event["to"] == {"responsible": "lin", "backup": "wu"}


def test_the_same_people_again_are_no_change(desk: Any) -> None:
    give(desk, responsible="yi", backup="wu")
    assert desk.events("case.handed_over") == []
    assert desk.case("P1-EP")["revision"] == 1


def test_what_is_unsettled_is_planned_for_the_new_team(desk: Any) -> None:
    with writing(desk.engine) as session:
        session.merge(desk.row("P1-EP", 11)).next_rung_at = None
    give(desk, responsible="lin")
    assert desk.annuities("P1-EP")[11]["next_rung_at"] == "2026-11-30T12:00:00+00:00"


def test_an_import_does_not_undo_a_hand_over(desk: Any) -> None:
    give(desk, responsible="lin")
    with pytest.raises(Conflict, match="responsible yi was replaced by lin on 2026-03-02 by li"):
        desk.register({"reference": "P1-EP", "responsible": "yi"}, source=IMPORT)
    assert desk.case("P1-EP")["in_charge"] == "lin"


@pytest.mark.parametrize(
    ("to", "reason", "field", "message"),
    [
        ({}, MOVES, "responsible", "responsible is missing; give it or backup, the key of a person"),
        ({"responsible": "ly"}, MOVES, "responsible", "responsible ly is nobody's key"),
        ({"responsible": "left"}, MOVES, "responsible", "responsible left is no longer active; name somebody who is"),
        ({"responsible": "wu"}, MOVES, "backup", "backup wu is responsible too; name two different people"),
        ({"backup": "yi"}, MOVES, "backup", "backup yi is responsible too; name two different people"),
        ({"responsible": "lin"}, " ", "reason", "reason is missing; give why somebody else answers for the case"),
        ({"owner": "lin"}, MOVES, "owner", "owner is not known"),
    ],
)
def test_a_hand_over_in_trouble_is_refused(
    desk: Any, to: dict[str, Any], reason: str, field: str, message: str
) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        give(desk, reason, **to)
    assert [error.field for error in refused.value.errors] == [field]
    assert (desk.case("P1-EP")["in_charge"], desk.case("P1-EP")["standby"]) == ("yi", "wu")
