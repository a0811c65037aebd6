"""Letting a right go takes two different people; a key can only propose, and whoever proposed can't confirm."""

from typing import Any

import pytest
from sqlalchemy import update

from service.portfolio.answers import answers_of
from service.portfolio.completing import void
from service.portfolio.errors import Conflict, Invalid
from service.portfolio.instructing import instruct, withdraw_instruction
from service.portfolio.lapsing import confirm_lapse, confirmers, refuse_lapse
from service.portfolio.manual import end_expired_overrides, override, withdraw_override
from service.portfolio.people import upsert_person
from service.portfolio.reading import find_case
from service.store import InstructionRow, PersonRow, queries, writing

# Year 11 of P1-EP is due on 30 November 2026; today is Monday, 2 March 2026.


@pytest.fixture
def office(desk: Any, ep_patent: dict[str, Any]) -> Any:
    """P1-EP of Li Wei, with Wu Jun as back-up."""
    for key, name in (("li", "Li Wei"), ("wu", "Wu Jun"), ("chen", "Chen Yu")):
        desk.write(upsert_person, {"key": key, "name": name, "address": f"{key}@example.com"})
    desk.register(ep_patent | {"responsible": "li", "backup": "wu"})
    return desk


def _person(desk: Any, key: str) -> PersonRow:
    with writing(desk.engine) as session:
        return session.query(PersonRow).filter_by(key=key).one()


def _change(desk: Any, key: str, **values: Any) -> None:
    with writing(desk.engine) as session:
        session.execute(update(PersonRow).where(PersonRow.key == key).values(**values))


def _propose(desk: Any, by: str | None = "li", note: str | None = "product withdrawn") -> InstructionRow:
    person = _person(desk, by) if by else None
    row: InstructionRow = desk.write(
        instruct, desk.row("P1-EP", 11).id, "lapse", person=person, note=note, actor="docketing key"
    )
    return row


def _confirm(desk: Any, row: InstructionRow, by: str) -> InstructionRow:
    person = _person(desk, by)
    confirmed: InstructionRow = desk.write(confirm_lapse, row.id, person, actor=person.name)
    return confirmed


def _decide(desk: Any) -> InstructionRow:
    proposal = _propose(desk)
    desk.clock.move(days=1)
    return _confirm(desk, proposal, "wu")


def _state(desk: Any) -> tuple[str, Any]:
    row = desk.row("P1-EP", 11)
    return row.state, row.next_rung_at


def test_a_proposal_alone_ends_nothing(office: Any) -> None:
    _propose(office)
    assert _state(office) == ("open", office.clock.now())


def test_a_second_person_ends_the_ladder_and_both_are_named(office: Any) -> None:
    row = _decide(office)
    assert _state(office) == ("settled", None)
    assert office.annuities("P1-EP")[11]["state_reason"] == (
        "let lapse: proposed by Li Wei on 2026-03-02, confirmed by Wu Jun on 2026-03-03"
    )
    assert (row.confirmed_person_id, row.confirmed_at) == (_person(office, "wu").id, office.clock.now())


def test_whoever_proposed_cannot_confirm(office: Any) -> None:
    with pytest.raises(Conflict, match="Li Wei proposed the lapse; a second, different person has to confirm it"):
        _confirm(office, _propose(office), "li")
    assert _state(office)[0] == "open"


def test_the_same_address_is_the_same_person(office: Any) -> None:
    proposal = _propose(office)
    _change(office, "chen", address="LI@example.com")
    with pytest.raises(Conflict, match="a second, different person"):
        _confirm(office, proposal, "chen")


def test_a_key_only_proposes_and_two_people_still_have_to_agree(office: Any) -> None:
    by_key = _propose(office, by=None)
    assert (by_key.person_id, by_key.actor) == (None, "docketing key")
    own = _confirm(office, by_key, "wu")  # Wu Jun makes it their own
    assert (own.confirmed_at, own.person_id, own.note) == (None, _person(office, "wu").id, "product withdrawn")
    assert _state(office)[0] == "open"
    with pytest.raises(Conflict, match="a second, different person"):
        _confirm(office, own, "wu")
    _confirm(office, own, "li")
    assert _state(office) == ("settled", None)


