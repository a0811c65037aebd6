"""People, absences, assignments, owners, ladders and hand-overs, as other systems enter them."""

from typing import Any

import pytest

ABSENCE = {"person": "p1", "first": "2026-10-01", "last": "2026-10-09", "substitute": "p2"}
LADDER = {"right": "trademark", "kind": "renewal", "stages": {"act_by": [365, 90, 3, 1, 0]}}


def person(api: Any, key: str, as_: str = "write", **other: Any) -> Any:
    """Store somebody; answers the answer."""
    return api.post("/v1/people", {"key": key, "name": key, "address": f"{key}@example.com"} | other, as_=as_)


@pytest.fixture
def staffed(api: Any) -> Any:
    """The service with two people."""
    for key in ("p1", "p2"):
        assert person(api, key).status_code == 201
    return api


@pytest.fixture
def lightly(lite: Any) -> Any:
    """The same on SQLite alone."""
    for key in ("p1", "p2"):
        assert person(lite, key).status_code == 201
    return lite


# ---------------------------------------------------------------- people


def test_a_person_has_a_language_hours_holidays_and_a_role(staffed: Any, conforms: Any) -> None:
    given = {
        "language": "zh-Hans",
        "works_from": "08:30",
        "works_until": "17:30",
        "holidays": "CN",
        "role": "reader",
    }
    stored = person(staffed, "p1", **given).json()
    conforms("Person", stored)
    assert stored == stored | given
    assert staffed.get("/v1/people/p1").json() == stored


def test_somebody_made_inactive_is_warned_about(staffed: Any, conforms: Any) -> None:
    staffed.register(responsible="p1", backup="p2")
    answer = staffed.post("/v1/people", {"key": "p1", "active": False})

    assert answer.status_code == 200
    conforms("Person", answer.json())
    (warning,) = answer.json()["warnings"]
    assert warning["code"] == "person.still_needed"
    assert warning["params"] == {"key": "p1", "charge": 1, "standby": 0, "assignments": 0, "absences": 0}
    assert "p1 is no longer active, but in charge of 1 live cases" in warning["message"]
    assert staffed.get("/v1/people").json()["items"][0]["warnings"] == [warning]
    assert staffed.get("/readyz", as_=None).json()["alarms"]["no_responsible"] == 1


def test_only_an_admin_key_makes_or_changes_a_supervisor(lite: Any, conforms: Any) -> None:
    conforms.problem(person(lite, "p1", role="supervisor"), 403, "forbidden")
    assert lite.get("/v1/people/p1").status_code == 404
    assert person(lite, "p1", as_="admin", role="supervisor").status_code == 201
    for change in ({"address": "elsewhere@example.com"}, {"role": "reader"}):
        conforms.problem(lite.post("/v1/people", {"key": "p1"} | change), 403, "forbidden")
    assert lite.get("/v1/people/p1").json()["address"] == "p1@example.com"


# ---------------------------------------------------------------- absences


def test_an_absence_is_entered_listed_and_withdrawn(staffed: Any, conforms: Any) -> None:
    made = staffed.post("/v1/absences", ABSENCE)
    assert made.status_code == 201
    conforms("Absence", made.json())
    assert made.json() == made.json() | ABSENCE | {"entered_by": "write key", "withdrawn_at": None}

    number = made.json()["id"]
    withdrawn = staffed.post(f"/v1/absences/{number}/withdraw", {"reason": "cancelled", "actor": "Paralegal 1"}).json()

    conforms("Absence", withdrawn)
    assert withdrawn["withdrawn_by"] == "Paralegal 1"
    assert staffed.get("/v1/absences").json()["items"] == [withdrawn]
    again = staffed.post(f"/v1/absences/{number}/withdraw", {"reason": "cancelled"})
    conforms.problem(again, 409, "conflict")


def test_absences_are_listed_by_person_and_by_their_end(lightly: Any, conforms: Any) -> None:
    lightly.post("/v1/absences", ABSENCE)
    lightly.post("/v1/absences", ABSENCE | {"first": "2026-05-01", "last": "2026-05-05"})

    def firsts(query: str) -> list[str]:
        return [one["first"] for one in lightly.get(f"/v1/absences?{query}").json()["items"]]

    assert firsts("") == ["2026-05-01", "2026-10-01"]
    assert firsts("person=p2") == []
    assert firsts("person=p1&ending_from=2026-05-06") == ["2026-10-01"]
    assert firsts("ending_from=2026-05-05") == ["2026-05-01", "2026-10-01"]
    conforms.problem(lightly.get("/v1/absences?person=p9"), 404, "not-found")


