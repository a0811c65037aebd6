"""`annua demo --once`: the whole way, in a process of its own, twice on the same data."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def demo(data_dir: Path) -> str:
    """What the demo prints; other settings of the machine don't reach it."""
    environment = {
        "PATH": os.environ["PATH"],
        "ANNUA_DATA_DIR": str(data_dir),
        "ANNUA_DATABASE_URL": f"sqlite:///{data_dir}/annua.db",
        "ANNUA_SMTP_HOST": "mail.ip-department.example",
    }
    command = [sys.executable, "-m", "service.cli", "demo", "--once"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def messages(said: str) -> int:
    """How many messages the tick made."""
    found = re.search(r"Today's tick made ([\d,]+) messages", said)
    assert found
    return int(found[1].replace(",", ""))


def test_the_demo_registers_computes_sends_receives_and_ends(tmp_path: Path) -> None:
    """It keeps away from a service's own database in the same folder; run again, it sends nothing twice."""
    said = demo(tmp_path)

    assert "each with its source: 147 new." in said
    assert "Registered 4,000 patents, utility models, designs and 1,800 marks: 5,800 new." in said
    assert "cases of offices without rules are stored" in said
    assert "(0 attempts failed)" in said
    assert "signatures verified, and refused 0." in said
    assert "Subject: " in said
    assert not (tmp_path / "annua.db").exists()

    again = demo(tmp_path)

    assert "marks: 5,800 unchanged." in again
    assert messages(again) < messages(said)
