"""Assignments: rules give cases that name nobody to people, the most specific rule first."""

import threading
from typing import Any

import pytest

from service.portfolio.assignments import enter_assignment, withdraw_assignment
from service.portfolio.errors import Conflict, Invalid, Unknown
from service.portfolio.people import upsert_person
from service.portfolio.registering import register_many
from service.store import writing


@pytest.fixture(autouse=True)
def _people(desk: Any) -> None:
    for key in ("yi", "wu", "lin", "left"):
        about = {"key": key, "name": key.title(), "address": f"{key}@example.com", "zone": "Asia/Shanghai"}
        desk.write(upsert_person, about | {"active": key != "left"})


def assign(desk: Any, responsible: str = "yi", backup: str | None = None, **criteria: str) -> tuple[int, int]:
    """Enter a rule; answers its number and how many cases it gave to somebody else."""
    row, count = desk.write(enter_assignment, criteria | {"responsible": responsible, "backup": backup})
    return row.id, count


def team(desk: Any, reference: str = "P1-EP") -> tuple[str | None, str | None]:
    """Who is in charge of a case, and who stands by."""
    case = desk.case(reference)
    return case["in_charge"], case["standby"]


# ---------------------------------------------------------------- which rule holds


@pytest.mark.parametrize(
    ("rules", "holds"),
    [
        ([{}], 0),
        ([{}, {"right": "patent"}], 1),
        ([{"right": "patent"}, {"jurisdiction": "EP"}], 1),
        ([{"jurisdiction": "EP"}, {"owner": "Acme"}], 1),
        ([{"owner": "Acme"}, {"jurisdiction": "EP", "right": "patent"}], 1),
        ([{"jurisdiction": "EP", "right": "patent"}, {"owner": "Acme", "right": "patent"}], 1),
        ([{"owner": "Acme", "right": "patent"}, {"owner": "Acme", "jurisdiction": "EP"}], 1),
        ([{"owner": "Acme", "jurisdiction": "EP"}, {"owner": "Acme", "jurisdiction": "EP", "right": "patent"}], 1),
        ([{"right": "patent"}, {"jurisdiction": "US", "right": "patent"}, {"owner": "Another"}], 0),
        ([{"right": "design"}], None),
    ],
)
@pytest.mark.parametrize("first_entered", ["the wider", "the narrower"])
def test_the_most_specific_rule_holds(
    desk: Any, ep_patent: dict[str, Any], rules: list[dict[str, str]], holds: int | None, first_entered: str
) -> None:
    keys = ("yi", "wu", "lin")
    entered = list(zip(keys, rules, strict=False))
    for key, criteria in entered if first_entered == "the wider" else reversed(entered):
        assign(desk, key, **criteria)
    desk.register(ep_patent | {"owner": "Acme"})
    assert team(desk) == (keys[holds] if holds is not None else None, None)


def test_a_name_on_the_case_goes_before_any_rule(desk: Any, ep_patent: dict[str, Any]) -> None:
    assign(desk, "yi", "wu", jurisdiction="EP")
    desk.register(ep_patent | {"responsible": "lin"})
    assert team(desk) == ("lin", "wu")
    assert desk.case("P1-EP")["responsible"] == "lin"
    assert desk.case("P1-EP")["backup"] is None  # what is named on the case stays apart from what a rule gives it

    desk.register({"reference": "P1-EP", "responsible": None})

    assert team(desk) == ("yi", "wu")


def test_a_case_that_changes_hands_goes_by_the_rules_for_its_new_owner(desk: Any, ep_patent: dict[str, Any]) -> None:
    assign(desk, "yi", owner="Acme")
    assign(desk, "wu", owner="Another")
    desk.register(ep_patent | {"owner": "Acme"})
    desk.register({"reference": "P1-EP", "owner": "Another"})
    assert team(desk) == ("wu", None)
    (event,) = desk.events("case.handed_over")
    assert (event["from"], event["to"]) == (
        {"responsible": "yi", "backup": None},
        {"responsible": "wu", "backup": None},
    )


def test_many_cases_at_once_are_assigned_as_they_come(desk: Any, ep_patent: dict[str, Any]) -> None:
    assign(desk, "yi", "wu", jurisdiction="EP")
    assign(desk, "wu", jurisdiction="GB")
    batch = [ep_patent | {"reference": f"P{number}", "jurisdiction": ("EP", "GB")[number % 2]} for number in range(6)]
    desk.write(register_many, batch)
    assert [team(desk, f"P{number}") for number in range(3)] == [("yi", "wu"), ("wu", None), ("yi", "wu")]


# ---------------------------------------------------------------- stored cases


