"""Owners: what one wants, and that a change has their deadlines looked at again."""

from typing import Any

import pytest
from sqlalchemy import select

from service.portfolio.errors import Invalid, Unknown
from service.portfolio.owners import find_owner, set_owner, wishes
from service.store import DeadlineRow

USUAL = {"lead_days": 0, "unanswered": "remind", "silence_days": 30, "patience_days": 7}


def looked_at(desk: Any) -> set[int]:
    """The cases of which something is looked at now."""
    now = select(DeadlineRow.case_id).where(DeadlineRow.next_rung_at == desk.clock.now())
    return set(desk.ask(lambda session: session.scalars(now).all()))


def test_an_owner_begins_with_the_usual_wishes_and_keeps_what_is_absent(desk: Any) -> None:
    row, added = desk.write(set_owner, "Acme / Stents", {"lead_days": 14})
    assert (added, wishes(row)) == (True, USUAL | {"lead_days": 14})
    row, added = desk.write(set_owner, "Acme / Stents", {"unanswered": "renew", "silence_days": 21})
    expected = USUAL | {"lead_days": 14, "unanswered": "renew", "silence_days": 21}
    assert (added, wishes(row)) == (False, expected)
    first, second = desk.trail("owner.changed")
    assert (first.subject, first.after) == ("owner Acme / Stents", USUAL | {"lead_days": 14})
    assert second.before == {"unanswered": "remind", "silence_days": 30}


def test_a_change_has_the_owners_unsettled_deadlines_looked_at_again(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"owner": "Acme", "settled_through": "2025-12-31"})
    desk.register(ep_patent | {"reference": "P2", "owner": "Another"})
    desk.clock.move(minutes=1)

    desk.write(set_owner, "Acme", {"lead_days": 14})

    assert looked_at(desk) == {desk.case_id("P1-EP")}
    annuities = desk.annuities("P1-EP")
    assert annuities[10]["next_rung_at"] is None  # settled
    assert annuities[20]["next_rung_at"] == desk.clock.now().isoformat()


def test_what_was_said_before_is_no_change(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"owner": "Acme"})
    desk.write(set_owner, "Acme", {"lead_days": 14})
    desk.clock.move(minutes=1)
    desk.write(set_owner, "Acme", {"lead_days": 14})
    assert looked_at(desk) == set()
    assert len(desk.trail("owner.changed")) == 1


def test_an_owner_nobody_spoke_of_is_unknown(desk: Any) -> None:
    with pytest.raises(Unknown, match="there is no owner Acme"):
        desk.ask(lambda session: find_owner(session, "Acme"))


@pytest.mark.parametrize(
    ("name", "given", "field", "message"),
    [
        ("Acme", {"lead_days": 366}, "lead_days", "lead_days must be a whole number from 0 to 365, not 366"),
        ("Acme", {"lead_days": -1}, "lead_days", "from 0 to 365, not -1"),
        ("Acme", {"lead_days": True}, "lead_days", "from 0 to 365, not True"),
        ("Acme", {"patience_days": 0}, "patience_days", "patience_days must be a whole number from 1 to 90, not 0"),
        ("Acme", {"patience_days": 91}, "patience_days", "from 1 to 90, not 91"),
        ("Acme", {"silence_days": "30"}, "silence_days", "from 0 to 365, not 30"),
        ("Acme", {"unanswered": "lapse"}, "unanswered", "unanswered lapse is not known; use one of remind, renew"),
        ("Acme", {"lead": 3}, "lead", r"lead is not known \(did you mean lead_days\?\)"),
        ("", {}, "name", "name is missing"),
    ],
)
def test_a_wish_in_trouble_is_refused(desk: Any, name: str, given: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        desk.write(set_owner, name, given)
    assert [error.field for error in refused.value.errors] == [field]
