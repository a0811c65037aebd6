"""Completions: only a confirmed one that is not in question ends a ladder, and a person can take it back."""

from datetime import date
from typing import Any

import pytest

from service.portfolio.completing import Proof, answer_question, complete, void
from service.portfolio.errors import Conflict, Invalid, Unknown


@pytest.fixture
def registered(desk: Any, ep_patent: dict[str, Any]) -> Any:
    """P1-EP with year 10 to be verified (due 2025-11-30, late until 2026-05-31) and year 11 to come."""
    desk.register(ep_patent)
    return desk


def _proof(done_on: str = "2025-11-03", state: str = "confirmed", **other: Any) -> Proof:
    return Proof(state, date.fromisoformat(done_on), **other)


def test_a_confirmed_completion_settles_and_ends_the_ladder(registered: Any) -> None:
    completion = registered.complete("P1-EP", 10, "2025-11-03", proof="EPO receipt 4711", by="Annuities Ltd")
    tenth = registered.annuities("P1-EP")[10]
    assert (tenth["state"], tenth["next_rung_at"]) == ("settled", None)
    assert tenth["state_reason"] == "confirmed as done on 2025-11-03 by Annuities Ltd"
    assert (completion["recorded_by"], completion["against_due"]) == ("li", "2025-11-30")
    assert not completion["questioned"]


@pytest.mark.parametrize("state", ["ordered", "paid"])
def test_what_is_only_ordered_or_paid_does_not_end_the_ladder(registered: Any, state: str) -> None:
    registered.complete("P1-EP", 10, "2025-11-03", state=state)
    tenth = registered.annuities("P1-EP")[10]
    assert tenth["state"] == "to_verify"
    assert tenth["next_rung_at"] is not None


@pytest.mark.parametrize(
    ("number", "done_on", "why"),
    [
        # Year 10 may be paid from three months before, 2025-08-31, until 2026-06-01: the 31st of May is a Sunday.
        (10, "2025-08-30", "2025-08-30 lies before 2025-08-31, the first day of valid payment or filing"),
        (11, "2026-03-01", "2026-03-01 lies before 2026-08-31, the first day of valid payment or filing"),
        (9, "2025-06-03", "2025-06-03 lies after 2025-06-02, the last day that counted"),
        (9, "2006-11-03", "2006-11-03 lies before 2016-11-15, the first date of the case"),
    ],
)
def test_a_day_outside_the_window_is_questioned_and_the_ladder_goes_on(
    registered: Any, number: int, done_on: str, why: str
) -> None:
    completion = registered.complete("P1-EP", number, done_on)
    assert completion["questioned_why"] == why
    deadline = registered.annuities("P1-EP")[number]
    assert deadline["state"] != "settled"
    assert deadline["next_rung_at"] is not None


def test_an_agent_may_be_told_before_the_fee_can_be_paid(registered: Any) -> None:
    """Year 11 may be paid from 31 August 2026 on; to order it today is no mistake, to have paid it is a doubt."""
    assert not registered.complete("P1-EP", 11, "2026-03-02", state="ordered")["questioned"]
    assert registered.complete("P1-EP", 11, "2026-03-02", state="paid")["questioned"]


def test_each_answer_has_the_deadline_looked_at_now(registered: Any) -> None:
    for state in ("ordered", "paid"):
        registered.complete("P1-EP", 10, "2025-11-03", state=state)
        assert registered.row("P1-EP", 10).next_rung_at == registered.clock.now()


@pytest.mark.parametrize("done_on", ["2025-08-31", "2025-11-30"])
def test_both_ends_of_the_window_count(registered: Any, done_on: str) -> None:
    assert not registered.complete("P1-EP", 10, done_on)["questioned"]


def test_a_day_in_the_future_is_refused(registered: Any) -> None:
    with pytest.raises(Invalid, match="done_on 2026-03-03 lies after 2026-03-02; give the day on which it was done"):
        registered.complete("P1-EP", 10, "2026-03-03")


def test_an_unknown_state_is_refused_with_a_suggestion(registered: Any) -> None:
    with pytest.raises(Invalid, match=r"state confirm is not known \(did you mean confirmed\?\)"):
        registered.complete("P1-EP", 10, "2025-11-03", state="confirm")


def test_one_payment_may_cover_several_numbers(registered: Any) -> None:
    registered.complete("P1-EP", 10, "2025-11-03", covers=(10, 11, 12))
    annuities = registered.annuities("P1-EP")
    assert [annuities[number]["state"] for number in (10, 11, 12, 13)] == ["settled", "settled", "settled", "open"]
    assert annuities[12]["completions"][0]["against_due"] == "2027-11-30"


