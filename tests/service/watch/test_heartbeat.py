"""The outgoing heartbeat, against a real HTTP server."""

import asyncio

import pytest

from service.watch.heartbeat import beat, heartbeat_client


async def called(status: str) -> tuple[bool, list[str]]:
    """Beat at a server that answers a status; whether it counted, and the request lines that came."""
    seen: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[0])
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, heartbeat_client() as client:
        return await beat(f"http://127.0.0.1:{port}/ping/1", client), seen


@pytest.mark.parametrize(("status", "good"), [("200 OK", True), ("204 No Content", True), ("500 Oops", False)])
def test_a_heartbeat_counts_when_it_is_answered_well(status: str, good: bool) -> None:
    assert asyncio.run(called(status)) == (good, ["GET /ping/1 HTTP/1.1"])


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/ping", "not a url", "http://[::bad"])
def test_a_heartbeat_that_reaches_nobody_is_no_error(url: str) -> None:
    async def main() -> bool:
        async with heartbeat_client() as client:
            return await beat(url, client)

    assert asyncio.run(main()) is False


def test_without_an_address_there_is_nothing_to_do() -> None:
    async def main() -> bool:
        async with heartbeat_client() as client:
            return await beat(None, client)

    assert asyncio.run(main()) is True
