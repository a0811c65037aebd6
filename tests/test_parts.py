"""A missing part of the machine is skipped loudly by a user's run and fails in CI's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NEEDY = """
import pytest

@pytest.mark.needs("browser")
def test_with_marker():
    pass

def test_with_fixture(needs):
    needs("browser")

def test_without():
    pass
"""


def outcome(folder: Path, ci: str) -> tuple[int, str]:
    """Exit code and words of a pytest run on a machine without any browser."""
    (folder / "conftest.py").write_text(Path(__file__).with_name("conftest.py").read_text())
    (folder / "test_needy.py").write_text(NEEDY)
    environment = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-ra",
            "-p",
            "no:cacheprovider",
            "-o",
            "markers=needs",
            "-c",
            os.devnull,
            folder,
        ],
        env=environment | {"CI": ci, "PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.slow
def test_a_missing_part_is_skipped_with_its_remedy(tmp_path: Path) -> None:
    code, said = outcome(tmp_path, ci="")

    assert code == 0
    assert "1 passed, 2 skipped" in said
    assert "needs browser, which is not on this machine: install chromium" in said


@pytest.mark.slow
def test_a_missing_part_fails_in_ci(tmp_path: Path) -> None:
    code, said = outcome(tmp_path, ci="true")

    assert code == 1
    assert "skipped" not in said
    assert "needs browser, which is not on this machine: install chromium" in said
