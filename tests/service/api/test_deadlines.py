"""Deadlines by HTTP: finding them, why they are when they are, and recording what people did about them."""

from typing import Any

import pytest

# On 2 March 2026 the fee for year 11 of an application filed on 15 November 2016 is the next: due on 30 November 2026,
# payable from 31 August 2026 on. That for year 10 was due on 30 November 2025 and can be paid late until 31 May 2026.
PAID = {"state": "confirmed", "done_on": "2026-02-27", "proof": "receipt 17", "actor": "Paralegal 1"}


def test_deadlines_are_listed_the_most_urgent_first(api: Any, conforms: Any) -> None:
    api.register()
    api.register(reference="P2", dates={"filing": "2017-11-15"})

    page = api.get("/v1/deadlines?state=open&kind=annuity&limit=3").json()
    conforms("StoredDeadlinePage", page)
    rest = api.get("/v1/deadlines", params={"state": "open", "kind": "annuity", "cursor": page["next_cursor"]}).json()

    told = [(one["reference"], one["number"], one["due"]) for one in page["items"]]
    assert told == [("P1", 11, "2026-11-30"), ("P2", 10, "2026-11-30"), ("P1", 12, "2027-11-30")]
    assert (rest["items"][0]["reference"], rest["items"][0]["number"]) == ("P2", 11)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("act_by_from=2026-11-30&act_by_to=2027-11-30", [11, 12]),
        ("act_by_from=2026-12-01&act_by_to=2027-11-29", []),
        ("state=to_verify", [10]),
        ("state=gone", []),
        ("office=GB", []),
        ("reference=P1&state=to_verify", [10]),
        ("responsible=p1&state=to_verify", [10]),
        ("owner=nobody", []),
        ("jurisdiction=EP&state=to_verify", [10]),
    ],
)
def test_deadlines_are_found_by(api: Any, query: str, numbers: list[int]) -> None:
    api.post("/v1/people", {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com"})
    api.register(responsible="p1", settled_through="2024-12-31", settled_through_source="former provider")

    assert [one["number"] for one in api.get(f"/v1/deadlines?kind=annuity&{query}").json()["items"]] == numbers


def test_a_deadline_is_read_with_its_derivation(api: Any, conforms: Any) -> None:
    """15 November 2016 + 10 years, last day of that month."""
    api.register()

    answer = api.get(f"/v1/deadlines/{api.deadline(11)['id']}").json()

    conforms("StoredDeadline", answer)
    due = next(one for one in answer["derivation"] if one["of"] == "due")
    assert [step["result"] for step in due["steps"]] == ["2016-11-15", "2026-11-15", "2026-11-30"]
    assert due["cites"] == ["EPC r. 51(1)"]


def test_a_confirmed_completion_settles(api: Any, conforms: Any) -> None:
    api.register()
    fee = api.deadline(10)

    answer = api.post(f"/v1/deadlines/{fee['id']}/completions", PAID)

    assert answer.status_code == 201
    conforms("Completed", answer.json())
    assert answer.json()["deadline"]["state"] == "settled"
    assert answer.json()["deadline"]["next_rung_at"] is None
    (completion,) = answer.json()["completions"]
    assert (completion["actor"], completion["recorded_by"]) == ("Paralegal 1", "write key")


@pytest.mark.parametrize("state", ["ordered", "paid"])
def test_one_that_is_not_confirmed_does_not(api: Any, state: str) -> None:
    api.register()

    answer = api.post(f"/v1/deadlines/{api.deadline(10)['id']}/completions", PAID | {"state": state}).json()

    assert answer["deadline"]["state"] == "to_verify"


def test_one_outside_the_window_is_questioned_until_a_person_answers(api: Any, conforms: Any) -> None:
    """Paid on 27 February for a fee that can be paid from 31 August on: is it the right fee?"""
    api.register()
    address = f"/v1/deadlines/{api.deadline(11)['id']}/completions"

    told = api.post(address, PAID).json()
    assert told["deadline"]["state"] == "open"
    assert told["completions"][0]["questioned"]

    number = told["completions"][0]["id"]
    answer = api.post(f"/v1/completions/{number}/answer", {"stands": True, "actor": "Paralegal 2"}).json()
    conforms("Completed", answer)
    assert (answer["deadline"]["state"], answer["completions"][0]["answered_by"]) == ("settled", "Paralegal 2")
    conforms.problem(api.post(f"/v1/completions/{number}/answer", {"stands": True}), 409, "conflict")


def test_a_completion_made_against_a_mistyped_date_is_questioned(api: Any) -> None:
    """Filed in 2016, typed as 2015: the fee paid as year 11's was that of year 10, and the move says so."""
    api.register(dates={"filing": "2015-11-15"})
    number = api.deadline(11)["id"]
    api.post(f"/v1/deadlines/{number}/completions", PAID)

    changes = api.put("/v1/cases/P1/dates/filing", {"date": "2016-11-15"}).json()["changes"]

    assert ("questioned", 11) in {(one["what"], one["number"]) for one in changes}
    assert api.get(f"/v1/deadlines/{number}").json()["state"] == "open"


def test_a_completion_is_taken_back_with_a_reason(api: Any, conforms: Any) -> None:
    api.register()
    told = api.post(f"/v1/deadlines/{api.deadline(10)['id']}/completions", PAID).json()
    address = f"/v1/completions/{told['completions'][0]['id']}/void"
    conforms.problem(api.post(address, {"reason": ""}), 422, "invalid")

    answer = api.post(address, {"reason": "another case's receipt"}).json()

    conforms("Completed", answer)
    assert answer["deadline"]["state"] != "settled"
    assert answer["completions"][0]["void_reason"] == "another case's receipt"
    conforms.problem(api.post(address, {"reason": "again"}), 409, "conflict")


def test_one_completion_may_cover_several_numbers(api: Any) -> None:
    api.register()

    number = api.deadline(9)["id"]
    told = api.post(f"/v1/deadlines/{number}/completions", PAID | {"done_on": "2024-11-30", "covers": [9, 10]}).json()

    assert len(told["completions"]) == 2


def test_a_completion_can_not_lie_in_the_future(api: Any, conforms: Any) -> None:
    api.register()

    answer = api.post(f"/v1/deadlines/{api.deadline(10)['id']}/completions", PAID | {"done_on": "2026-03-05"})

    document = conforms.problem(answer, 422, "invalid")
    assert document["errors"][0]["pointer"] == "/done_on"


def test_an_override_stands_beside_the_computed_date_and_the_earlier_drives(api: Any, conforms: Any) -> None:
    api.register()
    number = api.deadline(11)["id"]
    given = {"due": "2026-10-01", "reason": "shorter time in the notice", "source": "notice of 2026-02-15"}

    answer = api.post(f"/v1/deadlines/{number}/overrides", given)

    assert answer.status_code == 201
    conforms("Override", answer.json())
    deadline = api.get(f"/v1/deadlines/{number}").json()
    assert (deadline["act_by"], deadline["drives_act_by"]) == ("2026-11-30", "2026-10-01")

    withdrawn = api.post(f"/v1/overrides/{answer.json()['id']}/withdraw", {"reason": "notice withdrawn"})
    assert withdrawn.json()["withdrawn_at"] is not None
    assert api.get(f"/v1/deadlines/{number}").json()["drives_act_by"] == "2026-11-30"


def test_a_deadline_is_acknowledged_as_it_stands(api: Any, conforms: Any) -> None:
    api.post("/v1/people", {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com"})
    api.register()

    answer = api.post(f"/v1/deadlines/{api.deadline(11)['id']}/acknowledgements", {"person": "p1", "note": "seen"})

    assert answer.status_code == 201
    conforms("Acknowledgement", answer.json())
    assert (answer.json()["aim"], answer.json()["actor"]) == ("2026-11-30", "Paralegal 1")