def test_a_rule_entered_later_takes_the_cases_that_it_fits(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register(ep_patent | {"reference": "P2", "jurisdiction": "GB"})
    desk.register(ep_patent | {"reference": "P3", "responsible": "lin", "backup": "wu"})

    _, count = assign(desk, "yi", "wu", jurisdiction="EP")

    assert count == 2  # P3 too, should somebody take the names off it
    assert [team(desk, reference) for reference in ("P1-EP", "P2", "P3")] == [("yi", "wu"), (None, None), ("lin", "wu")]
    nobody = {"responsible": None, "backup": None}
    given = {"from": nobody, "to": {"responsible": "yi", "backup": "wu"}, "reason": "assignment 1 was entered"}
    given |= {"reason_code": "assignment.entered", "reason_params": {"number": 1}}
    assert desk.events("case.handed_over") == [{"reference": "P1-EP"} | given]  # nobody else is reminded of P3
    assert [row.subject for row in desk.trail("case.assigned")] == ["case P1-EP", "case P3"]
    assert desk.trail("case.assigned")[0].after == {"assigned_responsible": "yi", "assigned_backup": "wu"}


def test_a_rule_entered_again_in_other_words_changes_nothing(desk: Any, ep_patent: dict[str, Any]) -> None:
    assign(desk, "yi", "wu", jurisdiction="EP")
    desk.register(ep_patent)
    _, count = assign(desk, "yi", "wu", right="patent")
    assert count == 0
    assert desk.case("P1-EP")["revision"] == 1


def test_a_rule_withdrawn_leaves_its_cases_to_the_next_that_fits(desk: Any, ep_patent: dict[str, Any]) -> None:
    assign(desk, "lin", right="patent")
    number, _ = assign(desk, "yi", "wu", jurisdiction="EP")
    desk.register(ep_patent)

    _, count = desk.write(withdraw_assignment, number, "the team was split")

    assert (count, team(desk)) == (1, ("lin", None))
    (event,) = desk.events("case.handed_over")
    assert event["reason"] == "assignment 2 was withdrawn: the team was split"
    (withdrawn,) = desk.trail("assignment.withdrawn")
    assert withdrawn.reason == "the team was split"


def test_whoever_is_reminded_anew_is_planned_for_anew(desk: Any, ep_patent: dict[str, Any], engine: Any) -> None:
    """Whatever moved the next look away, a hand-over plans it again: here at noon of the day that drives it."""
    desk.register(ep_patent)
    with writing(engine) as session:
        session.merge(desk.row("P1-EP", 11)).next_rung_at = None
    assign(desk, "yi", jurisdiction="EP")
    assert desk.annuities("P1-EP")[11]["next_rung_at"] == "2026-11-30T12:00:00+00:00"


def test_more_cases_than_fit_one_page_are_all_assigned(
    desk: Any, ep_patent: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.portfolio.assigning.PAGE", 2)
    desk.write(register_many, [ep_patent | {"reference": f"P{number}"} for number in range(5)])
    assert assign(desk, "yi")[1] == 5


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("rule", "field", "message"),
    [
        ({}, "responsible", "responsible is missing; give the key of the person in charge"),
        ({"responsible": "yy"}, "responsible", "responsible yy is nobody's key"),
        ({"responsible": "left"}, "responsible", "responsible left is no longer active"),
        ({"responsible": "yi", "backup": "left"}, "backup", "backup left is no longer active"),
        ({"responsible": "yi", "backup": "yi"}, "backup", "backup yi is responsible too; name two different people"),
        ({"responsible": "yi", "jurisdiction": "Europe"}, "jurisdiction", "jurisdiction Europe is not an office"),
        ({"responsible": "yi", "right": "patnt"}, "right", r"right patnt is not known \(did you mean patent\?\)"),
        ({"responsible": "yi", "owner": 7}, "owner", "owner must be a text"),
        ({"responsible": "yi", "owner": "a\x00b"}, "owner", "owner must be a text"),
        ({"responsible": "yi", "office": "EP"}, "office", "office is not known"),
    ],
)
def test_a_rule_in_trouble_is_refused(desk: Any, rule: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        desk.write(enter_assignment, rule)
    assert [error.field for error in refused.value.errors] == [field]


def test_a_second_rule_for_the_same_cases_is_refused(desk: Any) -> None:
    number, _ = assign(desk, "yi", jurisdiction="EP", right="patent")
    with pytest.raises(Invalid, match="assignment 1 is for the same cases already; withdraw it first"):
        assign(desk, "wu", right="patent", jurisdiction="EP")
    assign(desk, "wu", jurisdiction="EP")
    desk.write(withdraw_assignment, number, "yi moves")
    assign(desk, "wu", jurisdiction="EP", right="patent")


def test_a_rule_is_withdrawn_once_and_with_a_reason(desk: Any) -> None:
    number, _ = assign(desk, "yi")
    with pytest.raises(Invalid, match="say why the assignment no longer holds"):
        desk.write(withdraw_assignment, number, "")
    desk.write(withdraw_assignment, number, "mistake")
    with pytest.raises(Conflict, match="assignment 1 was withdrawn on 2026-03-02 by li"):
        desk.write(withdraw_assignment, number, "mistake")
    with pytest.raises(Unknown, match="there is no assignment 7"):
        desk.write(withdraw_assignment, 7, "mistake")


def test_a_case_registered_while_a_rule_is_entered_is_not_passed_over(desk: Any, ep_patent: dict[str, Any]) -> None:
    """The rule waits for the registration that doesn't know it yet, and then sees its case."""
    with writing(desk.engine) as session:
        register_many(session, desk.context(), [ep_patent])
        entering = threading.Thread(target=assign, args=(desk, "yi"), kwargs={"jurisdiction": "EP"})
        entering.start()
        entering.join(0.3)
        assert entering.is_alive()
    entering.join()
    assert team(desk) == ("yi", None)
