"""Receivers that misbehave, through the real dispatch: none hurts the service, none the others; nothing is lost.

One endpoint for each kind of trouble, each with a real server on loopback; on SQLite and on PostgreSQL.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from notifiers.retry import SEVERAL_DAYS
from notifiers.webhook import WebhookNotifier
from service.portfolio.context import Context
from service.portfolio.endpoints import change_endpoint
from service.reminders.alerting import plan_alarms
from service.reminders.desk import Desk
from service.reminders.dispatch import AT_ONCE, Dispatched, Post, dispatch
from service.reminders.feeding import feed
from service.reminders.outlets import Outlets
from service.reminders.planning import first_look
from service.store import AttemptRow, AuditRow, EndpointRow, EventRow, MessageRow, reading, writing
from service.watch.alarms import disabled, undelivered

if TYPE_CHECKING:
    from tests.service.conftest import SetClock
    from tests.service.reminders.conftest import Shelf

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TIMEOUT = 3.0  # seconds for one call; enough for a busy machine
OK = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
BUSY = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
GONE = b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Receiver:
    """A server on loopback: the ids and bodies it was sent; it answers by bytes, one after the other, or by a talk."""

    answers: Sequence[bytes] | Talk = ()
    url: str = ""
    ids: list[str] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one call, and hang up."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
            headers = dict(line.split(": ", 1) for line in head[1:] if line)
            self.ids.append(headers["webhook-id"])
            self.bodies.append(json.loads(await reader.readexactly(int(headers["content-length"]))))
            if callable(self.answers):
                await self.answers(reader, writer)
            else:
                turn = len(self.ids) - 1
                writer.write(self.answers[turn] if turn < len(self.answers) else OK)
        finally:
            writer.close()

    @property
    def positions(self) -> list[int]:
        """The positions of all events it was sent, in the order in which they came."""
        return [item["position"] for body in self.bodies for item in body["data"]["items"]]


@asynccontextmanager
async def open_receivers(*receivers: Receiver) -> AsyncIterator[None]:
    """Open a server for each; what is still talking at the end is cut off."""
    talks: set[asyncio.Task[None]] = set()
    async with AsyncExitStack() as stack:
        for one in receivers:

            def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, one: Receiver = one) -> None:
                talks.add(asyncio.create_task(one.take(reader, writer)))

            server = await asyncio.start_server(welcome, "127.0.0.1", 0)
            stack.callback(server.close)
            one.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/annua"
        yield
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await asyncio.sleep(0)  # for the transports to close


@dataclass(frozen=True, slots=True)
class Hub:
    """What a test works with."""

    shelf: "Shelf"
    clock: "SetClock"

    def register(self, *receivers: Receiver) -> list[EndpointRow]:
        """Register an endpoint for each."""
        return [self.shelf.endpoint(one.url) for one in receivers]

    def happen(self, count: int = 1) -> None:
        """Let something happen and make the calls that tell of it, one for each event."""
        for _ in range(count):
            self.shelf.put(EventRow(type="case.updated", payload={}, at=self.clock.now()))
            feed(self.shelf.engine, self.clock.now())

    async def send(self, **options: Any) -> Dispatched:
        """Hand over what is due."""
        async with WebhookNotifier(allow={"127.0.0.1"}, timeout=TIMEOUT, **options) as notifier:
            post = Post(
                engine=self.shelf.engine,
                clock=self.clock,
                outlets=Outlets(None, notifier),
                sender="annua@example.com",
                unlock=lambda _: (SECRET,),
                lease=timedelta(minutes=5),
                chance=lambda: 0.5,
            )
            return await dispatch(post)

    def endpoint(self) -> EndpointRow:
        """The only endpoint as it is stored."""
        (row,) = self.shelf.all(EndpointRow)
        return row

    def states(self) -> list[str]:
        """The states of all calls."""
        return [row.state for row in self.shelf.messages() if row.channel == "webhook"]

    def enable(self) -> None:
        """Enable the only endpoint, as somebody does by the API."""
        with writing(self.shelf.engine) as session:
            context = Context("admin", self.clock.now(), first_look)
            change_endpoint(session, context, self.endpoint().id, {"enabled": True})


@pytest.fixture
def hub(shelf: "Shelf", clock: "SetClock") -> Hub:
    """A store, a clock, and a dispatch that calls loopback."""
    return Hub(shelf, clock)


# ---------------------------------------------------------------- several at once


async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Takes the whole time-out: says nothing until the other side hangs up."""
    await reader.read()