@pytest.mark.parametrize(
    ("path", "body", "field", "value", "code"),
    [
        ("/v1/absences", ABSENCE | {"substitute": "p9"}, "substitute", "p9", "case.no_such_person"),
        ("/v1/absences", ABSENCE | {"substitute": "p1"}, "substitute", "p1", "person.same"),
        ("/v1/absences", ABSENCE | {"last": "2026-09-01"}, "last", "2026-09-01", "portfolio.order"),
        ("/v1/assignments", {"responsible": "p9"}, "responsible", "p9", "case.no_such_person"),
        ("/v1/assignments", {"responsible": "p1", "backup": "p1"}, "backup", "p1", "person.same"),
        ("/v1/assignments", {"responsible": "p1", "jurisdiction": "ep"}, "jurisdiction", "ep", "rule.office"),
        ("/v1/ladders", {"stages": {"act_by": [7]}}, "stages.act_by", "[7]", "ladder.minimum"),
        ("/v1/ladders", LADDER | {"kind": "renewel"}, "kind", "renewel", "case.not_one_of"),
        ("/v1/people", {"key": "p1", "works_from": "25:00"}, "works_from", "25:00", "person.hour"),
        ("/v1/people", {"key": "p1", "holidays": "XX"}, "holidays", "XX", "person.holidays"),
        ("/v1/people", {"key": "p1", "language": "de"}, "language", "de", "case.not_one_of"),
    ],
)
def test_a_wrong_field_is_named_with_value_rule_and_remedy(
    lightly: Any, conforms: Any, path: str, body: dict[str, Any], field: str, value: str, code: str
) -> None:
    document = conforms.problem(lightly.post(path, body, as_="admin"), 422, "invalid")

    (error,) = document["errors"]
    assert (error["field"], error["pointer"]) == (field, "/" + field.replace(".", "/"))
    assert (error["value"], error["code"]) == (value, code)
    assert error["message"].startswith(field)


@pytest.mark.parametrize("path", ["/v1/absences", "/v1/assignments", "/v1/ladders"])
def test_a_body_that_is_no_object_is_refused(lite: Any, conforms: Any, path: str) -> None:
    conforms.problem(lite.post(path, [], as_="admin"), 422, "invalid")


# ---------------------------------------------------------------- assignments and hand-overs


def test_an_assignment_takes_stored_cases_and_gives_them_back(staffed: Any, conforms: Any) -> None:
    staffed.register()
    made = staffed.post("/v1/assignments", {"jurisdiction": "EP", "responsible": "p1", "backup": "p2"})
    assert made.status_code == 201
    conforms("AssignmentChanged", made.json())
    assert made.json()["reassigned"] == 1
    case = staffed.get("/v1/cases/P1").json()
    conforms("StoredCase", case)
    assert (case["responsible"], case["in_charge"], case["standby"]) == (None, "p1", "p2")
    assert [one["reference"] for one in staffed.get("/v1/cases?responsible=p2").json()["items"]] == ["P1"]
    assert staffed.get("/v1/deadlines?responsible=p1").json()["items"]

    number = made.json()["id"]
    withdrawn = staffed.post(f"/v1/assignments/{number}/withdraw", {"reason": "the team was split"}).json()

    conforms("AssignmentChanged", withdrawn)
    assert withdrawn["reassigned"] == 1
    (listed,) = staffed.get("/v1/assignments").json()["items"]
    conforms("Assignment", listed)
    assert listed["withdrawn_by"] == "write key"
    assert staffed.get("/v1/cases/P1").json()["in_charge"] is None


