"""`annua audit`: sealing, the head to keep elsewhere, and the proof with its exit code."""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from service.cli.program import app

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


CASES = b"reference,jurisdiction,right,filing\nP1,EP,patent,2016-11-15\n"
DUE_LIST = b"Our ref,Country,Type,Year,Due date\nP1,EP,annuity,11,2026-11-30\n"
# Each command that writes, with the row that it leaves: who, what, and whether it says from what to what.
WRITING = (
    (("import", "-", "--actor", "Paralegal 1"), "Paralegal 1", "case.registered", False),
    (("reconcile", "-", "--actor", "Paralegal 1"), "Paralegal 1", "reconciliation.finished", False),
    (("keys", "create", "feed", "--scope", "read", "--reason", "because"), "annua keys", "key.created", False),
    (("keys", "rotate", "1", "--reason", "because"), "annua keys", "key.rotated", True),
    (("keys", "revoke", "1", "--reason", "because"), "annua keys", "key.revoked", True),
    (("preview", "--actor", "Paralegal 1"), "Paralegal 1", "rules.previewed", False),
    (("recompute", "--actor", "Paralegal 1"), "Paralegal 1", "case.computed", True),
    (("restore", "copy.db", "--force"), "annua restore", "store.restored", False),
)
# What writes nothing, or nothing that isn't written over the same ways: serve, remind and demo run the service.
NOT_WRITING = {
    *("serve", "remind", "demo", "compute", "export", "jurisdictions", "explain", "dossier", "simulate", "doctor"),
    *("backup", "keys list", "audit seal", "audit verify", "audit head"),
}


def test_every_command_that_writes_leaves_a_row(annua: Annua, data_dir: Path) -> None:
    for arguments, actor, action, changes in WRITING:
        if action == "case.computed":
            make_stale(data_dir / "annua.db")
        if action == "store.restored":
            annua("backup", "copy.db")

        done = annua(*arguments, stdin=DUE_LIST if arguments[0] == "reconcile" else CASES)

        assert done.returncode == 0, (arguments, done.stderr)
        with closing(sqlite3.connect(data_dir / "annua.db")) as connection:
            found = connection.execute('SELECT actor, action, "before", "after", reason FROM audit ORDER BY id DESC')
            rows = [row for row in found.fetchall() if row[:2] == (actor, action)]
        assert rows, (arguments, action)
        _, _, before, after, reason = rows[0]
        assert ((before is not None), (after is not None)) == (changes, True), arguments
        assert reason == "because" or "--reason" not in arguments


def test_every_command_is_known_to_write_or_not() -> None:
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    known = set()
    for name, command in program.commands.items():
        known |= {f"{name} {inner}" for inner in command.commands} if isinstance(command, TyperGroup) else {name}

    assert known - NOT_WRITING == {
        " ".join(arguments[: 2 if arguments[0] == "keys" else 1]) for arguments, *_ in WRITING
    }


def make_stale(database: Path) -> None:
    """Have the stored cases computed by other rules."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE cases SET rules_version = '1999.1'")


@pytest.mark.parametrize("head", ["1", "0:" + "0" * 64, "1:" + "0" * 63, "1:" + "g" * 64, "x"])
def test_what_is_no_head_is_wrong_usage(annua: Annua, head: str) -> None:
    done = annua("audit", "verify", "--head", head)

    assert done.returncode == 2
    assert b"is no head" in done.stderr
