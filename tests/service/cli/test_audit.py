"""`annua audit`: sealing, the head to keep elsewhere, and the proof with its exit code."""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def sealed(annua: Annua) -> Annua:
    """A deployment with two sealed rows."""
    for name in ("one", "two"):
        assert annua("keys", "create", name, "--scope", "read").returncode == 0
    assert annua("audit", "seal").stdout == b"2 rows sealed by 1 seals, 0 wait.\n"
    return annua


def test_a_whole_trail_is_proved_against_its_head(sealed: Annua) -> None:
    head = sealed("audit", "head").stdout.decode().strip()
    sealed("keys", "create", "three", "--scope", "read")

    done = sealed("audit", "verify", "--head", head)

    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        "Whole: 2 rows under 1 seals.",
        "1 rows wait to be sealed.",
        f"Newest seal: {head}",
    ]


def test_a_changed_row_ends_the_proof_with_1(sealed: Annua, data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "annua.db")) as connection, connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET actor = 'somebody else' WHERE id = 2")

    done = sealed("audit", "verify")

    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[0] == "NOT WHOLE: row 2 was changed after seal 1 closed over it."


def test_an_older_backup_shows_against_a_later_head(sealed: Annua) -> None:
    sealed("backup", "copy.db")
    sealed("keys", "create", "three", "--scope", "read")
    sealed("audit", "seal")
    head = sealed("audit", "head").stdout.decode().strip()

    sealed("restore", "copy.db", "--force")

    assert sealed("audit", "verify").returncode == 0
    done = sealed("audit", "verify", "--head", head)
    assert done.returncode == 1
    assert "an older backup was restored" in done.stdout.decode()


def test_there_is_no_head_before_the_first_seal(annua: Annua) -> None:
    done = annua("audit", "head")

    assert done.returncode == 1
    assert b"Nothing is sealed yet" in done.stderr
    assert annua("audit", "verify").stdout.startswith(b"Whole: 0 rows under 0 seals.")


@pytest.mark.parametrize("head", ["1", "0:" + "0" * 64, "1:" + "0" * 63, "1:" + "g" * 64, "x"])
def test_what_is_no_head_is_wrong_usage(annua: Annua, head: str) -> None:
    done = annua("audit", "verify", "--head", head)

    assert done.returncode == 2
    assert b"is no head" in done.stderr
