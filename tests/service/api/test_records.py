"""What people said, each by itself: completions, overrides, instructions, acknowledgements, and what they entered."""

from typing import Any

import pytest

STAFF = [{"key": f"p{number}", "name": f"P {number}", "address": f"p{number}@example.com"} for number in (1, 2)]


def test_what_was_said_of_a_deadline_is_read_by_its_id(api: Any, conforms: Any) -> None:
    api.register()
    number = api.deadline(11)["id"]
    said = {
        "completions": ({"state": "paid", "done_on": "2026-02-27"}, "OneCompletion"),
        "overrides": ({"due": "2026-10-01", "reason": "shorter", "source": "notice"}, "OneOverride"),
        "instructions": ({"wish": "renew"}, "Instruction"),
        "acknowledgements": ({"note": "seen"}, "Acknowledgement"),
    }
    for name, (body, schema) in said.items():
        made = api.post(f"/v1/deadlines/{number}/{name}", body).json()
        made = made["completions"][0] if name == "completions" else made

        read = api.get(f"/v1/{name}/{made['id']}", as_="read").json()

        conforms(schema, read)
        assert read == made | {"deadline": number}


def test_what_was_entered_is_read_by_its_id(api: Any, conforms: Any) -> None:
    for person in STAFF:
        api.post("/v1/people", person)
    entered = {
        "absences": ({"person": "p1", "first": "2026-10-01", "last": "2026-10-09", "substitute": "p2"}, "Absence"),
        "assignments": ({"jurisdiction": "EP", "responsible": "p1"}, "Assignment"),
        "ladders": ({"right": "design", "stages": {"act_by": [30, 3, 1, 0]}}, "Ladder"),
        "office-closures": ({"office": "EP", "first": "2026-11-30", "last": "2026-12-01", "source": "OJ"}, "Closure"),
    }
    for name, (body, schema) in entered.items():
        made = api.post(f"/v1/{name}", body, as_="admin").json()

        read = api.get(f"/v1/{name}/{made['id']}", as_="read").json()

        conforms(schema, read)
        assert read == {key: value for key, value in made.items() if key not in ("reassigned", "recomputed")}


@pytest.mark.parametrize(
    "name",
    [
        *("completions", "overrides", "instructions", "acknowledgements"),
        *("absences", "assignments", "ladders", "office-closures"),
    ],
)
def test_what_nobody_said_is_not_found(lite: Any, conforms: Any, name: str) -> None:
    conforms.problem(lite.get(f"/v1/{name}/9"), 404, "not-found")
    conforms.problem(lite.get(f"/v1/{name}/0"), 422, "invalid")
