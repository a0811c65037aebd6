"""The official Standard Webhooks verifier of JavaScript accepts our calls, and refuses what isn't ours."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

SCRIPT = Path(__file__).parents[2] / "javascript" / "receiver.js"


@dataclass(frozen=True, slots=True)
class JavaScript:
    """The receiver in JavaScript: what it is told and what it tells, line by line."""

    told: IO[str]
    tells: IO[str]
    port: int

    def url(self, path: str) -> str:
        """The address of a path of it."""
        return f"http://127.0.0.1:{self.port}{path}"

    def hold(self, path: str, secret: str) -> None:
        """Have calls to a path verified by a secret."""
        self.told.write(json.dumps({"path": path, "secret": secret}) + "\n")
        self.told.flush()
        assert self.next() == {"known": path}

    def next(self) -> Any:
        """The next thing it tells."""
        return json.loads(self.tells.readline())


@pytest.fixture
def verifier(javascript: Path, tmp_path: Path) -> Iterator[JavaScript]:
    """The receiver, running beside the locked packages."""
    home = tmp_path / "receiver"
    home.mkdir()
    for name in (SCRIPT, javascript / "package.json"):
        shutil.copy(name, home)
    (home / "node_modules").symlink_to(javascript / "node_modules")
    with subprocess.Popen(
        ["node", SCRIPT.name], cwd=home, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        port = json.loads(process.stdout.readline())["port"]
        yield JavaScript(process.stdin, process.stdout, port)
        process.stdin.close()
    assert process.returncode == 0


def test_real_calls_are_verified_during_a_rotation_too_and_a_forged_one_is_refused(
    calling: Any, verifier: JavaScript, clock: Any
) -> None:
    clock.moment = datetime.now(UTC)  # the verifier looks at the time of this machine
    given = {"url": verifier.url("/first"), "events": ["case.registered"]}
    made = calling.post("/v1/webhook-endpoints", given, as_="admin").json()
    where = f"/v1/webhook-endpoints/{made['id']}"
    verifier.hold("/first", made["secret"])

    calling.register(title="导管 – catheter")
    calling.tick()
    told = verifier.next()
    assert told["verified"], told
    assert told["message"]["type"] == "case.registered"
    assert told["message"]["data"]["items"][0]["reference"] == "P1"

    second = calling.post(f"{where}/rotate-secret", {"overlap_hours": 1}, as_="admin").json()["secret"]
    verifier.hold("/second", second)
    for path in ("/first", "/second"):  # the receiver holds the old secret, then the new one
        calling.call("PATCH", where, as_="admin", json={"url": verifier.url(path)})
        test = calling.post(f"{where}/test", None, as_="admin").json()
        told = verifier.next()
        assert (test["state"], told["verified"], told["id"]) == ("sent", True, test["id"]), told

    calling.post(f"{where}/rotate-secret", {"overlap_hours": 0}, as_="admin")
    refused = calling.post(f"{where}/test", None, as_="admin").json()
    assert (refused["state"], refused["attempts"][0]["detail"]) == ("failed", "HTTP 401")
    assert verifier.next() == {"path": "/second", "verified": False, "error": "No matching signature found"}

    forged = {
        "webhook-id": told["id"],
        "webhook-timestamp": str(int(clock.now().timestamp())),
        "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    }
    answer = httpx.post(verifier.url("/second"), headers=forged, json=told["message"], trust_env=False)
    assert answer.status_code == 401
    assert verifier.next()["error"] == "No matching signature found"
