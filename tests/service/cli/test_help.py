"""Every command explains itself, with an example that can be typed."""

import subprocess
from collections.abc import Callable

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

COMMANDS = [
    *(
        "serve",
        "compute",
        "import",
        "export",
        "reconcile",
        "remind",
        "demo",
        "jurisdictions",
        "explain",
        "preview",
        "recompute",
        "simulate",
        "doctor",
        "backup",
        "restore",
    ),
    *("keys create", "keys list", "keys rotate", "keys revoke"),
    *("audit seal", "audit verify", "audit head"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(annua: Annua, command: str) -> None:
    done = annua(*command.split(), "--help")

    assert done.returncode == 0
    assert f"annua {command}" in done.stdout.decode().partition("Example:")[2]


def test_the_program_lists_its_commands(annua: Annua) -> None:
    said = annua("--help").stdout.decode()

    assert {command.split()[0] for command in COMMANDS} <= set(said.split())


def test_an_unknown_command_is_wrong_usage(annua: Annua) -> None:
    assert annua("computee").returncode == 2


def test_settings_that_make_no_sense_are_named(annua: Annua) -> None:
    done = annua("doctor", ANNUA_PORT="many")

    assert done.returncode == 2
    assert "ANNUA_PORT 'many'" in done.stderr.decode()


def test_a_database_out_of_reach_is_told_in_a_sentence(annua: Annua) -> None:
    done = annua("export", ANNUA_DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:1/none")

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "The database does not answer" in done.stderr.decode()
