"""Instructions: the latest that nobody withdrew holds, for the day the deadline is aimed at and no other."""

from datetime import date
from typing import Any

import pytest

from service.portfolio.answers import answers_of
from service.portfolio.closing import close_case
from service.portfolio.errors import Conflict, Invalid, Unknown
from service.portfolio.instructing import instruct, withdraw_instruction
from service.portfolio.manual import override
from service.portfolio.people import upsert_person
from service.store import InstructionRow, PersonRow

# Year 11 of P1-EP is due on 30 November 2026; today is Monday, 2 March 2026.


@pytest.fixture
def registered(desk: Any, ep_patent: dict[str, Any]) -> Any:
    desk.register(ep_patent)
    return desk


@pytest.fixture
def li(desk: Any) -> PersonRow:
    person: PersonRow = desk.write(upsert_person, {"key": "li", "name": "Li Wei", "address": "li@example.com"})[0]
    return person


def _instruct(desk: Any, wish: str, number: int = 11, **other: Any) -> InstructionRow:
    row: InstructionRow = desk.write(instruct, desk.row("P1-EP", number).id, wish, **other)
    return row


def _wish(desk: Any, number: int = 11) -> str | None:
    deadline_id = desk.row("P1-EP", number).id
    found: str | None = desk.ask(lambda session: answers_of(session, [deadline_id]))[deadline_id].wish
    return found


@pytest.mark.parametrize("wish", ["renew", "undecided", "not_mine", "lapse"])
def test_an_instruction_is_kept_with_who_when_and_the_day_it_was_given_for(
    registered: Any, li: PersonRow, wish: str
) -> None:
    row = _instruct(registered, wish, person=li, note="board of 27 February")
    assert (row.aim, row.wish, row.person_id, row.actor) == (date(2026, 11, 30), wish, li.id, "Li Wei")
    assert (row.at, row.note) == (registered.clock.now(), "board of 27 February")


def test_the_ladder_goes_on_and_is_looked_at_now(registered: Any) -> None:
    _instruct(registered, "lapse")
    row = registered.row("P1-EP", 11)
    assert (row.state, row.next_rung_at) == ("open", registered.clock.now())


def test_the_latest_holds_and_one_withdrawn_gives_way(registered: Any) -> None:
    _instruct(registered, "renew")
    second = _instruct(registered, "undecided")
    assert _wish(registered) == "undecided"
    registered.write(withdraw_instruction, second.id, "meant for another case", actor="wu")
    assert _wish(registered) == "renew"
    with pytest.raises(Conflict, match=f"instruction {second.id} was withdrawn on 2026-03-02 by wu; give a new one"):
        registered.write(withdraw_instruction, second.id, "again")


def test_the_same_instruction_told_again_is_kept_once(registered: Any, li: PersonRow) -> None:
    first = _instruct(registered, "renew", person=li)
    assert _instruct(registered, "renew", person=li).id == first.id
    assert _instruct(registered, "renew", person=li, note="by our agent").id != first.id
    assert len(registered.trail("deadline.instructed")) == 2


def test_a_moved_date_asks_anew(registered: Any) -> None:
    _instruct(registered, "renew")
    registered.register({"reference": "P1-EP", "dates": {"filing": "2016-12-15"}})  # year 11 now due 2026-12-31
    assert _wish(registered) is None


def test_so_does_an_override(registered: Any) -> None:
    _instruct(registered, "renew")
    notice = {"due": "2026-10-01", "reason": "shorter time in the notice", "source": "notice"}
    registered.write(override, registered.row("P1-EP", 11).id, notice)
    assert _wish(registered) is None


@pytest.mark.parametrize("day", ["2026-03-03", "2026-11-29"])
def test_it_may_be_asked_again_from_tomorrow_until_the_eve_of_the_day_to_act_by(registered: Any, day: str) -> None:
    assert _instruct(registered, "ask_again", ask_again_on=date.fromisoformat(day)).ask_again_on is not None


@pytest.mark.parametrize(
    ("wish", "day", "why"),
    [
        ("ask_again", None, "ask_again_on is missing; give the day on which to ask again"),
        ("ask_again", "2026-03-02", "ask_again_on 2026-03-02 is not in the future; give a later day"),
        ("ask_again", "2026-11-30", "ask_again_on 2026-11-30 doesn't lie before 2026-11-30; give an earlier day"),
        ("renew", "2026-06-01", "ask_again_on goes with the wish ask_again only; leave it out, not 2026-06-01"),
        ("drop", None, "wish drop is not known; use one of renew, lapse, undecided, ask_again, not_mine"),
    ],
)
def test_what_is_refused(registered: Any, wish: str, day: str | None, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        _instruct(registered, wish, ask_again_on=date.fromisoformat(day) if day else None)


def test_what_is_settled_or_gone_needs_no_instruction(registered: Any) -> None:
    registered.complete("P1-EP", 10, "2025-11-03")
    with pytest.raises(Conflict, match=r"annuity 10 EP needs no instruction \(confirmed as done on 2025-11-03 by li\)"):
        _instruct(registered, "renew", number=10)
    registered.register({"reference": "P1-EP", "dates": {"filing": None}})
    with pytest.raises(Conflict, match="is no longer computed"):
        _instruct(registered, "renew", number=11)


def test_a_closed_case_stays_quiet(registered: Any) -> None:
    registered.write(close_case, registered.case_id("P1-EP"), "sold")
    _instruct(registered, "renew")
    assert registered.row("P1-EP", 11).next_rung_at is None


def test_withdrawing_needs_a_reason_and_an_instruction(registered: Any) -> None:
    row = _instruct(registered, "renew")
    with pytest.raises(Invalid, match="reason is missing; say why the instruction doesn't hold"):
        registered.write(withdraw_instruction, row.id, " ")
    with pytest.raises(Unknown, match="there is no instruction 4711"):
        registered.write(withdraw_instruction, 4711, "why")
    with pytest.raises(Unknown, match="there is no deadline 4711"):
        registered.write(instruct, 4711, "renew")


def test_instructions_are_in_the_trail_and_told_to_others(registered: Any, li: PersonRow) -> None:
    row = _instruct(registered, "ask_again", person=li, ask_again_on=date(2026, 6, 1), note="after the trade fair")
    registered.write(withdraw_instruction, row.id, "decided sooner")
    (given,), (taken,) = registered.trail("deadline.instructed"), registered.trail("deadline.instruction_withdrawn")
    assert (given.actor, given.subject, given.reason) == (
        "li",
        "deadline P1-EP annuity 11 EP",
        "after the trade fair",
    )
    assert (given.after["wish"], given.after["person"], given.after["ask_again_on"]) == (
        "ask_again",
        "li",
        "2026-06-01",
    )
    assert taken.reason == "decided sooner"
    (told,) = registered.events("deadline.instructed")
    assert (told["reference"], told["number"], told["wish"]) == ("P1-EP", 11, "ask_again")
