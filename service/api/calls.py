"""One call of another system: the transaction it runs in, whether it was answered before, and what it answers.

An endpoint and its `Idempotency-Key` share one transaction in one thread: what was done and that it was done are stored
together or not at all, and a writer waits for nothing while it holds the store's lock.
"""

import functools
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from sqlalchemy.orm import Session

from rules.reading import shown
from rules.texts import Text
from service.api.auth import Caller, holder_of
from service.api.moments import moment_of
from service.api.problems import INVALID, KEY_REUSED, Problem
from service.api.validation import NO_LONGER, NOT_A_REVISION, NOT_AN_ETAG, NOT_AN_IDEMPOTENCY_KEY
from service.jsontext import written
from service.portfolio.context import Context
from service.portfolio.errors import Stale, wrong
from service.store import reading, writing
from service.store.repeats import claim, forget, remember
from service.wiring import Service

REVISION = r'^(\*|"?[0-9]{1,18}"?)$'  # what a revision is named by, its quotes forgotten or not
_TAG = '"[0-9a-f]{32}"'
SEEN = rf"^(\*|{_TAG}(, ?{_TAG})*)$"  # what else was seen is named by
Begun = TypeVar("Begun")
Ended = TypeVar("Ended")

REMEMBERED = timedelta(days=7)  # how long an Idempotency-Key is good


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint answers beside the document; a repeat of the call doesn't get the fields named in `once`."""

    document: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    once: tuple[str, ...] = ()

    def as_response(self, **headers: str) -> Response:
        """The answer as it is sent, with more headers."""
        return Response(written(self.document), self.status, {**self.headers, **headers}, "application/json")


@dataclass(slots=True)
class Call:
    """A call by a known key; `session` is there while the endpoint runs."""

    service: Service
    caller: Caller
    writes: bool
    """Whether it changes anything."""
    looks: bool
    """Whether it asks for something to look at, and no more."""
    digest: str
    """What makes two calls the same: method, address and body."""
    now: datetime
    idempotency_key: str | None = None
    if_match: str | None = None
    """The ETag of what the caller saw, if it said one."""
    if_none_match: str | None = None
    """The ETag of what the caller has already, if it said one."""
    _session: Session | None = None

    @property
    def session(self) -> Session:
        """The session of the transaction that the endpoint runs in."""
        if self._session is None:
            raise RuntimeError("the session is there only while an endpoint wrapped by `transacted` runs")
        return self._session

    @property
    def context(self) -> Context:
        """Who acts: the key, by its name."""
        return self.acting(None)

    def acting(self, actor: str | None) -> Context:
        """Who acts: the person whom the call names, else the key."""
        return Context(actor or self.caller.name, self.now, self.service.plan)

    @property
    def revision(self) -> int | None:
        """The revision of a case that the caller saw, if it said one; a problem where it is no ETag of a case."""
        if self.if_match is None or self.if_match == "*":
            return None
        if not re.fullmatch(REVISION, self.if_match):
            raise _strange(NOT_A_REVISION, self.if_match)
        return int(self.if_match.strip('"'))

    def expect(self, state: Any) -> None:
        """Refuse to change what is no longer as the caller saw it, if it said how; `state` is None where it is not.

        To be asked once nobody else can change it any more. Raises `Stale`.
        """
        if self.if_match is None or (self.if_match == "*" and state is not None):
            return
        if not re.fullmatch(SEEN, self.if_match):
            raise _strange(NOT_AN_ETAG, self.if_match)
        if state is None or tag(state) not in _tags(self.if_match):
            name = "header.If-Match"
            raise Stale(wrong(name, NO_LONGER(field=name, value=shown(self.if_match)), self.if_match))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Open the transaction of the call; only one that writes takes the store's lock."""
        begin = writing if self.writes else reading
        with begin(self.service.answering) as session:
            self._session = session
            try:
                yield
            finally:
                self._session = None


def transacted(endpoint: Callable[..., Any]) -> Callable[..., Response]:
    """Run an endpoint in the transaction of its call, and answer a repeated call as the first time."""

    @functools.wraps(endpoint)
    def run(**arguments: Any) -> Response:
        call: Call = arguments["call"]
        with call.transaction():
            if earlier := _repeated(call):
                return earlier
            answer = endpoint(**arguments)
            if isinstance(answer, Response):
                return answer
            answer = answer if isinstance(answer, Answer) else Answer(answer)
            _remember(call, answer)
        return _unless_known(call, answer) if call.looks else answer.as_response()

    return run