def test_a_number_that_is_not_there_cannot_be_covered(registered: Any) -> None:
    with pytest.raises(Invalid, match=r"covers \[99\] is no open number of annuity at EP; this case has 3, 4, 5"):
        registered.complete("P1-EP", 10, "2025-11-03", covers=(99,))
    assert registered.annuities("P1-EP")[10]["completions"] == []


def test_the_same_completion_told_twice_is_recorded_once(registered: Any) -> None:
    registered.complete("P1-EP", 10, "2025-11-03", proof="receipt")
    registered.complete("P1-EP", 10, "2025-11-03", proof="receipt")
    assert len(registered.annuities("P1-EP")[10]["completions"]) == 1


def test_voiding_the_completion_runs_the_ladder_again(registered: Any) -> None:
    completion = registered.complete("P1-EP", 10, "2025-11-03")
    registered.write(void, completion["id"], "bounced")
    tenth = registered.annuities("P1-EP")[10]
    assert (tenth["state"], tenth["state_reason"]) == ("open", "open again: bounced")
    assert tenth["next_rung_at"] is not None
    assert tenth["completions"][0]["void_reason"] == "bounced"
    with pytest.raises(Conflict, match="was voided on 2026-03-02; record a new one"):
        registered.write(void, completion["id"], "again")


def test_voiding_one_of_two_leaves_the_deadline_settled(registered: Any) -> None:
    first = registered.complete("P1-EP", 10, "2025-11-03")
    registered.complete("P1-EP", 10, "2025-11-04")
    registered.write(void, first["id"], "entered twice")
    assert registered.annuities("P1-EP")[10]["state"] == "settled"


def test_voiding_needs_a_reason(registered: Any) -> None:
    completion = registered.complete("P1-EP", 10, "2025-11-03")
    with pytest.raises(Invalid, match="reason is missing"):
        registered.write(void, completion["id"], " ")


def test_a_person_says_that_a_questioned_completion_stands_for_the_date_as_it_is_now(registered: Any) -> None:
    completion = registered.complete("P1-EP", 10, "2025-11-03")
    registered.register({"reference": "P1-EP", "dates": {"filing": "2016-12-15"}})  # year 10 now due 2025-12-31
    assert registered.annuities("P1-EP")[10]["state"] == "open"
    registered.write(answer_question, completion["id"], stands=True, actor="wu")
    tenth = registered.annuities("P1-EP")[10]
    assert (tenth["state"], tenth["next_rung_at"]) == ("settled", None)
    assert tenth["completions"][0]["against_due"] == "2025-12-31"
    assert tenth["completions"][0]["answered_by"] == "wu"
    registered.register({"reference": "P1-EP", "title": "Stent"})
    assert registered.annuities("P1-EP")[10]["state"] == "settled"


def test_a_person_says_that_it_does_not_stand(registered: Any) -> None:
    completion = registered.complete("P1-EP", 10, "2025-08-30")
    registered.write(answer_question, completion["id"], stands=False, reason="paid for P2")
    assert registered.annuities("P1-EP")[10]["completions"][0]["void_reason"] == "paid for P2"


def test_only_what_is_in_question_can_be_answered(registered: Any) -> None:
    completion = registered.complete("P1-EP", 10, "2025-11-03")
    with pytest.raises(Conflict, match="is not in question"):
        registered.write(answer_question, completion["id"], stands=True)


def test_a_deadline_that_is_gone_cannot_be_completed(registered: Any) -> None:
    registered.register({"reference": "P1-EP", "dates": {"filing": None}})
    with pytest.raises(Conflict, match="deadline P1-EP annuity 10 EP is no longer computed"):
        registered.write(complete, registered.row("P1-EP", 10).id, _proof())


def test_what_does_not_exist_is_unknown(registered: Any) -> None:
    with pytest.raises(Unknown, match="there is no deadline 4711"):
        registered.write(complete, 4711, _proof())
    with pytest.raises(Unknown, match="there is no completion 4711"):
        registered.write(void, 4711, "why")


def test_completions_are_in_the_trail_and_told_to_others(registered: Any) -> None:
    registered.complete("P1-EP", 10, "2025-11-03", proof="receipt")
    (entry,) = registered.trail("completion.recorded")
    assert (entry.actor, entry.subject, entry.reason) == ("li", "deadline P1-EP annuity 10 EP", "receipt")
    (told,) = registered.events("completion.recorded")
    assert (told["reference"], told["number"], told["deadline_state"]) == ("P1-EP", 10, "settled")


def test_a_completion_changes_the_revision_of_its_case(registered: Any) -> None:
    registered.complete("P1-EP", 10, "2025-11-03")
    assert registered.case("P1-EP")["revision"] == 2
