"""The application as a process: it sets itself up, answers, and ends in order."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from service.portfolio.keys import create_key
from service.settings import Settings
from service.store import writing
from service.wiring import assemble

PROGRAM = """
import sys
from pathlib import Path

import uvicorn

from service.app import create_app
from service.settings import Settings


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print("listening", self.servers[0].sockets[0].getsockname()[1], flush=True)


app = create_app(Settings(data_dir=Path(sys.argv[1])))
Server(uvicorn.Config(app, port=0, log_config=None)).run()
"""


@dataclass(frozen=True, slots=True)
class Running:
    """The application in a process of its own."""

    program: subprocess.Popen[str]
    address: str

    def get(self, path: str) -> httpx.Response:
        """Look at something that needs no key."""
        return httpx.get(f"{self.address}{path}", trust_env=False)


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Start the application with its data in a folder; killed at the end if it still runs."""
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            line = next(line for line in program.stdout if line.startswith("listening"))
            yield Running(program, f"http://127.0.0.1:{line.split()[1]}")
        finally:
            program.kill()


@pytest.mark.slow
def test_a_first_start_sets_everything_up(tmp_path: Path) -> None:
    """The schema is made, and the key file that its owner alone can read; a mail server is for an operator to name."""
    with running(tmp_path) as service:
        assert service.get("/livez").text == "alive\n"
        ready = service.get("/readyz")
        metrics = service.get("/metrics").text

    assert oct((tmp_path / "secret.key").stat().st_mode)[-3:] == "600"
    assert ready.status_code == 503
    checks = ready.json()["checks"]
    assert checks["database"]["ok"]
    assert checks["migrations"]["ok"]
    assert not checks["mail"]["ok"]
    assert "annua_unsent 0.0" in metrics


@pytest.mark.slow
def test_sigterm_lets_a_request_end_that_has_begun(tmp_path: Path) -> None:
    """A container that is stopped answers what it had begun to read, takes nothing new, and ends by itself."""
    body = json.dumps({"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}).encode()
    service = assemble(Settings(data_dir=tmp_path))
    with writing(service.engine) as session:
        secret = create_key(session, service.context("tests"), "tests", ["read"])[1]
    service.engine.dispose()
    with running(tmp_path) as server:
        address = urlsplit(server.address)
        with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
            connection.sendall(_head(secret, len(body)))
            assert connection.recv(1000).startswith(b"HTTP/1.1 100")  # it has begun to read
            server.program.send_signal(signal.SIGTERM)
            connection.sendall(body)
            answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        ended = server.program.wait(30)

    assert answer.startswith(b"HTTP/1.1 200")
    assert b'"due":"2018-11-30"' in answer
    assert ended in (0, -signal.SIGTERM)


def _head(secret: str, length: int) -> bytes:
    lines = (
        "POST /v1/deadlines/compute HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {secret}",
        "Content-Type: application/json",
        f"Content-Length: {length}",
        "Expect: 100-continue",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode()
