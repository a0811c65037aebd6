"""Ladders as data: which one holds for a deadline, and the last reminders that nobody can leave out."""

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from service.portfolio.errors import Conflict, Invalid
from service.portfolio.ladders import choose, enter_ladder, withdraw_ladder
from service.store import DeadlineRow, LadderRow
from service.store.staffing import in_force

MINIMAL = {"stages": {"act_by": [3, 1, 0], "grace": [3, 1, 0], "restoration": [0]}}


def looked_at(desk: Any) -> set[tuple[str, int]]:
    """The kinds and numbers of what is looked at now."""
    now = select(DeadlineRow.kind, DeadlineRow.number).where(DeadlineRow.next_rung_at == desk.clock.now())
    return {tuple(row) for row in desk.ask(lambda session: session.execute(now).all())}


# ---------------------------------------------------------------- which one holds

CASE = SimpleNamespace(owner="Acme", jurisdiction="EP", right="patent")
ANNUITY = SimpleNamespace(kind="annuity")


def ladder(**criteria: Any) -> LadderRow:
    return LadderRow(stages={}, **criteria)


@pytest.mark.parametrize(
    ("wider", "narrower"),
    [
        ({}, {"kind": "annuity"}),
        ({"kind": "annuity"}, {"right": "patent"}),
        ({"right": "patent"}, {"jurisdiction": "EP"}),
        ({"jurisdiction": "EP"}, {"owner": "Acme"}),
        ({"owner": "Acme"}, {"right": "patent", "kind": "annuity"}),
        ({"right": "patent", "kind": "annuity"}, {"jurisdiction": "EP", "kind": "annuity"}),
        ({"owner": "Acme", "kind": "annuity"}, {"owner": "Acme", "right": "patent"}),
    ],
)
def test_the_most_specific_ladder_holds(wider: dict[str, str], narrower: dict[str, str]) -> None:
    both = [ladder(**wider), ladder(**narrower)]
    assert choose(both, CASE, ANNUITY) is both[1]
    assert choose(reversed(both), CASE, ANNUITY) is both[1]


@pytest.mark.parametrize(
    "other", [{"kind": "renewal"}, {"right": "design"}, {"jurisdiction": "US"}, {"owner": "Another"}]
)
def test_a_ladder_for_something_else_leaves_the_usual_one(other: dict[str, str]) -> None:
    assert choose([ladder(**other)], CASE, ANNUITY) is None


def test_a_ladder_withdrawn_holds_no_longer(desk: Any) -> None:
    row = desk.write(enter_ladder, MINIMAL)
    standing = desk.ask(lambda session: in_force(session, LadderRow))
    assert [one.id for one in standing] == [row.id]
    row = desk.write(withdraw_ladder, row.id, "back to the usual days")
    assert choose([row], CASE, ANNUITY) is None
    assert desk.ask(lambda session: in_force(session, LadderRow)) == []
    with pytest.raises(Conflict, match="ladder 1 was withdrawn on 2026-03-02 by li"):
        desk.write(withdraw_ladder, row.id, "again")


# ---------------------------------------------------------------- entering one


def test_stages_are_kept_the_farthest_first(desk: Any) -> None:
    row = desk.write(enter_ladder, {"kind": "annuity", "stages": {"act_by": [0, 1, 3, 730]}})
    assert (row.kind, row.right, row.jurisdiction, row.owner) == ("annuity", None, None, None)
    assert row.stages == {"act_by": [730, 3, 1, 0]}
    (entered,) = desk.trail("ladder.entered")
    assert entered.after["stages"] == {"act_by": [730, 3, 1, 0]}


def test_what_a_ladder_touches_is_looked_at_again(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"settled_through": "2026-12-31"})  # year 11 falls due on 30 November 2026
    desk.clock.move(minutes=1)
    desk.write(enter_ladder, {"kind": "annuity", "jurisdiction": "EP"} | MINIMAL)
    assert looked_at(desk) == {("annuity", number) for number in range(12, 21)}


def test_what_a_ladder_withdrawn_leaves_is_looked_at_again(desk: Any, ep_patent: dict[str, Any]) -> None:
    row = desk.write(enter_ladder, {"kind": "expiry"} | MINIMAL)
    desk.register(ep_patent)
    desk.clock.move(minutes=1)
    desk.write(withdraw_ladder, row.id, "back to the usual days")
    assert looked_at(desk) == {("expiry", 0)}


def test_what_is_due_already_keeps_its_moment(desk: Any, ep_patent: dict[str, Any]) -> None:
    """It counts as unsent since then, and a new ladder must not make it look younger."""
    desk.register(ep_patent | {"settled_through": "2026-12-31"})
    desk.clock.move(days=365 * 2)  # year 12 was planned for 30 November 2027
    desk.write(enter_ladder, MINIMAL)
    assert desk.annuities("P1-EP")[12]["next_rung_at"] == "2027-11-30T12:00:00+00:00"


def test_a_ladder_for_another_office_touches_nothing(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.clock.move(minutes=1)
    desk.write(enter_ladder, {"jurisdiction": "US"} | MINIMAL)
    assert looked_at(desk) == set()


@pytest.mark.parametrize(
    ("stages", "field", "message"),
    [
        (None, "stages", "stages is missing; give the days before act_by, grace or restoration ends"),
        ([3, 1, 0], "stages", r"stages must be an object, not \[3, 1, 0\]"),
        ({"late": [0]}, "stages.late", "stages.late is not known; known are act_by, grace, restoration"),
        ({"act_by": "3, 1, 0"}, "stages.act_by", "must list whole numbers of days from 0 to 730, at most 20 of them"),
        ({"act_by": [731, 3, 1, 0]}, "stages.act_by", "from 0 to 730"),
        ({"act_by": [3, 1, 0, -1]}, "stages.act_by", "from 0 to 730"),
        ({"act_by": [3, 1, False]}, "stages.act_by", "from 0 to 730"),
        ({"act_by": list(range(21))}, "stages.act_by", "at most 20 of them"),
        ({"act_by": [7, 7, 3, 1, 0]}, "stages.act_by", "stages.act_by has 7 twice; name each day once"),
        (
            {"act_by": [30, 1]},
            "stages.act_by",
            "stages.act_by leaves out 3, 0: the last reminders can't be switched off; add them, or leave act_by out",
        ),
        ({"grace": [30, 7, 3, 1]}, "stages.grace", "stages.grace leaves out 0"),
        ({"restoration": []}, "stages.restoration", "stages.restoration leaves out 0"),
    ],
)
def test_stages_in_trouble_are_refused(desk: Any, stages: Any, field: str, message: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        desk.write(enter_ladder, {"stages": stages})
    assert [error.field for error in refused.value.errors] == [field]
    assert desk.ask(lambda session: in_force(session, LadderRow)) == []


def test_a_kind_nobody_knows_is_refused(desk: Any) -> None:
    with pytest.raises(Invalid, match=r"kind anuity is not known \(did you mean annuity\?\)"):
        desk.write(enter_ladder, {"kind": "anuity"} | MINIMAL)


def test_a_second_ladder_for_the_same_deadlines_is_refused(desk: Any) -> None:
    desk.write(enter_ladder, {"owner": "Acme"} | MINIMAL)
    with pytest.raises(Invalid, match="ladder 1 is for the same cases already; withdraw it first") as refused:
        desk.write(enter_ladder, {"owner": "Acme", "stages": {}})
    assert refused.value.errors[0].field == "owner"
    desk.write(enter_ladder, {"owner": "Acme", "kind": "annuity", "stages": {}})  # the usual days for these alone
