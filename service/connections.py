"""How long a connection may take to bring its request: one that drips in would hold a place for ever.

The head of a request has `PATIENCE` seconds to arrive. So has its body, and each `SLOWEST` bytes of it bring a second
more; while the service itself is not ready to read on, the time is not the client's. An idle connection between two
requests is the server's own to close.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 30.0  # seconds
SLOWEST = 1000  # bytes a second


class PatientProtocol(H11Protocol):
    """HTTP/1.1 by uvicorn, whose patience with a slow request ends."""

    patience = PATIENCE
    _given_up: asyncio.TimerHandle | None = None
    _ends = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request, and wait for the rest of it, or no longer."""
        if self.conn.their_state is h11.SEND_BODY:
            self._ends += len(data) / SLOWEST
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """Wait while a request is under way; a new one, or its body, has its time from now on."""
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._rest()
        elif self._given_up is None:
            self._ends = self.loop.time() + self.patience
            self._given_up = self.loop.call_at(self._ends, self._give_up)

    def _rest(self) -> None:
        if self._given_up is not None:
            self._given_up.cancel()
            self._given_up = None

    def _give_up(self) -> None:
        """End the connection, unless the time was prolonged or the service itself was what took long."""
        self._given_up = None
        now = self.loop.time()
        if self.flow.read_paused:
            self._ends = now + self.patience
        if self._ends > now:
            self._given_up = self.loop.call_at(self._ends, self._give_up)
        else:
            self.transport.close()
