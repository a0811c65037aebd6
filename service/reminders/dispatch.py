"""Handing over: claim, send, record, until nothing is due.

No transaction is open while the network is waited for. A crash between hand-over and recording repeats the same bytes
under the same key, by which the other side can tell.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine

from notifiers import Permanent, Receipt, Retryable
from notifiers.email import Mail
from notifiers.webhook import Call
from service.clock import Clock
from service.reminders.claiming import Claimed, Lane, Tried, claim, lanes, record
from service.reminders.messages import EMAIL, OPS, WEBHOOK
from service.reminders.outlets import Outlets
from service.reminders.receivers import Answer
from service.store import EndpointRow, reading, writing

BATCH = 100  # messages claimed at once: those of a process that dies wait for their lease
AT_ONCE = 20  # calls to one address at a time
PATIENCE = 30.0  # seconds for which one address is called in a tick; what is left waits for the next

Unlock = Callable[[EndpointRow], tuple[str, ...]]  # the readable secrets of an endpoint, newest first

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Post:
    """What dispatch works with; `lease` must be longer than a tick may take, `chance` spreads the retries."""

    engine: Engine
    clock: Clock
    outlets: Outlets
    sender: str
    unlock: Unlock
    lease: timedelta
    chance: Callable[[], float] = random.random
    stamp: Clock | None = None
    """Whose time is signed, where `clock` isn't that of the receivers: they refuse what is minutes old."""

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that have an outlet; messages of others wait."""
        outlets = {EMAIL: self.outlets.email, WEBHOOK: self.outlets.webhook, OPS: self.outlets.ops}
        return tuple(channel for channel, outlet in outlets.items() if outlet is not None)


@dataclass(frozen=True, slots=True)
class Dispatched:
    """How many messages the next hop took, and how many attempts failed."""

    sent: int = 0
    failed: int = 0


async def dispatch(post: Post) -> Dispatched:
    """Hand over everything that is due, in each lane the most urgent first; no lane waits for another."""
    done = await asyncio.gather(*(_drain(post, lane) for lane in await asyncio.to_thread(_lanes, post)))
    return Dispatched(sum(one.sent for one in done), sum(one.failed for one in done))


async def _drain(post: Post, lane: Lane) -> Dispatched:
    """Hand over what is due in one lane.

    An address that takes nothing of a batch, or takes its time, is called again in the next tick. The mail server is
    no such address: that it refuses some recipients says nothing of the others.
    """
    sent = failed = 0
    until = asyncio.get_running_loop().time() + PATIENCE
    while claimed := await asyncio.to_thread(_claim, post, lane):
        taken = await asyncio.gather(*(_deliver(post, message) for message in claimed))
        sent, failed = sent + sum(taken), failed + len(taken) - sum(taken)
        if lane.channel != EMAIL and (not any(taken) or asyncio.get_running_loop().time() > until):
            break
    return Dispatched(sent, failed)


def _lanes(post: Post) -> list[Lane]:
    with reading(post.engine) as session:
        return lanes(session, post.clock.now(), post.channels)


def _claim(post: Post, lane: Lane) -> list[Claimed]:
    with writing(post.engine) as session:
        return claim(session, post.clock.now(), post.lease, lane, BATCH if lane.channel == EMAIL else AT_ONCE)


def _record(post: Post, tried: Tried) -> None:
    with writing(post.engine) as session:
        record(session, tried, post.chance())


async def _deliver(post: Post, message: Claimed) -> bool:
    """Send one message and write down what came of it; whether the next hop took it."""
    tried = await attempt(post, message)
    await asyncio.to_thread(_record, post, tried)
    return isinstance(tried.answer, Receipt)


async def attempt(post: Post, message: Claimed) -> Tried:
    """Make one attempt at a message; what came of it is for the caller to record."""
    started = post.clock.now()
    answer = await _answer(post, message, (post.stamp or post.clock).now())
    tried = Tried(message, started, post.clock.now(), answer)
    log.info(
        "message.tried", message=message.id, channel=message.channel, attempt=message.attempt, outcome=tried.outcome
    )
    return tried


async def _answer(post: Post, message: Claimed, now: datetime) -> Answer:
    """The other side's answer; what nobody expected counts as a failure that may pass, and is recorded as one."""
    try:
        return await _send(post, message, now)
    except (Retryable, Permanent) as error:
        return error
    except Exception as error:  # one message must not stop the others; its attempt says what happened
        log.exception("message.surprise", message=message.id)
        return Retryable(f"unexpected {type(error).__name__}: {error}")


async def _send(post: Post, message: Claimed, now: datetime) -> Receipt:
    if message.channel == EMAIL and post.outlets.email:
        return await post.outlets.email.send(Mail(post.sender, (message.recipient,), message.body))
    if message.channel == OPS and post.outlets.ops:
        ops = post.outlets.ops
        return await post.outlets.webhook.send(Call(ops.url, message.key, now, message.body, ops.secrets))
    endpoint = message.endpoint
    if endpoint is None or not (endpoint.enabled or message.is_test):
        raise Permanent(f"endpoint {message.recipient} is closed; open it again or register another")
    return await post.outlets.webhook.send(Call(endpoint.url, message.key, now, message.body, post.unlock(endpoint)))