async def lying(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Promises more than it sends."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nshort")
    await writer.drain()


async def endless(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Never stops answering."""
    writer.write(b"HTTP/1.1 503 Busy\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x" * 4096)
        await writer.drain()


def test_none_that_misbehaves_holds_up_the_others(hub: Hub) -> None:
    """Each has more waiting than is sent at once; the sound ones get all of theirs in the same tick.

    The inner one is where a redirect leads: it is never called.
    """
    inner, sound, slow, liar, babbler = Receiver(), Receiver(), Receiver(silent), Receiver(lying), Receiver(endless)
    count = AT_ONCE + 5

    async def run() -> tuple[Dispatched, float]:
        async with open_receivers(inner, sound, slow, liar, babbler):
            there = f"HTTP/1.1 307 There\r\nLocation: {inner.url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            away, dead = Receiver([there.encode()] * count), Receiver(url="http://127.0.0.1:1/annua")
            async with open_receivers(away):
                hub.register(sound, slow, liar, babbler, away, dead)
                hub.happen(count)
                began = monotonic()
                done = await hub.send()
                return done, monotonic() - began

    done, seconds = asyncio.run(run())
    assert sorted(sound.positions) == list(range(1, count + 1))
    assert sorted(liar.positions) == list(range(1, count + 1))  # its status was 200: it took them
    assert inner.ids == []
    assert (done.sent, done.failed) == (2 * count, 4 * AT_ONCE)
    assert seconds < AT_ONCE * TIMEOUT  # the slow one costs one time-out, not one for each of its calls
    details = {row.detail or "" for row in hub.shelf.all(AttemptRow) if row.outcome == "retryable"}
    assert any("did not answer within 3 s" in detail for detail in details)
    assert any("redirects are not followed" in detail for detail in details)
    assert any("no connection to 127.0.0.1 port 1" in detail for detail in details)
    assert {row.enabled for row in hub.shelf.all(EndpointRow)} == {True}


def test_a_name_that_leads_into_the_house_after_registration_disables_the_endpoint(hub: Hub) -> None:
    """The name was public when it was registered; no connection is made to where it leads now."""

    async def rebound(_host: str, _port: int) -> Sequence[str]:
        return ["93.184.216.34", "169.254.169.254"]

    hub.shelf.endpoint("https://hooks.example.com/annua")
    hub.happen()
    assert asyncio.run(hub.send(resolve=rebound)) == Dispatched(failed=1)
    row = hub.endpoint()
    assert (row.enabled, row.disabled_by) == (False, None)
    assert "169.254.169.254 is not public" in (row.disabled_reason or "")
    assert hub.states() == ["held"]


# ---------------------------------------------------------------- one over time


def run_with(receiver: Receiver, hub: Hub, *steps: Callable[[], object]) -> list[Dispatched]:
    """Register a receiver, take the steps, and dispatch after each."""

    async def run() -> list[Dispatched]:
        async with open_receivers(receiver):
            hub.register(receiver)
            done = []
            for step in steps:
                step()
                done.append(await hub.send())
            return done

    return asyncio.run(run())


def waits(hub: Hub) -> list[Callable[[], object]]:
    """The steps of the clock from one attempt to the next."""
    return [partial(hub.clock.move, seconds=wait.total_seconds()) for wait in SEVERAL_DAYS.waits]


def test_after_three_days_without_success_an_endpoint_is_disabled_and_goes_on_once_enabled(hub: Hub) -> None:
    """Two events wait in the log meanwhile: that it was disabled, and another."""
    dead = Receiver([BUSY] * 10)
    begun = hub.clock.now()

    def enable() -> None:
        hub.happen()
        assert hub.states() == ["held"]
        hub.enable()
        feed(hub.shelf.engine, hub.clock.now())

    done = run_with(dead, hub, hub.happen, *waits(hub), enable)

    assert hub.clock.now() - begun == timedelta(days=3, hours=3, minutes=35, seconds=5)
    assert done == [Dispatched(failed=1)] * 10 + [Dispatched(sent=3)]
    assert len(set(dead.ids)) == 3  # the same call all along, then those that tell of what happened meanwhile
    assert sorted(dead.positions) == [1] * 11 + [2, 3]
    assert hub.states() == ["sent"] * 3
    row = hub.endpoint()
    assert (row.enabled, row.disabled_reason, row.disabled_at, row.failing_since) == (True, None, None, None)
    actions = [entry.action for entry in hub.shelf.all(AuditRow)]
    assert actions == ["endpoint.disabled", "endpoint.enabled"]
    (told,) = [event.payload for event in hub.shelf.all(EventRow) if event.type == "endpoint.disabled"]
    assert told == {"endpoint": row.id, "host": "127.0.0.1", "reason": "HTTP 503"}


def test_a_disabled_endpoint_is_an_alarm_and_a_mail_at_once(hub: Hub, desk: Desk) -> None:
    run_with(Receiver([GONE]), hub, hub.happen)
    with writing(hub.shelf.engine) as session:
        assert plan_alarms(session, desk, hub.clock.now()) == 1
        alarm = disabled(session)
    assert alarm.examples == ({"endpoint": hub.endpoint().id, "host": "127.0.0.1", "reason": "HTTP 410"},)
    (mail,) = hub.shelf.messages("alarm")
    assert (mail.recipient, mail.subject) == ("docket@example.com", "ALARM: webhook endpoints disabled: 1")

    with writing(hub.shelf.engine) as session:
        context = Context("admin", hub.clock.now(), first_look)
        change_endpoint(session, context, hub.endpoint().id, {"enabled": False}, "it is no more")
        assert disabled(session).count == 0  # somebody has taken it on themselves


def test_410_disables_at_once_and_keeps_what_waits(hub: Hub) -> None:
    gone = Receiver([GONE])
    run_with(gone, hub, hub.happen, lambda: hub.clock.move(days=1))
    assert (len(gone.ids), hub.states()) == (1, ["held"])


def test_a_call_that_is_refused_for_three_days_is_given_up_alone_where_others_are_taken(hub: Hub) -> None:
    async def picky(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        refuses = receiver.positions[-1] == 1
        writer.write(BUSY if refuses else OK)

    receiver = Receiver(picky)

    def another(wait: timedelta) -> None:
        hub.clock.move(seconds=wait.total_seconds())
        hub.happen()

    run_with(receiver, hub, hub.happen, *(partial(another, wait) for wait in SEVERAL_DAYS.waits))

    assert hub.states() == ["given_up"] + ["sent"] * 9
    assert hub.endpoint().enabled
    with reading(hub.shelf.engine) as session:
        assert undelivered(session).count == 1


def test_one_that_is_back_after_an_hour_gets_at_once_what_waited(hub: Hub) -> None:
    """The first call would be tried again 2 hours after its fourth attempt; the second comes and is taken."""
    receiver = Receiver([BUSY] * 4)
    steps = waits(hub)[:3]

    def later() -> None:
        hub.clock.move(hours=1)
        hub.happen()

    done = run_with(receiver, hub, hub.happen, *steps, later, lambda: None)
    assert done[4:] == [Dispatched(sent=2), Dispatched()]
    assert receiver.positions == [1, 1, 1, 1, 2, 1]
    assert hub.states() == ["sent", "sent"]


def test_one_that_comes_and_goes_does_not_use_up_the_attempts(hub: Hub) -> None:
    """What it takes in between doesn't bring the failed call forward, unless it was away for an hour."""

    async def flapping(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(BUSY if receiver.positions[-1] == 1 else OK)

    receiver = Receiver(flapping)
    run_with(receiver, hub, *[hub.happen] * 20)
    assert receiver.positions.count(1) == 1
    assert hub.states() == ["pending"] + ["sent"] * 19
    assert hub.endpoint().failing_since is None


def test_what_is_under_way_when_an_endpoint_is_disabled_counts_if_it_is_taken(hub: Hub) -> None:
    """Two calls at once: the first is answered 410, the second 204 a little later."""
    both = asyncio.Event()

    async def one_gone(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if receiver.positions[-1] == 1:
            await both.wait()
            writer.write(GONE)
        else:
            both.set()
            writer.write(OK)

    receiver = Receiver(one_gone)
    run_with(receiver, hub, lambda: hub.happen(2))
    assert hub.states() == ["held", "sent"]
    assert not hub.endpoint().enabled


def test_a_lease_that_ran_out_is_no_new_call(hub: Hub) -> None:
    """A process that died after the call was taken: the same call goes out again, under the same id."""
    receiver = Receiver()

    def forget() -> None:
        with writing(hub.shelf.engine) as session:
            session.execute(update(MessageRow).values(state="pending", next_attempt_at=hub.clock.now()))

    run_with(receiver, hub, hub.happen, forget)
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1
    assert receiver.bodies[0] == receiver.bodies[1]