@pytest.mark.parametrize("other", [{"active": False}, {"role": "reader"}])
def test_somebody_who_left_or_only_reads_cannot_confirm(office: Any, other: dict[str, Any]) -> None:
    proposal = _propose(office)
    _change(office, "wu", **other)
    with pytest.raises(Conflict, match="Wu Jun may not confirm a lapse; an active docketer or supervisor may"):
        _confirm(office, proposal, "wu")


def test_confirming_again_is_harmless(office: Any) -> None:
    row = _decide(office)
    assert _confirm(office, row, "wu").confirmed_at == row.confirmed_at
    assert len(office.trail("deadline.lapse_confirmed")) == 1
    with pytest.raises(Conflict, match="is no proposal"):
        _confirm(office, row, "chen")


def test_a_later_instruction_overtakes_the_proposal(office: Any) -> None:
    proposal = _propose(office)
    office.write(instruct, office.row("P1-EP", 11).id, "renew", person=_person(office, "chen"))
    with pytest.raises(Conflict, match=f"instruction {proposal.id} is no proposal to let a right lapse that holds now"):
        _confirm(office, proposal, "wu")


def test_so_does_a_moved_date(office: Any) -> None:
    proposal = _propose(office)
    office.register({"reference": "P1-EP", "dates": {"filing": "2016-12-15"}})
    with pytest.raises(Conflict, match="is no proposal"):
        _confirm(office, proposal, "wu")


def test_a_refused_proposal_is_withdrawn_with_its_reason(office: Any) -> None:
    proposal = _propose(office)
    with pytest.raises(Invalid, match="reason is missing"):
        office.write(refuse_lapse, proposal.id, "")
    row = office.write(refuse_lapse, proposal.id, "still licensed", actor="Wu Jun")
    assert (row.withdrawn_by, row.withdraw_reason, row.withdraw_reason_code) == ("Wu Jun", "still licensed", None)
    assert _state(office)[0] == "open"
    with pytest.raises(Conflict, match="was withdrawn"):
        _confirm(office, proposal, "wu")


def test_a_withdrawn_lapse_runs_the_ladder_again(office: Any) -> None:
    row = _decide(office)
    with pytest.raises(Conflict, match="is no proposal"):
        office.write(refuse_lapse, row.id, "too late to refuse")
    office.write(withdraw_instruction, row.id, "licensee wants it", actor="Li Wei")
    assert _state(office) == ("open", office.clock.now())
    assert office.annuities("P1-EP")[11]["state_reason"] == "open again: licensee wants it"


def test_a_date_that_moves_under_a_decided_lapse_is_current_again(office: Any) -> None:
    _decide(office)
    office.register({"reference": "P1-EP", "dates": {"filing": "2016-12-15"}})
    row = office.row("P1-EP", 11)
    assert (row.state, str(row.drives_act_by)) == ("open", "2026-12-31")
    assert row.next_rung_at is not None
    (lapse,) = office.ask(lambda session: session.query(InstructionRow).all())
    assert lapse.withdraw_reason == (
        "the lapse was decided for 2026-11-30, and the date is now 2026-12-31: dates.filing 2016-11-15 → 2016-12-15"
    )
    assert lapse.withdraw_reason_code == "lapse.moved"  # what a person types has none
    told = [one["what"] for one in office.events("deadline.changed") if one["number"] == 11]
    assert told == ["moved", "current_again"]


def test_one_recomputed_without_a_move_stays_lapsed(office: Any) -> None:
    _decide(office)
    office.register({"reference": "P1-EP", "title": "Stent"})
    assert _state(office) == ("settled", None)


def test_one_that_vanishes_and_comes_back_is_asked_about_anew(office: Any) -> None:
    _decide(office)
    office.register({"reference": "P1-EP", "dates": {"filing": None}})
    office.register({"reference": "P1-EP", "dates": {"filing": "2016-11-15"}})
    assert _state(office)[0] == "open"


