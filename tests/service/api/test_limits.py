"""Limits: how many requests, how large, how long, of which methods; each refusal is a problem that says what to do."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine, select
from structlog.testing import capture_logs

from service.connections import PatientProtocol
from service.portfolio.context import Context
from service.portfolio.keys import create_key
from service.store import CaseRow, writing

Served = Callable[..., AbstractContextManager[tuple[FastAPI, str]]]


@contextmanager
def limited(served: Served, engine: Engine, folder: Path, clock: Any, **settings: Any) -> Iterator[httpx.Client]:
    """The service with other settings, called with a key that may write."""
    context = Context("tests", clock.now(), plan=lambda *_: None)
    with writing(engine) as session:
        _, secret = create_key(session, context, "busy", ["write"])
    with served(engine, folder, clock, **settings) as (_, address):
        headers = {"Authorization": f"Bearer {secret}"}
        with httpx.Client(base_url=address, headers=headers, trust_env=False, timeout=30) as client:
            yield client


# ---------------------------------------------------------------- rates


def test_a_key_that_calls_too_often_is_told_how_long_to_wait(
    served: Served, sqlite_engine: Engine, tmp_path: Path, clock: Any, conforms: Any
) -> None:
    with limited(served, sqlite_engine, tmp_path, clock, rate_per_minute=3) as client:
        answers = [client.get("/v1/cases") for _ in range(4)]

        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        conforms.problem(answers[-1], 429, "too-many-requests")
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
        for left, answer in zip((2, 1, 0, 0), answers, strict=True):
            assert answer.headers["RateLimit-Policy"] == '"requests";q=3;w=60'
            assert re.fullmatch(rf'"requests";r={left};t=[1-9][0-9]?', answer.headers["RateLimit"])


def test_strangers_are_counted_by_their_address_and_a_valid_key_is_not_kept_out_by_them(
    served: Served, sqlite_engine: Engine, tmp_path: Path, clock: Any, conforms: Any
) -> None:
    with limited(served, sqlite_engine, tmp_path, clock, rate_per_minute=2) as client:
        wrong = {"Authorization": "Bearer annua_wrong"}
        answers = [client.get("/v1/cases", headers=wrong) for _ in range(3)]

        assert [one.status_code for one in answers] == [401, 401, 429]
        assert client.get("/v1/jurisdictions", headers={"Authorization": ""}).status_code == 429
        assert client.get("/v1/cases").status_code == 200


def test_what_the_platform_asks_is_never_limited(
    served: Served, sqlite_engine: Engine, tmp_path: Path, clock: Any
) -> None:
    with limited(served, sqlite_engine, tmp_path, clock, rate_per_minute=1) as client:
        assert [client.get("/livez").status_code for _ in range(3)] == [200, 200, 200]


def test_with_a_rate_of_nought_nobody_is_limited(
    served: Served, sqlite_engine: Engine, tmp_path: Path, clock: Any
) -> None:
    with limited(served, sqlite_engine, tmp_path, clock, rate_per_minute=0) as client:
        answer = client.get("/v1/cases")

        assert answer.status_code == 200
        assert "RateLimit" not in answer.headers


# ---------------------------------------------------------------- time


def test_a_request_that_waits_too_long_for_the_store_is_told_to_try_again(
    served: Served, postgresql_engine: Engine, tmp_path: Path, clock: Any, conforms: Any
) -> None:
    case = {"reference": "P1", "jurisdiction": "EP", "right": "patent"}
    with limited(served, postgresql_engine, tmp_path, clock, statement_seconds=0.3) as client:
        assert client.post("/v1/cases", json=case).status_code == 201
        with writing(postgresql_engine) as session:
            session.scalars(select(CaseRow).with_for_update()).all()
            answer = client.patch("/v1/cases/P1", json={"title": "Stent"})

        conforms.problem(answer, 503, "unavailable")
        assert answer.headers["Retry-After"] == "5"
        assert client.patch("/v1/cases/P1", json={"title": "Stent"}).status_code == 200


class HastyProtocol(PatientProtocol):
    """One whose patience can be awaited in a test."""

    patience = 0.3


@pytest.fixture
def hasty() -> Iterator[tuple[str, int]]:
    """A server that echoes the size of a body, and has little patience."""

    async def echo(scope: Any, receive: Any, send: Any) -> None:
        size, more = 0, scope["type"] == "http"
        while more:
            message = await receive()
            size, more = size + len(message.get("body", b"")), message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(size).encode()})

    with socket.create_server(("127.0.0.1", 0)) as place:
        config = uvicorn.Config(echo, log_config=None, lifespan="off", http=HastyProtocol)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([place],))
        thread.start()
        try:
            yield place.getsockname()
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.parametrize(
    "dripped",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-A",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nnot all",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nnot a",
    ],
)
def test_a_request_that_never_comes_whole_loses_its_connection(hasty: tuple[str, int], dripped: bytes) -> None:
    with socket.create_connection(hasty, timeout=20) as connection:
        connection.sendall(dripped)

        assert connection.recv(1000) == b""


def test_a_request_that_comes_whole_is_answered_and_so_is_the_next(hasty: tuple[str, int]) -> None:
    request = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n"
    with socket.create_connection(hasty, timeout=20) as connection:
        for _ in range(2):
            connection.sendall(request)
            connection.sendall(b"abc")
            answer = b""
            while not answer.endswith(b"3\r\n0\r\n\r\n"):
                answer += connection.recv(1000)
            assert answer.startswith(b"HTTP/1.1 200 OK")


# ---------------------------------------------------------------- size


HEAD = """POST {path} HTTP/1.1
Host: x
Authorization: Bearer {key}
Content-Type: application/json
Content-Length: {length}"""


@contextmanager
def _begun(api: Any, path: str, length: int, body: bytes = b"") -> Iterator[socket.socket]:
    """A connection on which a request announces the length of its body and sends some of it, until it is cut."""
    head = HEAD.format(path=path, key=api.secrets["admin"], length=length).replace("\n", "\r\n")
    with socket.create_connection((api.client.base_url.host, api.client.base_url.port), timeout=20) as connection:
        connection.sendall(head.encode() + b"\r\n\r\n" + body)
        yield connection


def test_a_body_is_refused_by_its_announced_length_before_it_is_read(lite: Any) -> None:
    for path in ("/v1/cases", "/v1/deadlines/compute", "/v1/bounces", "/v1/completions/1/files?name=a", "/v1/keys"):
        with _begun(lite, path, 1 << 30) as connection:
            assert connection.recv(1000).startswith(b"HTTP/1.1 413 "), path


def test_a_connection_that_ends_before_its_body_does_no_harm(lite: Any) -> None:
    """Its length is a lie: nothing is stored, and the next caller is served."""
    with capture_logs() as logs:
        with _begun(lite, "/v1/cases", 900, b'{"reference": "P1"}'):
            pass
        assert lite.get("/v1/cases").json()["items"] == []

    assert not [one for one in logs if one["log_level"] == "error"]


# ---------------------------------------------------------------- methods and names


@pytest.mark.parametrize("path", ["/v1/cases", "/v1/people", "/v1/jurisdictions/EP", "/livez", "/v1/schemas/case.json"])
def test_head_is_answered_as_get_is_without_the_body(lite: Any, path: str) -> None:
    asked, looked = lite.call("HEAD", path), lite.get(path)

    assert (asked.status_code, asked.content) == (200, b"")
    for name in ("Content-Type", "Content-Length"):
        assert asked.headers[name] == looked.headers[name]


def test_head_tells_no_more_than_get_would(lite: Any) -> None:
    assert lite.call("HEAD", "/v1/cases", as_=None).status_code == 401
    assert lite.call("HEAD", "/v1/cases/P9").status_code == 404


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/cases", "GET, HEAD, OPTIONS, POST"),
        ("/v1/cases/P1", "GET, HEAD, OPTIONS, PATCH"),
        ("/v1/cases/P1/dates/filing", "OPTIONS, PUT"),
        ("/v1/what-if", "OPTIONS, POST"),
    ],
)
def test_an_address_tells_its_methods(lite: Any, conforms: Any, path: str, allowed: str) -> None:
    answer = lite.call("OPTIONS", path, as_=None)

    assert (answer.status_code, answer.content, answer.headers["Allow"]) == (204, b"", allowed)
    refused = lite.call("DELETE", path)
    conforms.problem(refused, 405, "method-not-allowed")
    assert refused.headers["Allow"] == allowed


def test_a_request_has_a_name_that_answer_and_logs_share(lite: Any) -> None:
    given = lite.get("/v1/cases", headers={"X-Request-ID": "feed-2026.03_02"})
    own = lite.get("/v1/cases/P9")

    assert given.headers["X-Request-ID"] == "feed-2026.03_02"
    assert re.fullmatch("[0-9a-f]{32}", own.headers["X-Request-ID"])


@pytest.mark.parametrize("name", ["two words", "x" * 129, "a,b", ""])
def test_a_name_that_is_none_is_replaced(lite: Any, name: str) -> None:
    answer = lite.get("/v1/cases", headers={"X-Request-ID": name})

    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])


# ---------------------------------------------------------------- texts that would be headers


LINES = "receipt.pdf\r\nSet-Cookie: a=b"


def test_no_text_becomes_a_header_of_an_answer(api: Any, conforms: Any) -> None:
    api.register()
    done = {"state": "paid", "done_on": "2026-02-27"}
    completion = api.post(f"/v1/deadlines/{api.deadline(11)['id']}/completions", done).json()["completions"][0]

    answer = api.call(
        "POST",
        f"/v1/completions/{completion['id']}/files",
        params={"name": LINES},
        content=b"%PDF",
        headers={"Content-Type": "application/pdf"},
    )

    if answer.status_code == 201:
        read = api.get(f"/v1/proof-files/{answer.json()['id']}")
        assert "Set-Cookie" not in read.headers
        assert "\r" not in read.headers["Content-Disposition"]
    else:
        conforms.problem(answer, 422, "invalid")


@pytest.mark.parametrize("name", ["Idempotency-Key", "If-Match", "X-Request-ID"])
def test_a_header_with_strange_characters_is_no_trouble(lite: Any, name: str) -> None:
    answer = lite.post("/v1/cases", {}, headers={name: "ä, \t;".encode()})

    assert answer.status_code < 500


def test_a_mail_header_has_one_line(lite: Any, conforms: Any) -> None:
    """Names and addresses go into mails."""
    person = {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com"}
    for field in ("name", "address"):
        given = person | {field: f"{person[field]}\r\nBcc: x@example.com"}
        document = conforms.problem(lite.post("/v1/people", given), 422, "invalid")
        assert [error["pointer"] for error in document["errors"]] == [f"/{field}"]
