"""The command line as a user has it: a program in a process of its own, with settings from its environment only."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """The folder that the program keeps its database in."""
    return tmp_path / "data"


@pytest.fixture
def annua(data_dir: Path, tmp_path: Path) -> Annua:
    """Run `annua` with arguments and standard input; keyword arguments are further settings."""

    def run(*arguments: str | Path, stdin: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
        environment = {"PATH": os.environ["PATH"], "ANNUA_DATA_DIR": str(data_dir), **settings}
        command = (sys.executable, "-m", "service.cli", *arguments)
        return subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, env=environment, check=False)

    return run
