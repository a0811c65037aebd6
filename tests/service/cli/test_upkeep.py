"""`annua doctor`, `backup`, `restore` and `keys`: looking after a deployment."""

import re
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

POSTGRESQL = "postgresql+psycopg://nobody@127.0.0.1:1/none"


@pytest.fixture
def deployed(annua: Annua) -> Annua:
    """A deployment with one case."""
    done = annua("import", "-", stdin=b"reference,jurisdiction,right,filing\nP1,EP,patent,2016-11-15\n")
    assert done.returncode == 0
    return annua


def cases(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [reference for (reference,) in connection.execute("SELECT reference FROM cases ORDER BY reference")]


def test_a_backup_is_taken_while_somebody_writes(deployed: Annua, data_dir: Path, tmp_path: Path) -> None:
    """What is not committed is not in it."""
    with closing(sqlite3.connect(data_dir / "annua.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE cases SET reference = 'half-way'")
        done = deployed("backup", "copy.db")
        writer.execute("ROLLBACK")

    assert done.returncode == 0
    assert cases(tmp_path / "copy.db") == ["P1"]


def test_a_backup_replaces_a_file_only_when_told(deployed: Annua, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")

    refused = deployed("backup", "copy.db")
    assert refused.returncode == 1
    assert (tmp_path / "copy.db").read_text() == "mine"
    assert b"copy.db exists; name another file or add --force." in refused.stderr

    assert deployed("backup", "copy.db", "--force").returncode == 0
    assert cases(tmp_path / "copy.db") == ["P1"]


def test_restoring_puts_the_copy_back_when_told(deployed: Annua, data_dir: Path) -> None:
    deployed("backup", "copy.db")
    deployed("import", "-", stdin=b"reference,jurisdiction,right\nP2,EP,patent\n")
    assert cases(data_dir / "annua.db") == ["P1", "P2"]

    refused = deployed("restore", "copy.db")
    assert refused.returncode == 1
    assert b"add --force" in refused.stderr
    assert cases(data_dir / "annua.db") == ["P1", "P2"]

    assert deployed("restore", "copy.db", "--force").returncode == 0
    assert cases(data_dir / "annua.db") == ["P1"]


@pytest.mark.parametrize("kind", ["damaged", "not a database", "another program's"])
def test_what_is_no_backup_is_not_restored(deployed: Annua, data_dir: Path, tmp_path: Path, kind: str) -> None:
    copy = tmp_path / "copy.db"
    if kind == "damaged":
        deployed("backup", copy)
        content = bytearray(copy.read_bytes())
        content[8192:16384] = b"\xff" * 8192
        copy.write_bytes(content)
    elif kind == "not a database":
        copy.write_text("once upon a time " * 1000)
    else:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE songs (title)")

    done = deployed("restore", copy, "--force")

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert cases(data_dir / "annua.db") == ["P1"]


@pytest.mark.parametrize(("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_postgresql_has_its_own_tools(annua: Annua, tmp_path: Path, command: str, tool: str) -> None:
    (tmp_path / "copy.db").touch()

    done = annua(command, "copy.db", ANNUA_DATABASE_URL=POSTGRESQL)

    assert done.returncode == 1
    assert f"use {tool}" in done.stderr.decode()


def test_the_doctor_makes_nothing_where_nothing_is(annua: Annua, data_dir: Path) -> None:
    done = annua("doctor")

    assert done.returncode == 1
    assert b"there is none at " in done.stdout
    assert not data_dir.exists()


def test_the_doctor_names_each_trouble_with_its_remedy(deployed: Annua, data_dir: Path) -> None:
    deployed("import", "-", stdin=b"reference,jurisdiction,right\nP2,QQ,patent\n")
    (data_dir / "secret.key").chmod(0o644)

    done = deployed("doctor")

    said = done.stdout.decode()
    assert done.returncode == 1
    for trouble in (
        "set ANNUA_SMTP_HOST",
        "set ANNUA_FALLBACK_RECIPIENT",
        "run chmod 600",
        "none yet; start annua serve",
    ):
        assert trouble in said
    assert "P2 QQ" in said
    assert re.search("^WARNING +second_channel +none is set", said, re.MULTILINE)


def test_the_doctor_proves_what_is_stored(deployed: Annua) -> None:
    """A whole portfolio as computed: every schedule is accepted, as stored, sound, and paid for once."""
    said = deployed("doctor").stdout.decode()

    for proved in (
        "ok       accepted            the rules accept every case",
        "ok       stored              every deadline is stored as the rules compute it",
        "ok       sound               every schedule hangs together, every derivation gives its date",
        "ok       payers              each day has one payer",
        "ok       trail               the audit trail is as it was sealed",
    ):
        assert proved in said


def test_the_doctor_finds_a_date_that_the_rules_did_not_give(deployed: Annua, data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "annua.db")) as connection, connection:
        connection.execute("UPDATE deadlines SET due = '2018-12-01' WHERE kind = 'annuity' AND number = 3")

    done = deployed("doctor")

    assert done.returncode == 1
    assert b"TROUBLE  stored              1 found: stored otherwise than" in done.stdout
    assert b"P1: annuity 3 at EP: due is stored as 2018-12-01, the rules say 2018-11-30." in done.stdout
    assert done.stderr == b""


def test_the_doctor_finds_a_row_of_the_trail_that_was_changed(deployed: Annua, data_dir: Path) -> None:
    deployed("audit", "seal")
    with closing(sqlite3.connect(data_dir / "annua.db")) as connection, connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET actor = 'nobody' WHERE id = 1")

    said = deployed("doctor").stdout.decode()

    assert "TROUBLE  trail               1 found: the audit trail isn't as it was sealed" in said
    assert "row 1 was changed after seal 1 closed over it" in said


def test_the_doctor_looks_across_families(deployed: Annua) -> None:
    deployed("import", "-", stdin=b"reference,jurisdiction,right,filing,grant\nP2,EP,patent,2016-11-15,2021-06-09\n")

    said = deployed("doctor").stdout.decode()

    assert "TROUBLE  payers              1 found: days of a right have two payers or none" in said
    assert "P2 is granted and no part of it is registered." in said


def test_a_key_is_shown_once_listed_without_its_secret_and_revoked(deployed: Annua) -> None:
    secret = deployed("keys", "create", "case import", "--scope", "read", "--scope", "write").stdout.decode().strip()
    assert secret.startswith("annua_")

    listed = deployed("keys", "list").stdout.decode()
    assert "read+write" in listed
    assert "case import" in listed
    assert secret not in listed

    assert deployed("keys", "revoke", "1").returncode == 0
    assert "revoked" in deployed("keys", "list").stdout.decode()


def test_a_key_is_rotated_and_both_are_listed_together(deployed: Annua) -> None:
    secret = deployed("keys", "create", "feed", "--scope", "write", "--expires", "2199-12-31").stdout
    fresh = deployed("keys", "rotate", "1", "--overlap", "12h", "--reason", "yearly").stdout
    assert fresh.startswith(b"annua_")
    assert fresh != secret

    first, second = deployed("keys", "list").stdout.decode().splitlines()

    assert "replaced by 2" in first
    assert "replaces 1" in second
    again = deployed("keys", "rotate", "1")
    assert (again.returncode, again.stderr) == (1, b"key 2 took the place of key 1; rotate that one\n")
    assert deployed("keys", "rotate", "2", "--overlap", "soon").returncode == 2


def test_keys_need_known_scopes_and_numbers(deployed: Annua) -> None:
    for arguments in (("create", "me", "--scope", "wirte"), ("revoke", "9")):
        done = deployed("keys", *arguments)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
    assert b"did you mean write" in deployed("keys", "create", "me", "--scope", "wirte").stderr


def test_jurisdictions_show_until_when_their_law_was_checked(annua: Annua) -> None:
    said = annua("jurisdictions").stdout.decode()

    assert "EP  " in said
    assert "checked 2026-11-22, good until " in said
