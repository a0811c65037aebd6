"""A fire drill of a year over the sample portfolio, with the service and the mail down for a while: under two minutes.

It is measured on a process of its own, the way a user runs it.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from service.demo import loading
from service.settings import Settings
from service.wiring import assemble

DESK = "ip@ip-department.example"
TROUBLE = ("--mail-down", "5d", "--down", "7d", "--absent", "Paralegal 1", "--bounces", "10")


def run() -> list[dict[str, Any]]:
    """Load the portfolio, play the year through, and tell how long that took."""
    with tempfile.TemporaryDirectory(prefix="annua-bench-") as folder:
        cases = _load(Path(folder))
        seconds = _simulate(Path(folder))
    name = f"seconds to drill {cases:,} cases through a year"
    return [{"name": name, "measured": round(seconds, 1), "baseline": None, "ratio": None, "target": 120}]


def _load(data_dir: Path) -> int:
    service = assemble(Settings(data_dir=data_dir))
    loading.introduce(service, 9)
    rights = (loading.real_rights(), loading.sample(loading.first_day(service)))
    cases = sum(loading.load(service, rows, lambda: None).rows.total() for rows in rights)
    service.engine.dispose()
    return cases


def _simulate(data_dir: Path) -> float:
    command = [sys.executable, "-m", "service.cli", "simulate", "--days", "365", "--json", *TROUBLE]
    environment = {
        "PATH": os.environ["PATH"],
        "ANNUA_DATA_DIR": str(data_dir),
        "ANNUA_FALLBACK_RECIPIENT": DESK,
    }
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):  # 1: it found something, which takes no less time
        raise RuntimeError(f"annua simulate ended with {done.returncode}")
    return time.perf_counter() - began


if __name__ == "__main__":
    for result in run():
        print(result)