def test_a_case_is_handed_over(staffed: Any, conforms: Any) -> None:
    staffed.register(responsible="p1")
    answer = staffed.post("/v1/cases/P1/hand-over", {"responsible": "p2", "backup": "p1", "reason": "holidays"})

    assert answer.status_code == 200
    conforms("StoredCase", answer.json())
    assert (answer.json()["in_charge"], answer.json()["standby"]) == ("p2", "p1")
    assert answer.headers["ETag"] == '"2"'
    named_off = staffed.post("/v1/cases/P1/hand-over", {"backup": None, "reason": "by rule"}).json()
    assert (named_off["responsible"], named_off["backup"]) == ("p2", None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"responsible": "p9", "reason": "holidays"}, "responsible"),
        ({"responsible": "p1", "backup": "p1", "reason": "holidays"}, "backup"),
        ({"responsible": "p2"}, "reason"),
        ({"reason": "holidays"}, "responsible"),
        ({"owner": "p2", "reason": "holidays"}, "owner"),
    ],
)
def test_a_wrong_hand_over_changes_nothing(lightly: Any, conforms: Any, body: dict[str, Any], field: str) -> None:
    lightly.register(responsible="p1")
    document = conforms.problem(lightly.post("/v1/cases/P1/hand-over", body), 422, "invalid")
    assert [error["field"] for error in document["errors"]] == [field]
    assert lightly.get("/v1/cases/P1").json()["in_charge"] == "p1"


def test_a_hand_over_of_a_case_that_changed_meanwhile_is_refused(lightly: Any, conforms: Any) -> None:
    lightly.register(responsible="p1")
    body = {"responsible": "p2", "reason": "holidays"}
    conforms.problem(lightly.post("/v1/cases/P1/hand-over", body, headers={"If-Match": '"7"'}), 412, "stale")
    conforms.problem(lightly.post("/v1/cases/P9/hand-over", body), 404, "not-found")


# ---------------------------------------------------------------- owners and ladders


def test_an_owner_is_stored_by_name_and_counts_their_cases(api: Any, conforms: Any) -> None:
    api.register(owner="Acme / Stents")
    made = api.put("/v1/owners/Acme%20%2F%20Stents", {"lead_days": 14}, as_="admin")
    changed = api.put("/v1/owners/Acme%20%2F%20Stents", {"unanswered": "renew"}, as_="admin")

    assert (made.status_code, changed.status_code) == (201, 200)
    conforms("Owner", changed.json())
    wanted = {"lead_days": 14, "unanswered": "renew", "silence_days": 30, "patience_days": 7}
    assert changed.json() == changed.json() | wanted | {"name": "Acme / Stents", "cases": 1, "updated_by": "admin key"}
    assert api.get("/v1/owners/Acme%20%2F%20Stents").json() == changed.json()
    assert api.get("/v1/owners").json()["items"] == [changed.json()]


def test_a_wrong_wish_is_refused(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.put("/v1/owners/Acme", {"lead_days": 400}, as_="admin"), 422, "invalid")
    (error,) = document["errors"]
    assert (error["pointer"], error["value"]) == ("/lead_days", 400)
    assert error["message"] == "lead_days must be a whole number from 0 to 365, not 400"
    conforms.problem(lite.get("/v1/owners/Acme"), 404, "not-found")


def test_a_ladder_is_entered_listed_and_withdrawn(api: Any, conforms: Any) -> None:
    made = api.post("/v1/ladders", LADDER, as_="admin")
    assert made.status_code == 201
    conforms("Ladder", made.json())
    assert made.json() == made.json() | LADDER | {"owner": None, "jurisdiction": None}
    conforms.problem(api.post("/v1/ladders", LADDER, as_="admin"), 422, "invalid")

    address = f"/v1/ladders/{made.json()['id']}/withdraw"
    withdrawn = api.post(address, {"reason": "back to the usual days"}, as_="admin").json()

    conforms("Ladder", withdrawn)
    assert api.get("/v1/ladders").json()["items"] == [withdrawn]
    assert api.post("/v1/ladders", LADDER, as_="admin").status_code == 201


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/v1/owners/Acme", {"lead_days": 14}),
        ("POST", "/v1/ladders", LADDER),
        ("POST", "/v1/ladders/1/withdraw", {"reason": "no more"}),
    ],
)
def test_what_changes_reminders_for_everybody_needs_an_admin_key(
    lite: Any, conforms: Any, method: str, path: str, body: dict[str, Any]
) -> None:
    conforms.problem(lite.call(method, path, json=body), 403, "forbidden")
