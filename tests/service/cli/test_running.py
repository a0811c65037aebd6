"""`annua serve`, `remind` and `demo` as processes."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def running(data_dir: Path, port: int, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A program until it answers at its port, and then until the end of the block."""
    environment = {"PATH": os.environ["PATH"], "ANNUA_DATA_DIR": str(data_dir), "ANNUA_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def answer(process: subprocess.Popen[str], url: str) -> httpx.Response:
    """What a service says once it listens."""
    while process.poll() is None:
        try:
            return httpx.get(url, timeout=10)
        except httpx.ConnectError:
            continue
    pytest.fail(f"it ended with {process.returncode}: {process.communicate()[0]}")


def test_serve_listens_and_ends_well_on_sigterm(data_dir: Path) -> None:
    port = free_port()
    with running(data_dir, port, "serve") as process:
        assert answer(process, f"http://127.0.0.1:{port}/livez").status_code == 200
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "Traceback" not in said
    assert said.startswith("No second channel: none is set, so nobody hears of it when mail fails;")
    assert '"event": "second_channel.missing"' in said


def test_a_secret_that_can_not_be_used_is_named_and_not_shown(annua: Annua) -> None:
    done = annua("serve", ANNUA_OPS_WEBHOOK_URL="https://ops.example.com", ANNUA_OPS_WEBHOOK_SECRET="hunter2")

    assert done.returncode == 2
    assert done.stderr == b"ANNUA_OPS_WEBHOOK_SECRET: Value error, must look like whsec_ followed by base64\n"


def test_serve_says_so_when_its_port_is_taken(annua: Annua) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = annua("serve", ANNUA_PORT=str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert b"address already in use" in done.stderr + done.stdout
    assert b"Traceback" not in done.stderr


def test_remind_makes_one_pass(annua: Annua) -> None:
    done = annua("remind", ANNUA_FALLBACK_RECIPIENT="ip@ip-department.example")

    assert done.returncode == 0
    # On a Monday from nine o'clock on there is the empty digest of the week, which waits for a mail server.
    assert re.fullmatch(rb"[01] messages made, 0 sent, 0 attempts failed\.\n", done.stdout)


def test_the_demo_serves_after_its_tour_until_interrupted(data_dir: Path) -> None:
    port = free_port()
    with running(data_dir, port, "demo") as process:
        assert process.stdout is not None
        tour = ""
        for line in process.stdout:
            tour += line
            if "curl" in line:
                break
        key = re.search(r"Bearer (annua_\S+?)'", tour)
        assert key, tour
        answer(process, f"http://127.0.0.1:{port}/livez")
        found = httpx.get(f"http://127.0.0.1:{port}/v1/deadlines", headers={"Authorization": f"Bearer {key[1]}"})
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)

    assert found.status_code == 200
    assert found.json()
    assert process.returncode == 0
    assert "Subject: " in tour


def test_a_store_is_not_taken_for_a_sandbox_nor_the_reverse(annua: Annua) -> None:
    """It is told in a sentence, with the remedy, by whatever command comes upon it first."""
    assert annua("keys", "create", "feed", "--scope", "write").returncode == 0

    for command in (("serve",), ("keys", "list")):
        done = annua(*command, ANNUA_SANDBOX="1")

        assert done.returncode == 1
        assert b"not a sandbox, and can't become one" in done.stderr
        assert b"Take ANNUA_SANDBOX away" in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_sandbox_begins_with_whatever_command_comes_first(annua: Annua) -> None:
    assert annua("keys", "create", "feed", "--scope", "write", ANNUA_SANDBOX="1").returncode == 0

    assert annua("remind", ANNUA_SANDBOX="1").returncode == 0
    assert b"The store is a sandbox" in annua("remind").stderr
