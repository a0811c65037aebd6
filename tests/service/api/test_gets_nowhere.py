"""A wrong, ended or under-scoped key gets nowhere, on any operation, and learns nothing about what exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from service.portfolio.context import Context
from service.portfolio.keys import create_key, revoke_key
from service.store import writing

THERE = {"reference": "P1", "number": "1", "key": "p1", "event": "filing", "name": "Owner", "code": "EP"}
NOT_THERE = {"reference": "P9", "number": "999", "key": "p9", "event": "landing", "name": "Nobody", "code": "QQ"}
PERSON = {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com", "zone": "Asia/Shanghai"}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the description."""

    method: str
    path: str

    def at(self, names: dict[str, str]) -> str:
        """Its address, with something named in each gap."""
        return re.sub(r"\{(\w+)\}", lambda gap: names.get(gap[1], names["name"]), self.path)


@pytest.fixture
def operations(lite: Any) -> list[Operation]:
    """Every operation that asks for a key, with a portfolio behind it."""
    lite.register(owner="Owner", parent=None)
    assert lite.post("/v1/people", PERSON).status_code == 201
    return list(_operations(lite.app.openapi()))


def _operations(document: Any) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if "security" in operation:
                yield Operation(method.upper(), path)


@pytest.fixture
def ended(lite: Any, clock: Any) -> dict[str, str]:
    """Secrets that were good once."""
    context = Context("tests", clock.now(), plan=lambda *_: None)
    with writing(lite.engine) as session:
        row, revoked = create_key(session, context, "revoked", ["admin"])
        revoke_key(session, context, row.id)
        _, expired = create_key(session, context, "expired", ["admin"], clock.now() + timedelta(days=1))
    clock.move(days=1)
    return {"revoked": revoked, "expired": expired}


def asked(lite: Any, operation: Operation, names: dict[str, str], key: str | None, **options: Any) -> httpx.Response:
    """An operation called about something, with a query that it doesn't know and a body that is no JSON."""
    path = f"{operation.at(names)}?nonsense=1"
    given = {"Authorization": f"Bearer {key}"} if key else {}
    if operation.method != "GET":
        options = {"content": b"{not json", **options}
    answer: httpx.Response = lite.client.request(operation.method, path, headers=given, **options)
    return answer


def test_strangers_get_one_answer_whatever_they_ask(
    lite: Any, operations: list[Operation], ended: dict[str, str], conforms: Any
) -> None:
    """No key, an unknown, a revoked, an expired one; things that are there and that aren't; nonsense of all kinds."""
    answers = [
        asked(lite, operation, names, key)
        for operation in operations
        for names in (THERE, NOT_THERE)
        for key in (None, "annua_never", *ended.values())
    ]

    assert len(answers) > 300
    conforms.problem(answers[0], 401, "unauthenticated")
    assert {(answer.status_code, answer.content) for answer in answers} == {(401, answers[0].content)}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {"Bearer"}


@pytest.mark.parametrize("given", ["Basic YTpi", "Bearer", "annua_never", "Token annua_never"])
def test_what_is_no_bearer_token_is_no_key(lite: Any, given: str, conforms: Any) -> None:
    conforms.problem(lite.get("/v1/cases", as_=None, headers={"Authorization": given}), 401, "unauthenticated")


def test_a_key_in_the_address_is_not_looked_at(lite: Any, conforms: Any) -> None:
    """Addresses are logged by whatever stands between."""
    conforms.problem(lite.get(f"/v1/cases?key={lite.secrets['read']}", as_=None), 401, "unauthenticated")


@pytest.mark.parametrize("scope", ["read", "write"])
def test_a_lower_key_gets_one_answer_for_what_it_may_not(
    lite: Any, operations: list[Operation], scope: str, conforms: Any
) -> None:
    """Before anything is looked up: the same for what is there, for what isn't, and for nonsense."""
    refused = 0
    for operation in operations:
        there, not_there = (asked(lite, operation, names, lite.secrets[scope]) for names in (THERE, NOT_THERE))
        if there.status_code == 403:
            assert there.content == not_there.content, operation
            conforms.problem(there, 403, "forbidden")
            refused += 1
        else:
            assert not_there.status_code != 403, operation
            assert operation.method == "GET" or scope == "write" or stores_nothing(operation), operation
    assert refused > (30 if scope == "read" else 5)


@pytest.mark.parametrize("path", ["/v1/keys", "/v1/webhook-endpoints"])
def test_who_writes_does_not_administer(lite: Any, path: str, conforms: Any) -> None:
    for method in ("GET", "POST"):
        answer = lite.call(method, path, as_="write")
        document = conforms.problem(answer, 403, "forbidden")
        assert document["detail"] == "this needs a key with the scope admin"


def test_a_stranger_changes_nothing(lite: Any, operations: list[Operation], ended: dict[str, str]) -> None:
    before = lite.get("/v1/cases/P1").json()

    for operation in operations:
        asked(lite, operation, THERE, ended["revoked"], content=b"{}")

    assert lite.get("/v1/cases/P1").json() == before


def stores_nothing(operation: Operation) -> bool:
    """Whether a POST only computes."""
    return operation.path.endswith(("/compute", "/what-if"))
