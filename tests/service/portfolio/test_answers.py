"""The standing answer about a deadline: what belongs to the day it is aimed at now, and only that."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from service.portfolio.answers import UNANSWERED, Answered, answers_of
from service.store import AcknowledgementRow, CompletionRow, DeadlineRow, InstructionRow, writing

AIM = date(2026, 11, 30)  # of year 11 of P1-EP
MONDAY, TUESDAY = datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 3, 3, 8, tzinfo=UTC)


@pytest.fixture
def eleventh(desk: Any, ep_patent: dict[str, Any]) -> int:
    """The id of year 11 of P1-EP, due on 30 November 2026."""
    desk.register(ep_patent)
    found: int = desk.row("P1-EP", 11).id
    return found


def _put(desk: Any, *rows: Any) -> None:
    with writing(desk.engine) as session:
        session.add_all(rows)


def _instruction(deadline_id: int, wish: str, at: datetime = MONDAY, aim: date = AIM, **other: Any) -> InstructionRow:
    return InstructionRow(deadline_id=deadline_id, aim=aim, wish=wish, actor="li", at=at, **other)


def _completion(deadline_id: int, state: str, **other: Any) -> CompletionRow:
    said = {"done_on": date(2026, 3, 2), "actor": "li", "recorded_by": "li", "recorded_at": MONDAY, "against_due": AIM}
    return CompletionRow(deadline_id=deadline_id, state=state, **said, **other)


def _answered(desk: Any, deadline_id: int) -> Answered:
    found: dict[int, Answered] = desk.ask(lambda session: answers_of(session, [deadline_id]))
    return found[deadline_id]


def test_what_nobody_answered_is_unanswered(desk: Any, eleventh: int) -> None:
    assert _answered(desk, eleventh) == UNANSWERED
    assert not UNANSWERED.anything


def test_the_latest_instruction_holds(desk: Any, eleventh: int) -> None:
    _put(desk, _instruction(eleventh, "lapse"))
    assert _answered(desk, eleventh) == Answered(
        wish="lapse", instructed_at=MONDAY, instructed_by="li", lapse_proposed=True
    )
    _put(desk, _instruction(eleventh, "renew", TUESDAY))
    assert _answered(desk, eleventh) == Answered(wish="renew", instructed_at=TUESDAY, instructed_by="li")


def test_one_that_was_withdrawn_gives_way_to_the_one_before(desk: Any, eleventh: int) -> None:
    asked = _instruction(eleventh, "ask_again", ask_again_on=date(2026, 6, 1))
    _put(desk, asked, _instruction(eleventh, "renew", TUESDAY, withdrawn_at=TUESDAY))
    assert _answered(desk, eleventh) == Answered(
        wish="ask_again", instructed_at=MONDAY, instructed_by="li", ask_again_on=date(2026, 6, 1)
    )


def test_a_confirmed_lapse_is_no_proposal(desk: Any, eleventh: int) -> None:
    _put(desk, _instruction(eleventh, "lapse", confirmed_at=TUESDAY))
    assert not _answered(desk, eleventh).lapse_proposed


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        ({"state": "ordered"}, True),
        ({"state": "paid"}, True),
        ({"state": "paid", "questioned_at": MONDAY, "answered_at": TUESDAY}, True),
        ({"state": "paid", "questioned_at": MONDAY}, False),
        ({"state": "paid", "voided_at": MONDAY}, False),
        ({"state": "confirmed"}, False),  # it settles the deadline itself
    ],
)
def test_what_is_ordered_or_paid_counts_while_it_stands(
    desk: Any, eleventh: int, other: dict[str, Any], counts: bool
) -> None:
    _put(desk, _completion(eleventh, **other))
    assert _answered(desk, eleventh).ordered_or_paid is counts


def test_the_last_acknowledgement_counts(desk: Any, eleventh: int) -> None:
    for at in (MONDAY, TUESDAY):
        _put(desk, AcknowledgementRow(deadline_id=eleventh, aim=AIM, actor="li", at=at))
    assert _answered(desk, eleventh) == Answered(acknowledged_at=TUESDAY)


def test_a_moved_date_asks_anew(desk: Any, eleventh: int) -> None:
    _put(
        desk,
        _instruction(eleventh, "renew"),
        AcknowledgementRow(deadline_id=eleventh, aim=AIM, actor="li", at=MONDAY),
    )
    assert _answered(desk, eleventh).anything
    with writing(desk.engine) as session:
        session.execute(update(DeadlineRow).values(drives_act_by=date(2026, 12, 31)))
    assert _answered(desk, eleventh) == UNANSWERED


def test_many_deadlines_are_asked_for_at_once(desk: Any, eleventh: int) -> None:
    """1,200 ids go in three questions of each kind; the last of them is found like the first."""
    last = desk.row("P1-EP", 20).id
    _put(desk, _instruction(eleventh, "renew"), _instruction(last, "undecided", aim=date(2035, 11, 30)))
    ids = [eleventh, *range(100_000, 101_200), last]
    found = desk.ask(lambda session: answers_of(session, ids))
    assert (found[eleventh].wish, found[last].wish, len(found)) == ("renew", "undecided", 1202)
