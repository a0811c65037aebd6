"""Webhooks by the Standard Webhooks specification: one signed POST to an address that was checked.

    async with WebhookNotifier() as notifier:
        receipt = await notifier.send(call)

A retry passes the same `Call` with a new `timestamp`: the receiver sees the same `webhook-id` and the same body, signed
afresh. The status line alone decides what came of it:

    2xx               delivered
    410               Permanent, and the endpoint is gone
    any other         Retryable, after `Retry-After` if the answer has one; a redirect is an answer like these, and is
                      not followed, since it could lead anywhere

Failures of connection and TLS and the time-out are Retryable too: receivers are mended. A refused URL, address or
secret is Permanent: only a person can mend these.
"""

import asyncio
import re
import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from notifiers.delivery import DeliveryError, Permanent, Receipt, Retryable, one_line
from notifiers.destinations import NOWHERE, check_url
from notifiers.pinning import PinnedTransport, Resolve, resolve

_MOST = 16 * 1024  # bytes of an answer that are read: it is only shown to people, and a connection is cheaper than more
_GONE = 410
_SECONDS = re.compile(r"[0-9]{1,9}")
_ID = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Call:
    """One event for one endpoint; ValueError if the id or the time can't stand in a header."""

    url: str
    id: str
    """The `webhook-id`: the same on every attempt, so that the receiver can tell a repeat."""
    timestamp: datetime
    """The time of this attempt, aware; a `Retry-After` date is counted from it."""
    body: bytes = field(repr=False)
    """JSON in UTF-8."""
    secrets: tuple[str, ...] = field(repr=False)
    """The endpoint's secrets (`whsec_…`), newest first; more than one while they are being changed."""

    def __post_init__(self) -> None:
        """Check what would otherwise fail, or depend on this machine's zone, at each attempt."""
        if not _ID.fullmatch(self.id):
            raise ValueError(f"id {self.id!r} may hold only printable ASCII without blanks")
        if self.timestamp.tzinfo is None:
            raise ValueError(f"timestamp {self.timestamp.isoformat()} has no time zone; pass an aware datetime")


class WebhookNotifier:
    """Sends calls over kept connections, any number at a time."""

    def __init__(
        self,
        *,
        allow: Collection[str] = NOWHERE,
        timeout: float = 20.0,
        user_agent: str = "Annua",
        tls: ssl.SSLContext | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        """Make a notifier; it connects only when it sends.

        `allow` are hosts in the house (see `notifiers.destinations.check_url`); `timeout` is in seconds for one call
        altogether; `tls` says whom to trust, by default the well-known authorities.
        """
        self._allow = frozenset(allow)
        self._timeout = timeout
        self._user_agent = user_agent
        self._transport = PinnedTransport(self._allow, tls or httpx.create_ssl_context(trust_env=False), resolve)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.aclose()

    async def send(self, message: Call, /) -> Receipt:
        """Make one call; raise `Retryable` or `Permanent` unless the receiver answered 2xx in time."""
        if refusal := check_url(message.url, self._allow):
            raise Permanent(refusal)
        headers = _headers(message, self._user_agent)
        request = httpx.Request("POST", message.url, headers=headers, content=message.body)
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout) as deadline:
                response = await self._transport.handle_async_request(request)
        except TimeoutError as error:
            raise Retryable(f"{request.url.host} did not answer within {self._timeout:g} s") from error
        except (httpx.HTTPError, OSError) as error:  # a TLS fault on a standing connection comes as an OSError
            raise Retryable(f"the call to {request.url.host} failed: {_words(error)}") from error
        excerpt = await _excerpt(response, deadline.when())
        if not response.is_success:
            raise _refused(response, excerpt, message.timestamp)
        return Receipt(f"HTTP {response.status_code}", len(message.body), time.monotonic() - started)


def _headers(call: Call, user_agent: str) -> dict[str, str]:
    return {
        "content-type": "application/json",
        "accept-encoding": "identity",  # nothing is unpacked, so that no answer can swell
        "user-agent": user_agent,
        "webhook-id": call.id,
        "webhook-timestamp": str(int(call.timestamp.timestamp())),
        "webhook-signature": _signatures(call),
    }


def _signatures(call: Call) -> str:
    """Sign with each secret, so that the receiver may hold the old or the new one."""
    if not call.secrets:
        raise Permanent("the endpoint has no secret to sign with; give it one")
    timestamp = call.timestamp.astimezone(UTC)  # the library takes any time for one of UTC
    try:
        return " ".join(Webhook(secret).sign(call.id, timestamp, call.body.decode()) for secret in call.secrets)
    except (ValueError, EmptyWebhookSecretError) as error:
        raise Permanent(f"the call can't be signed ({error}); check the endpoint's secret") from error


async def _excerpt(response: httpx.Response, deadline: float | None) -> str:
    """Read the beginning of an answer for people to see, and no longer than until `deadline` on the loop's clock.

    The status has been given by now. So an answer that breaks off, lies about its length or never ends costs its
    connection and nothing else; one that ends in time leaves the connection for the next call.
    """
    read = b""
    try:
        async with asyncio.timeout_at(deadline):
            async for chunk in response.aiter_raw():
                read += chunk
                if len(read) >= _MOST:
                    break
    except (httpx.HTTPError, OSError) as error:
        read += f" [broken off: {_words(error)}]".encode()
    finally:
        await response.aclose()
    return one_line(read.decode(errors="replace"))


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__  # a time-out, for one, says nothing


def _refused(response: httpx.Response, excerpt: str, now: datetime) -> DeliveryError:
    """Make the error that an answer outside 2xx stands for."""
    reason = f"HTTP {response.status_code}"
    if response.has_redirect_location:
        target = one_line(response.headers["location"])
        reason += f" to {target}: redirects are not followed, so register the final address"
    elif excerpt:
        reason += f": {excerpt}"
    if response.status_code == _GONE:
        return Permanent(reason, gone=True)
    return Retryable(reason, _retry_after(response.headers.get("retry-after", ""), now))


def _retry_after(value: str, now: datetime) -> float | None:
    """Read a `Retry-After`, seconds or an HTTP date (RFC 9110 10.2.3), as seconds from `now`; None if it is neither."""
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:  # how the parser reads the zone -0000: UTC
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
