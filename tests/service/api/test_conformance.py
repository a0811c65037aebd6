"""The running service keeps what its description says, called in every way that it allows and in some that it doesn't.

Schemathesis makes the calls and checks the answers, all its checks, with a key that may do everything, on a sandbox:
there every time may be tried, and nothing leaves the house. Where two of its checks are too coarse, see
`conformance.py`. What runs here is seeded and takes about a minute for each database; for more:

    make conform EXAMPLES=200
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from service.portfolio.context import Context
from service.portfolio.keys import create_key
from service.store import writing

FEW = 5
EXAMPLES = int(os.environ.get("EXAMPLES", FEW))  # of each kind for each operation
SEED = ("--seed", "20261130") if EXAMPLES == FEW else ()
PATIENCE = 1800 if EXAMPLES == FEW else 14400  # seconds
COARSE = "positive_data_acceptance,negative_data_rejection"  # replaced by finer ones

Served = Callable[..., AbstractContextManager[tuple[FastAPI, str]]]


@pytest.mark.slow
def test_the_service_is_as_described_however_it_is_called(
    served: Served, engine: Engine, tmp_path: Path, clock: Any
) -> None:
    with served(engine, tmp_path, clock, sandbox=True, rate_per_minute=0) as (_, address):
        done = call_in_every_way(address, key(engine, clock), tmp_path)

    assert done.returncode == 0, f"{report(done.stdout)}\n{done.stderr[-2000:]}"


def key(engine: Engine, clock: Any) -> str:
    """The secret of the tester's key."""
    context = Context("tests", clock.now(), plan=lambda *_: None)
    with writing(engine) as session:
        return create_key(session, context, "tester", ["admin"])[1]


def call_in_every_way(address: str, secret: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the tester, and give what it says."""
    options = ["--checks", "all", "--exclude-checks", COARSE, "--max-examples", str(EXAMPLES), *SEED]
    options += ["--header", f"Authorization: Bearer {secret}", "--request-timeout", "60", "--no-color"]
    options += ["--suppress-health-check", "all", "--continue-on-failure"]
    return subprocess.run(
        [Path(sys.executable).parent / "schemathesis", "run", f"{address}/openapi.json", *options],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).parent),
            "SCHEMATHESIS_HOOKS": "conformance",
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def report(said: str) -> str:
    """The failures that the tester names."""
    _, _, failures = said.partition("= FAILURES =")
    return re.sub(r"\n\s*st replay \w+\n", "\n", failures or said)[:30_000]
