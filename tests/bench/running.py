"""How quickly the service is ready, how much memory it takes at rest, and that files of any size stream through.

Each is measured on a process of its own, the way a user runs it.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import URLError

import psutil

SMALL, LARGE = 2_000, 20_000
MEGABYTE = 1 << 20
RESTING = 3  # seconds after the first answer

Environment = dict[str, str]


def run() -> list[dict[str, Any]]:
    """Measure starting, resting, and the memory that files of two sizes take."""
    with tempfile.TemporaryDirectory(prefix="annua-bench-") as folder:
        place = Path(folder)
        ready, resting = _serve(_environment(place / "serve"))
        imports = [_peak(place, size, "import", "-") for size in (SMALL, LARGE)]
        exports = [_peak(place, size, "export", os.devnull) for size in (SMALL, LARGE)]
        computes = [_peak(place, size, "compute", "-") for size in (SMALL, LARGE)]
    return [
        _row("seconds until the service answers", round(ready, 2), None, 2),
        _row("MB that the service takes at rest", round(resting), None, 150),
        *(
            _row(f"MB to {what} {LARGE} cases against {SMALL}", round(large), round(small), 1.25)
            for what, (small, large) in (("import", imports), ("export", exports), ("compute", computes))
        ),
    ]


def _row(name: str, measured: float, baseline: float | None, target: float) -> dict[str, Any]:
    ratio = round(measured / baseline, 2) if baseline else None
    return {"name": name, "measured": measured, "baseline": baseline, "ratio": ratio, "target": target}


def _environment(data_dir: Path, **settings: str) -> Environment:
    return {"PATH": os.environ["PATH"], "ANNUA_DATA_DIR": str(data_dir), **settings}


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "service.cli", *arguments]


def _serve(environment: Environment) -> tuple[float, float]:
    """Seconds to the first answer on a database that is there already, and megabytes in use soon after."""
    subprocess.run(_command("export", os.devnull), env=environment, check=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    began = time.perf_counter()
    with subprocess.Popen(
        _command("serve"), env=environment | {"ANNUA_PORT": str(port)}, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while not _answers(f"http://127.0.0.1:{port}/livez"):
                assert process.poll() is None
            ready = time.perf_counter() - began
            time.sleep(RESTING)
            return ready, psutil.Process(process.pid).memory_info().rss / MEGABYTE
        finally:
            process.terminate()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own loopback address
            return True
    except (URLError, ConnectionError):
        time.sleep(0.01)
        return False


def _peak(place: Path, size: int, *arguments: str) -> float:
    """The most memory that a command took for so many cases, in megabytes, as it was on its way."""
    environment = _environment(place / str(size))
    most = 0
    with subprocess.Popen(
        _command(*arguments), env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        watched = psutil.Process(process.pid)
        if arguments[-1] == "-":
            for number in range(size):
                process.stdin.write(_line(number))
                if number % 200 == 0:
                    most = max(most, watched.memory_info().rss)
        process.stdin.close()
        while process.poll() is None:
            most = max(most, _resident(watched))
            time.sleep(0.02)
    assert process.returncode == 0
    return most / MEGABYTE


def _resident(process: psutil.Process) -> int:
    """Bytes in use; 0 once the process has ended."""
    try:
        found: int = process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
    return found


def _line(number: int) -> bytes:
    case = {
        "reference": f"P{number:06}",
        "jurisdiction": "US",
        "right": "patent",
        "dates": {"filing": "2016-11-15", "grant": "2019-03-05"},
    }
    return json.dumps(case).encode() + b"\n"
