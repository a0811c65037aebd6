"""The service behind a real HTTP server, on each database, with a key for each scope."""

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from service.api.schemas import components
from service.portfolio.context import Context
from service.portfolio.keys import create_key
from service.reminders.tick import tick
from service.store import make_engine, writing

SCOPES = ("read", "write", "admin")


@dataclass(slots=True)
class Api:
    """A running service as another system sees it; calls are made with the `write` key unless `as_` says otherwise."""

    client: httpx.Client
    engine: Engine
    app: FastAPI
    secrets: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, as_: str | None = "write", **options: Any) -> httpx.Response:
        """Make a call; what isn't bytes goes as JSON."""
        headers = dict(options.pop("headers", {}))
        if as_ is not None:
            headers["Authorization"] = f"Bearer {self.secrets.get(as_, as_)}"
        return self.client.request(method, path, headers=headers, **options)

    def get(self, path: str, as_: str | None = "write", **options: Any) -> httpx.Response:
        """Look."""
        return self.call("GET", path, as_, **options)

    def post(self, path: str, body: Any, as_: str | None = "write", **options: Any) -> httpx.Response:
        """Post JSON, null too."""
        headers = {"Content-Type": "application/json", **options.pop("headers", {})}
        return self.call("POST", path, as_, content=json.dumps(body), headers=headers, **options)

    def put(self, path: str, body: Any, as_: str | None = "write", **options: Any) -> httpx.Response:
        """Put JSON."""
        return self.call("PUT", path, as_, json=body, **options)

    def raw(self, path: str, content: bytes, kind: str | None = "application/json", **options: Any) -> httpx.Response:
        """Post bytes of some kind."""
        headers = {"Content-Type": kind} if kind else {}
        return self.call("POST", path, content=content, headers=headers, **options)

    def register(self, **document: Any) -> Any:
        """Register a pending European patent application, filed on 15 November 2016, or what is said instead."""
        case = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
        answer = self.post("/v1/cases", case | document)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def deadline(self, number: int, reference: str = "P1") -> Any:
        """The annuity with a number."""
        deadlines = self.get(f"/v1/cases/{reference}").json()["deadlines"]
        return next(one for one in deadlines if (one["kind"], one["number"]) == ("annuity", number))

    def tick(self) -> None:
        """Let the service make one pass."""
        service = self.app.state.service

        async def once() -> None:
            async with service.posting() as post:
                assert (await tick(service.desk, post)).good

        asyncio.run(once())


Served = Callable[..., AbstractContextManager[tuple[FastAPI, str]]]


def _running(served: Served, engine: Engine, folder: Path, clock: Any, **settings: Any) -> Iterator[Api]:
    with (
        served(engine, folder, clock, **settings) as (app, address),
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield Api(client, engine, app, _keys(engine, clock))


def _keys(engine: Engine, clock: Any) -> dict[str, str]:
    context = Context("tests", clock.now(), plan=lambda *_: None)
    with writing(engine) as session:
        return {scope: create_key(session, context, f"{scope} key", [scope])[1] for scope in SCOPES}


@pytest.fixture
def api(served: Served, engine: Engine, tmp_path: Path, clock: Any) -> Iterator[Api]:
    """The service on SQLite and on PostgreSQL, at 08:00 UTC on Monday, 2 March 2026."""
    yield from _running(served, engine, tmp_path, clock)


@pytest.fixture
def lite(served: Served, sqlite_engine: Engine, tmp_path: Path, clock: Any) -> Iterator[Api]:
    """The service on SQLite alone, for what no database has a part in."""
    yield from _running(served, sqlite_engine, tmp_path, clock)


@pytest.fixture
def sandbox(served: Served, _sqlite_template: Path, tmp_path: Path, clock: Any) -> Iterator[Api]:
    """The service on a sandbox, beside which another may run."""
    engine = make_engine(f"sqlite:///{shutil.copy(_sqlite_template, tmp_path / 'sandbox.db')}")
    yield from _running(served, engine, tmp_path, clock, sandbox=True, fallback_recipient=None)
    engine.dispose()


@pytest.fixture
def calling(served: Served, engine: Engine, tmp_path: Path, clock: Any) -> Iterator[Api]:
    """The service on both databases, allowed to call receivers on loopback; it ticks when it is told."""
    yield from _running(served, engine, tmp_path, clock, webhook_allow="127.0.0.1:80")


class Conforms:
    """Holds an answer against a schema of the published description."""

    def __call__(self, name: str, document: Any) -> None:
        """Fail where the document isn't as the schema of that name says."""
        schema = {"$ref": f"#/$defs/{name}", "$defs": components()}
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        assert not [error.message for error in checker.iter_errors(document)], json.dumps(document)[:2000]

    def problem(self, answer: httpx.Response, status: int, kind: str) -> Any:
        """Fail where an answer isn't that problem; gives its document."""
        assert answer.status_code == status, answer.text
        assert answer.headers["Content-Type"] == "application/problem+json"
        document = answer.json()
        self("Problem", document)
        assert (document["type"], document["status"]) == (f"urn:annua:problem:{kind}", status)
        return document


@pytest.fixture(scope="session")
def conforms() -> Conforms:
    """A check of answers against the published schemas."""
    return Conforms()
