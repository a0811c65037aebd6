"""What administrators look after: keys, webhook endpoints and office closures; and the people who are reminded."""

from typing import Any

import pytest

PERSON = {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com", "zone": "Asia/Shanghai"}
ENDPOINT = {"url": "https://hooks.example.com/annua", "events": ["deadline.reminder"]}


def test_a_new_key_works_until_it_is_revoked(api: Any, conforms: Any) -> None:
    made = api.post("/v1/keys", {"name": "docketing", "scopes": ["read"]}, as_="admin")
    assert made.status_code == 201
    conforms("ApiKeyMade", made.json())
    secret = made.json()["secret"]
    assert api.get("/v1/cases", as_=secret).status_code == 200

    revoked = api.call("POST", f"/v1/keys/{made.json()['id']}/revoke", as_="admin")

    conforms("ApiKey", revoked.json())
    assert api.get("/v1/cases", as_=secret).status_code == 401


def test_keys_are_listed_without_their_secrets(api: Any, conforms: Any) -> None:
    listed = api.get("/v1/keys", as_="admin").json()

    conforms("ApiKeyPage", listed)
    assert [key["name"] for key in listed["items"]] == ["read key", "write key", "admin key"]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"scopes": ["rule"]}, "/scopes/0"),
        ({"scopes": []}, "/scopes"),
        ({"expires_at": "2026-03-01T08:00:00Z"}, "/expires_at"),
        ({"expires_at": "2026-04-01"}, "/expires_at"),
        ({"name": ""}, "/name"),
    ],
)
def test_a_wrong_key_is_refused(api: Any, conforms: Any, wrong: dict[str, Any], pointer: str) -> None:
    given = {"name": "docketing", "scopes": ["read"]} | wrong

    document = conforms.problem(api.post("/v1/keys", given, as_="admin"), 422, "invalid")

    assert [error["pointer"] for error in document["errors"]] == [pointer]


def test_an_endpoint_hears_of_events_until_it_is_switched_off(api: Any, conforms: Any) -> None:
    made = api.post("/v1/webhook-endpoints", ENDPOINT, as_="admin")
    assert made.status_code == 201
    conforms("EndpointMade", made.json())
    assert made.json()["secret"].startswith("whsec_")

    address = f"/v1/webhook-endpoints/{made.json()['id']}"
    off = api.call("PATCH", address, as_="admin", json={"enabled": False, "reason": "moved"}).json()

    conforms("Endpoint", off)
    assert (off["enabled"], off["disabled_reason"]) == (False, "moved")
    assert api.get("/v1/webhook-endpoints", as_="admin").json()["items"] == [off]


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/annua",
        "https://127.0.0.1/annua",
        "https://10.0.0.1/annua",
        "https://169.254.169.254/latest",
        "https://[::1]/annua",
        "https://user:secret@hooks.example.com/",
        "ftp://hooks.example.com/",
        "nonsense",
    ],
)
def test_an_address_inside_the_house_is_refused(lite: Any, conforms: Any, url: str) -> None:
    document = conforms.problem(
        lite.post("/v1/webhook-endpoints", ENDPOINT | {"url": url}, as_="admin"), 422, "invalid"
    )

    assert document["errors"][0]["pointer"] == "/url"


def test_a_closure_moves_the_cases_of_its_office(api: Any, conforms: Any) -> None:
    """The fee for year 11 is due on Monday, 30 November 2026; closed until 1 December, 2 December still counts."""
    api.register()
    api.register(reference="P2", jurisdiction="QQ")
    closure = {"office": "EP", "first": "2026-11-30", "last": "2026-12-01", "source": "OJ EPO 2026, A1"}

    answer = api.post("/v1/office-closures", closure, as_="admin")

    assert answer.status_code == 201
    conforms("ClosureEntered", answer.json())
    assert answer.json()["recomputed"] == 1
    deadline = api.deadline(11)
    assert (deadline["due"], deadline["due_effective"], deadline["act_by"]) == (
        "2026-11-30",
        "2026-12-02",
        "2026-11-30",
    )
    (listed,) = api.get("/v1/office-closures", as_="read").json()["items"]
    conforms("Closure", listed)


def test_a_closure_entered_by_mistake_is_taken_back_and_its_cases_are_computed_anew(api: Any, conforms: Any) -> None:
    api.register()
    closure = {"office": "EP", "first": "2026-11-30", "last": "2026-12-01", "source": "OJ EPO 2026, A1"}
    number = api.post("/v1/office-closures", closure, as_="admin").json()["id"]
    why = {"reason": "the notice is of another office", "actor": "Paralegal 1"}

    answer = api.post(f"/v1/office-closures/{number}/withdraw", why, as_="admin")

    conforms("ClosureEntered", answer.json())
    assert (answer.json()["recomputed"], answer.json()["withdrawn_by"]) == (1, "Paralegal 1")
    assert api.deadline(11)["due_effective"] == "2026-11-30"
    (listed,) = api.get("/v1/office-closures", as_="read").json()["items"]
    assert listed["withdrawn_at"] is not None
    again = api.post(f"/v1/office-closures/{number}/withdraw", why, as_="admin")
    conforms.problem(again, 409, "conflict")
    conforms.problem(api.post(f"/v1/office-closures/{number}/withdraw", why, as_="write"), 403, "forbidden")


def test_a_closure_that_ends_before_it_begins_is_refused(lite: Any, conforms: Any) -> None:
    closure = {"office": "EP", "first": "2026-12-02", "last": "2026-12-01", "source": "OJ EPO 2026, A1"}

    document = conforms.problem(lite.post("/v1/office-closures", closure, as_="admin"), 422, "invalid")

    assert document["errors"][0]["pointer"] == "/last"


def test_a_person_is_stored_and_changed_by_key(api: Any, conforms: Any) -> None:
    made = api.post("/v1/people", PERSON)
    changed = api.post("/v1/people", {"key": "p1", "working_days": [7, 1, 2, 3, 4]})

    assert (made.status_code, changed.status_code) == (201, 200)
    conforms("Person", changed.json())
    usual = {"language": "en", "works_from": "09:00", "works_until": "17:00", "holidays": None, "role": "docketer"}
    assert changed.json() == PERSON | usual | {"working_days": [1, 2, 3, 4, 7], "active": True, "warnings": []}
    assert api.get("/v1/people/p1").json() == changed.json()
    assert api.get("/v1/people").json()["items"] == [changed.json()]


def test_a_zone_that_does_not_exist_is_refused_with_a_suggestion(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.post("/v1/people", PERSON | {"zone": "Asia/Shangai"}), 422, "invalid")

    assert "did you mean Asia/Shanghai?" in document["detail"]


def test_every_office_is_described(lite: Any, conforms: Any) -> None:
    offices = lite.get("/v1/jurisdictions", as_="read").json()

    conforms("JurisdictionPage", offices)
    assert {"CN", "EP", "GB", "JP", "US"} <= {office["jurisdiction"] for office in offices["items"]}
    assert lite.get("/v1/jurisdictions/EP", as_="read").json()["rights"][0]["right"] == "patent"
