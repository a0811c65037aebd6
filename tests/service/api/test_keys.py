"""Keys over the API: rotated with an overlap, shown together, revoked with a reason."""

from typing import Any

import pytest


def made(api: Any, **given: Any) -> Any:
    """A new key."""
    answer = api.post("/v1/keys", {"name": "docketing", "scopes": ["read"]} | given, as_="admin")
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_rotated_key_and_the_new_one_are_good_together_and_shown_together(
    api: Any, conforms: Any, clock: Any
) -> None:
    old = made(api)

    answer = api.post(f"/v1/keys/{old['id']}/rotate", {"overlap_days": 2, "reason": "yearly"}, as_="admin")

    assert answer.status_code == 201
    fresh = answer.json()
    conforms("ApiKeyMade", fresh)
    assert (fresh["name"], fresh["scopes"], fresh["replaces"]) == ("docketing", ["read"], old["id"])
    known = {key["id"]: key for key in api.get("/v1/keys", as_="admin").json()["items"]}
    assert known[old["id"]]["replaced_by"] == fresh["id"]
    assert known[old["id"]]["expires_at"] == "2026-03-04T08:00:00+00:00"
    assert [api.get("/v1/cases", as_=key["secret"]).status_code for key in (old, fresh)] == [200, 200]
    clock.move(days=2)
    assert [api.get("/v1/cases", as_=key["secret"]).status_code for key in (old, fresh)] == [401, 200]


def test_the_usual_overlap_is_a_week_and_needs_no_body(lite: Any) -> None:
    old = made(lite)

    assert lite.call("POST", f"/v1/keys/{old['id']}/rotate", as_="admin").status_code == 201

    known = {key["id"]: key for key in lite.get("/v1/keys", as_="admin").json()["items"]}
    assert known[old["id"]]["expires_at"] == "2026-03-09T08:00:00+00:00"


def test_the_same_rotation_sent_twice_is_done_once_and_shows_its_secret_once(lite: Any) -> None:
    old = made(lite)
    path, headers = f"/v1/keys/{old['id']}/rotate", {"Idempotency-Key": "r-1"}

    first, second = (lite.post(path, {}, as_="admin", headers=headers) for _ in range(2))

    assert first.json()["secret"].startswith("annua_")
    assert second.json() == first.json() | {"secret": None}
    assert second.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("given", [{"overlap_days": 91}, {"overlap_days": -1}, {"overlap_days": "7"}])
def test_an_overlap_that_makes_no_sense_is_refused(lite: Any, conforms: Any, given: dict[str, Any]) -> None:
    old = made(lite)

    document = conforms.problem(lite.post(f"/v1/keys/{old['id']}/rotate", given, as_="admin"), 422, "invalid")

    assert document["errors"][0]["pointer"] == "/overlap_days"


def test_what_is_revoked_replaced_or_unknown_is_not_rotated(lite: Any, conforms: Any) -> None:
    first, second = made(lite), made(lite)
    lite.post(f"/v1/keys/{first['id']}/rotate", {}, as_="admin")
    lite.post(f"/v1/keys/{second['id']}/revoke", {"reason": "leaked"}, as_="admin")

    for key in (first, second):
        conforms.problem(lite.post(f"/v1/keys/{key['id']}/rotate", {}, as_="admin"), 409, "conflict")
    conforms.problem(lite.post("/v1/keys/4711/rotate", {}, as_="admin"), 404, "not-found")


def test_a_key_that_wants_attention_says_so(lite: Any, conforms: Any) -> None:
    key = made(lite, expires_at="2026-03-12T08:00:00Z")

    (warning,) = key["warnings"]

    conforms("ApiKeyMade", key)
    assert warning["code"] == "key.ends_soon"
    assert warning["message"] == "it ends on 2026-03-12: rotate it before, or its user falls silent"
