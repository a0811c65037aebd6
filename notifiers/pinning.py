"""Connections that go only where the check has looked.

Checking a name and then connecting to the name leaves a gap: the second look-up may answer otherwise (DNS rebinding).
Here a name is looked up once per connection, every address is checked, and the connection is made to a checked address.
TLS and the `Host` header keep the name, because only the network layer below them knows of the address.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence

import httpcore
import httpx

from notifiers.delivery import Permanent, Retryable
from notifiers.destinations import check_address

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Look up all addresses, IPv4 and IPv6, of a host and port; raises OSError when there are none."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Look a name up as this machine does, in its order of preference."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class PinnedTransport(httpx.AsyncHTTPTransport):
    """An HTTP/1.1 transport with kept connections, each made to an address that was checked.

    It has no proxy; and redirects, cookies, `.netrc` and unpacking are matters of an HTTP client, which sits above it.
    """

    def __init__(self, allow: Collection[str], tls: ssl.SSLContext, resolve: Resolve) -> None:
        # httpx has no public way to set the network layer. Should the attribute ever be renamed, every call fails.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=None,
            max_keepalive_connections=100,
            keepalive_expiry=30.0,
            network_backend=_PinnedNetwork(allow, resolve),
        )


class _PinnedNetwork(httpcore.AsyncNetworkBackend):
    """Opens TCP connections for names, to checked addresses only."""

    def __init__(self, allow: Collection[str], resolve: Resolve) -> None:
        self._allow = allow
        self._resolve = resolve
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of `host` that answers, after all of them were checked."""
        failures = []
        for address in await self._checked_addresses(host, port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as error:
                failures.append(f"{address}: {error}")
        raise Retryable(f"no connection to {host} port {port} ({'; '.join(failures)})")

    async def _checked_addresses(self, host: str, port: int) -> Sequence[str]:
        """Look `host` up; one address that is out of bounds refuses them all, since such a mix is never meant well."""
        try:
            addresses = list(dict.fromkeys(await self._resolve(host, port)))
        except OSError as error:
            raise Retryable(f"the name {host} could not be looked up: {error}") from error
        for address in addresses:
            if refusal := check_address(address, allowed=host.rstrip(".") in self._allow):
                raise Permanent(f"{host} is refused: {refusal}")
        return addresses
