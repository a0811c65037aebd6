"""The HTTP server's process: it listens until it is told to stop, and lets what runs come to its end."""

import asyncio
import signal
from types import FrameType

import uvicorn

from service.app import create_app
from service.connections import PatientProtocol
from service.settings import Settings
from service.watch.logs import configure_logs

DRAIN_SECONDS = 30  # what requests and the running tick are given after SIGTERM


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT, then drain and return; logs go to standard error as JSON lines."""
    configure_logs()
    asyncio.run(until_stopped(make_server(settings)))


async def until_stopped(server: uvicorn.Server) -> None:
    """Run a server until SIGTERM or SIGINT, then let it drain; one that can't start ends the program with 1."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        # The server repeats the signal once it has drained; by then there is nothing left to do.
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        await server.serve()
    except SystemExit:
        # The server has logged why it can't listen; of its exit codes ours knows only 1.
        raise SystemExit(1) from None


def make_server(settings: Settings) -> uvicorn.Server:
    """The server that the settings describe."""
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        http=PatientProtocol,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    return uvicorn.Server(config)
