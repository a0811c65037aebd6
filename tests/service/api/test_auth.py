"""Who may call: keys as bearer tokens, their scopes, and how little a refusal tells."""

from datetime import timedelta
from typing import Any

import pytest

from service.portfolio.context import Context
from service.portfolio.keys import create_key, revoke_key
from service.store import ApiKeyRow, reading, writing

CASE = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}


def test_without_a_key_nothing_is_told(api: Any, conforms: Any) -> None:
    answer = api.get("/v1/cases", as_=None)

    conforms.problem(answer, 401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_unknown_expired_and_revoked_keys_get_the_same_answer(api: Any, clock: Any, conforms: Any) -> None:
    """Whoever tries a key learns nothing about whether it ever was one."""
    context = Context("tests", clock.now(), plan=lambda *_: None)
    with writing(api.engine) as session:
        revoked, revoked_secret = create_key(session, context, "revoked", ["read"])
        revoke_key(session, context, revoked.id)
        _, expired_secret = create_key(session, context, "expired", ["read"], clock.now() + timedelta(days=1))
    clock.move(days=1)

    answers = [api.get("/v1/cases", as_=secret) for secret in ("annua_never", revoked_secret, expired_secret)]

    for answer in answers:
        conforms.problem(answer, 401, "unauthenticated")
    assert len({answer.content for answer in answers}) == 1


def test_another_scheme_is_no_key(lite: Any, conforms: Any) -> None:
    answer = lite.get("/v1/cases", as_=None, headers={"Authorization": "Basic YTpi"})

    conforms.problem(answer, 401, "unauthenticated")


@pytest.mark.parametrize(
    ("scope", "read", "write", "admin"), [("read", 200, 403, 403), ("write", 200, 201, 403), ("admin", 200, 201, 200)]
)
def test_a_higher_scope_holds_the_lower_ones(lite: Any, scope: str, read: int, write: int, admin: int) -> None:
    assert lite.get("/v1/cases", as_=scope).status_code == read
    assert lite.post("/v1/cases", CASE, as_=scope).status_code == write
    assert lite.get("/v1/keys", as_=scope).status_code == admin


def test_a_missing_scope_is_named(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.post("/v1/cases", CASE, as_="read"), 403, "forbidden")

    assert document["detail"] == "this needs a key with the scope write"


def test_use_of_a_key_is_noted(api: Any, clock: Any) -> None:
    api.get("/v1/cases", as_="read")

    with reading(api.engine) as session:
        used = {row.name: row.last_used_at for row in session.query(ApiKeyRow)}
    assert used["read key"] == clock.now()
    assert used["admin key"] is None


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/openapi.json", "/v1/schemas/case.json"])
def test_what_tells_of_no_case_needs_no_key(lite: Any, path: str) -> None:
    assert lite.get(path, as_=None).status_code in (200, 503)


def test_schemas_say_which_there_are(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.get("/v1/schemas/mark.json", as_=None), 404, "not-found")

    assert document["detail"] == "there is no schema mark; there are case, refusal, schedule"
