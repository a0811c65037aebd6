"""What holds for every operation of the API, whoever added it: the description is walked (see docs/security.md)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from service.api.auth import needed_scope
from service.app import ROUTERS, create_app
from service.settings import Settings

LOWER = {"read": None, "write": "read", "admin": "write"}  # the best key that is not enough
SCOPES = {
    route.name: needed_scope(route.dependant)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and route.include_in_schema
}
STORING_NOTHING = {"compute", "suppose_case", "suppose_cases"}
OPEN = {"get_schema", "livez", "readyz", "metrics"}  # they tell of no case


def operations() -> Iterator[tuple[str, str, str]]:
    """Name, method and address of each operation; what stands in the address is made up."""
    for path, item in create_app(Settings()).openapi()["paths"].items():
        for method, operation in item.items():
            yield operation["operationId"], method.upper(), re.sub(r"\{\w+\}", "1", path)


def test_an_operation_is_open_only_where_it_tells_of_no_case() -> None:
    assert {name for name, scope in SCOPES.items() if scope is None} == OPEN


def test_whoever_only_reads_changes_nothing() -> None:
    """What isn't a GET asks for more than reading, but for what stores nothing."""
    reading = {name for name, method, _ in operations() if method != "GET" and SCOPES[name] == "read"}

    assert reading == STORING_NOTHING


def test_no_operation_lets_in_a_stranger(lite: Any, conforms: Any) -> None:
    """Nor does it say whether what is asked for exists, or what was wrong with the request."""
    for name, method, path in operations():
        if SCOPES[name] is not None:
            for key in (None, "annua_unknown"):
                answer = lite.call(method, path, key, content=b"{", headers={"Content-Type": "text/plain"})
                problem = conforms.problem(answer, 401, "unauthenticated")
                assert problem["errors"] == [], name


def test_no_operation_lets_in_a_key_of_a_lower_scope(lite: Any, conforms: Any) -> None:
    """Not even far enough to learn whether what is asked for exists."""
    for name, method, path in operations():
        if (lower := LOWER.get(SCOPES[name] or "read")) is not None:
            answer = lite.call(method, path, lower, content=b"{", headers={"Content-Type": "text/plain"})
            problem = conforms.problem(answer, 403, "forbidden")
            assert problem["errors"] == [], name


def test_every_answer_of_the_api_keeps_to_itself(lite: Any) -> None:
    for _, method, path in operations():
        headers = lite.call(method, path, None).headers

        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        if path.startswith("/v1/"):
            assert headers["Cache-Control"] == "no-store"
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_no_other_site_is_let_in(lite: Any, method: str) -> None:
    """A page of another site that a browser shows can't read an answer, and a preflight allows it nothing."""
    asking = {"Origin": "https://example.com", "Access-Control-Request-Method": "POST"}

    headers = lite.call(method, "/v1/cases", "write", headers=asking).headers

    assert not [name for name in headers if name.lower().startswith("access-control-")]


def test_a_cookie_is_no_key(lite: Any, conforms: Any) -> None:
    """So no other site can make a browser call the API in somebody's name."""
    conforms.problem(
        lite.get("/v1/cases", None, headers={"Cookie": f"session={lite.secrets['admin']}"}), 401, "unauthenticated"
    )


def test_a_key_in_the_address_is_no_key(lite: Any, conforms: Any) -> None:
    """Addresses end up in logs."""
    conforms.problem(lite.get("/v1/cases", None, params={"key": lite.secrets["admin"]}), 401, "unauthenticated")


def test_every_address_of_the_api_is_described() -> None:
    """Nothing under `/v1` is left that nobody remembers, and there is no other version."""
    paths = [route.path for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    described = {re.sub(r":path\}", "}", path) for path in paths if path.startswith("/v1")}

    assert described == {path for path in create_app(Settings()).openapi()["paths"] if path.startswith("/v1")}
    assert not [path for path in paths if re.match(r"/v[02-9]", path)]


def test_who_registers_can_not_write_what_the_service_says(lite: Any, conforms: Any) -> None:
    """What the server says of a case, such as who closed it or when it was made, is no field to be given."""
    case = {"reference": "P1", "jurisdiction": "EP", "right": "patent"}
    for field in ("created_at", "closed_at", "revision", "date_sources", "deadlines", "id"):
        problem = conforms.problem(lite.post("/v1/cases", case | {field: "2020-01-01"}), 422, "invalid")
        assert [error["field"] for error in problem["errors"]] == [field]


def test_a_completion_can_not_be_dated_back_in_the_books(lite: Any, conforms: Any) -> None:
    """When something was recorded and by which key is the server's word."""
    lite.register(settled_through={"date": "2025-12-31", "source": "provider"})
    address = f"/v1/deadlines/{lite.deadline(11)['id']}/completions"
    given = {"state": "confirmed", "done_on": "2026-03-02", "recorded_at": "2026-01-01T00:00:00Z"}

    conforms.problem(lite.post(address, given), 422, "invalid")
    made = lite.post(address, {"state": "confirmed", "done_on": "2026-03-02", "actor": "Paralegal 1"}).json()

    assert made["completions"][0]["recorded_by"] == "write key"
    assert made["completions"][0]["recorded_at"] == "2026-03-02T08:00:00+00:00"