def _unless_known(call: Call, answer: Answer) -> Response:
    """What was asked for; nothing but its ETag for a caller that has it already."""
    answered = answer.as_response(ETag=tag(answer.document)) if "ETag" not in answer.headers else answer.as_response()
    if call.if_none_match is not None and {answered.headers["ETag"], "*"} & set(_tags(call.if_none_match)):
        return Response(status_code=304, headers={"ETag": answered.headers["ETag"]})
    return answered


def stepwise(
    call: Call, begin: Callable[[], Begun], go_on: Callable[[Begun], Ended], end: Callable[[Ended], Answer]
) -> Response:
    """Run an endpoint that waits for the network: one transaction before it and one after it, and none meanwhile."""
    with call.transaction():
        if earlier := _repeated(call):
            return earlier
        begun = begin()
    ended = go_on(begun)
    with call.transaction():
        answer = end(ended)
        _remember(call, answer)
    return answer.as_response()


def _repeated(call: Call) -> Response | None:
    """The answer already given to this call, if it names itself and was made before."""
    if call.idempotency_key is None:
        return None
    now = call.service.clock.now()  # a sandbox forgets no sooner for a call that says it is later
    forget(call.session, now - REMEMBERED)
    row = claim(call.session, str(call.caller.id), call.idempotency_key, call.digest, now)
    if row is None:
        return None
    if row.request_digest != call.digest or row.status is None:
        raise Problem(KEY_REUSED, f"{call.idempotency_key} was used for another request; take a new one for this")
    kept = row.response or {}
    return Answer(kept["document"], row.status, kept["headers"]).as_response(**{"Idempotency-Replayed": "true"})


def _remember(call: Call, answer: Answer) -> None:
    if call.idempotency_key is not None:
        document = answer.document
        if answer.once:
            document = {key: None if key in answer.once else value for key, value in document.items()}
        kept = {"document": document, "headers": dict(answer.headers)}
        remember(call.session, str(call.caller.id), call.idempotency_key, answer.status, kept)


def _opened(scope: str) -> Callable[..., Any]:
    """The dependency that makes a `Call` of a request by a key with a scope."""

    async def opened(request: Request, caller: Annotated[Caller, Depends(holder_of(scope))]) -> Call:
        service: Service = request.app.state.service
        writes = scope != "read" and request.method != "GET"
        repeatable = writes and request.method == "POST"
        return Call(
            service=service,
            caller=caller,
            writes=writes,
            looks=request.method == "GET",
            digest=await _digest(request),
            now=moment_of(request),
            idempotency_key=_key(request.headers.get("Idempotency-Key")) if repeatable else None,
            if_match=request.headers.get("If-Match"),
            if_none_match=request.headers.get("If-None-Match"),
        )

    return opened


async def _digest(request: Request) -> str:
    address = f"{request.method} {request.url.path}?{request.url.query}\n".encode(errors="surrogateescape")
    return hashlib.sha256(address + await request.body()).hexdigest()


def _key(key: str | None) -> str | None:
    if key is not None and not (0 < len(key) <= 200 and key.isascii() and key.isprintable()):
        name = "header.Idempotency-Key"
        raise Problem(INVALID, errors=[wrong(name, NOT_AN_IDEMPOTENCY_KEY(field=name), key)])
    return key


def tag(state: Any) -> str:
    """The ETag of something by all that is said of it; of a case it is the revision."""
    return f'"{hashlib.sha256(written(state).encode()).hexdigest()[:32]}"'


def _strange(text: Text, value: str) -> Problem:
    """An `If-Match` that nobody got from here."""
    name = "header.If-Match"
    return Problem(INVALID, errors=[wrong(name, text(field=name, value=shown(value)), value)])


def _tags(header: str) -> list[str]:
    """The ETags that a header lists; weak ones count as what they stand for."""
    return [one.strip().removeprefix("W/") for one in header.split(",")]


def etag(revision: int) -> dict[str, str]:
    """The header that names a revision."""
    return {"ETag": f'"{revision}"'}


def tagged(document: Any, state: Any, status: int = 200) -> Answer:
    """An answer with the ETag of a state, for `If-Match`."""
    return Answer(document, status, {"ETag": tag(state)})


Reading = Annotated[Call, Depends(_opened("read"))]
"""A call that looks at something."""
Writing = Annotated[Call, Depends(_opened("write"))]
"""A call that changes something."""
Administering = Annotated[Call, Depends(_opened("admin"))]
"""A call of an administrator."""