def test_an_override_moves_it_too(office: Any) -> None:
    _decide(office)
    notice = {"due": "2026-10-01", "reason": "shorter time in the notice", "source": "notice"}
    found = office.write(override, office.row("P1-EP", 11).id, notice)
    assert _state(office)[0] == "open"
    office.write(withdraw_override, found.id, "notice withdrawn")
    assert _state(office)[0] == "open"  # what was taken back isn't decided again by itself


def test_so_does_the_end_of_an_override(office: Any) -> None:
    notice = {"due": "2026-10-01", "reason": "notice", "source": "notice", "expires_on": "2026-03-10"}
    office.write(override, office.row("P1-EP", 11).id, notice)
    _decide(office)
    office.clock.move(days=10)
    office.write(end_expired_overrides)
    assert (_state(office)[0], str(office.row("P1-EP", 11).drives_act_by)) == ("open", "2026-11-30")


def test_voiding_a_payment_leaves_a_decided_lapse_in_force(office: Any) -> None:
    _decide(office)
    office.clock.move(days=190)  # 9 September 2026: year 11 may be paid from 31 August on
    completion = office.complete("P1-EP", 11, "2026-09-01")
    office.write(void, completion["id"], "another case's receipt")
    assert _state(office) == ("settled", None)
    assert office.annuities("P1-EP")[11]["state_reason"].startswith("let lapse")


def test_a_past_deadline_may_be_let_go_as_well(office: Any) -> None:
    """Year 10 was due on 30 November 2025, can be paid late until 31 May 2026, and nobody knows what became of it."""
    row = office.write(instruct, office.row("P1-EP", 10).id, "lapse", person=_person(office, "li"))
    _confirm(office, row, "wu")
    assert office.annuities("P1-EP")[10]["state"] == "settled"


def test_the_proposal_is_an_event_with_what_a_mail_needs(office: Any) -> None:
    proposal = _propose(office)
    (told,) = office.events("deadline.lapse_proposed")
    assert (told["instruction"], told["reference"], told["number"], told["act_by"], told["actor"], told["note"]) == (
        proposal.id,
        "P1-EP",
        11,
        "2026-11-30",
        "Li Wei",
        "product withdrawn",
    )
    _confirm(office, proposal, "wu")
    (entry,) = office.trail("deadline.lapse_confirmed")
    assert (entry.actor, entry.after["deadline_state"]) == ("Wu Jun", "settled")


@pytest.mark.parametrize(
    ("by", "changes", "asked"),
    [
        ("li", {}, ["wu"]),  # the back-up
        ("wu", {}, ["li"]),
        ("chen", {}, ["li", "wu"]),  # in the order of their keys
        (None, {}, ["li", "wu"]),
        ("li", {"wu": {"active": False}}, []),
        ("li", {"wu": {"role": "reader"}, "chen": {"role": "supervisor"}}, ["chen"]),
        ("li", {"wu": {"active": False}, "li": {"role": "supervisor"}, "chen": {"role": "admin"}}, ["chen"]),
    ],
)
def test_the_other_of_the_two_is_asked_else_the_supervisors(
    office: Any, by: str | None, changes: dict[str, dict[str, Any]], asked: list[str]
) -> None:
    proposal = _propose(office, by)
    for key, values in changes.items():
        _change(office, key, **values)
    found = office.ask(lambda session: confirmers(queries.everybody(session), find_case(session, "P1-EP"), proposal))
    assert [person.key for person in found] == asked


def test_a_decided_lapse_no_longer_counts_as_proposed(office: Any) -> None:
    proposal = _propose(office)
    number = proposal.deadline_id
    assert office.ask(lambda session: answers_of(session, [number]))[number].lapse_proposed
    _confirm(office, proposal, "wu")
    assert not office.ask(lambda session: answers_of(session, [number]))[number].lapse_proposed
